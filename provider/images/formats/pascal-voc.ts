import { posix } from "node:path";
import type { XmlElement } from "@rgrove/parse-xml";
import { annotationTexts, lineAt } from "../annotation-text.js";
import { listFolder } from "../listing.js";
import { namedImage } from "../named-image.js";
import type { FormatInput, StatedBox, Statement, Statements } from "../statement.js";

/** Boxes as first and last pixel of both directions, counted from 1; one XML file for each image. */
export async function readPascalVoc(input: FormatInput): Promise<Statements> {
  const { source, images, problems } = input;
  const folder = source.annotations ?? source.folder;
  const listing = source.annotations === undefined ? images : await listFolder(folder, `folder ${folder}`);
  const files = [...listing.files].filter(([name]) => /\.xml$/i.test(name));
  if (files.length === 0) problems.add(folder, "has no XML files: name the folder that has them as annotations");
  const statements: Statement[] = [];
  for await (const { name, place, text } of annotationTexts(files, folder, problems)) {
    const root = await rootOf(text, place, input);
    const statement = root && new VocFile(place, text, input).read(root, posix.dirname(name));
    if (statement !== undefined) statements.push(statement);
  }
  return { of: "boxes", statements };
}

async function rootOf(text: string, file: string, { problems }: FormatInput): Promise<XmlElement | undefined> {
  const { parseXml, XmlError } = await import("@rgrove/parse-xml");
  try {
    const { root } = parseXml(text, { includeOffsets: true });
    if (root?.name === "annotation") return root;
    problems.add(
      `${file} line 1`,
      `is <${root?.name ?? ""}>, not <annotation> as in Pascal VOC: export it in that format`,
    );
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    const [what = ""] = error.message.split(/ \(line \d+/);
    problems.add(`${file} line ${String(error.line)}`, `is no XML: ${what}`);
  }
  return undefined;
}

class VocFile {
  readonly #file: string;
  readonly #text: string;
  readonly #input: FormatInput;

  constructor(file: string, text: string, input: FormatInput) {
    this.#file = file;
    this.#text = text;
    this.#input = input;
  }

  /** @param folder of the file, in which its image may lie as well */
  read(root: XmlElement, folder: string): Statement | undefined {
    const name = this.#textOf(root, "filename");
    if (name === undefined) return undefined;
    const { images, problems } = this.#input;
    const [beside, found] = [namedImage(posix.join(folder, name.text), images), namedImage(name.text, images)];
    const image = "name" in beside ? beside : found;
    if ("fault" in image) {
      problems.add(name.place, image.fault);
      return undefined;
    }
    const boxes = childrenOf(root, "object").flatMap((object) => this.#boxOf(object) ?? []);
    return { place: this.#place(root), name: image.name, labels: [], boxes, size: this.#sizeOf(root) };
  }

  #boxOf(object: XmlElement): StatedBox | undefined {
    const name = this.#textOf(object, "name");
    const [frame] = childrenOf(object, "bndbox");
    if (frame === undefined) {
      this.#input.problems.add(this.#place(object), "is an object without <bndbox>: export boxes, not outlines");
    }
    if (name === undefined || frame === undefined) return undefined;
    const [xmin, ymin, xmax, ymax] = ["xmin", "ymin", "xmax", "ymax"].map((side) => this.#numberOf(frame, side));
    if (xmin === undefined || ymin === undefined || xmax === undefined || ymax === undefined) return undefined;
    // The first pixel is 1, and the last one belongs to the box.
    const edges = { left: xmin - 1, top: ymin - 1, right: xmax, bottom: ymax };
    return { place: this.#place(frame), label: name.text, edges };
  }

  /** Some programs write 0 for what they do not know. */
  #sizeOf(root: XmlElement): Statement["size"] {
    const [size] = childrenOf(root, "size");
    const [widthPx, heightPx] = ["width", "height"].map((side) =>
      Number(size === undefined ? 0 : childrenOf(size, side)[0]?.text),
    );
    return widthPx !== undefined && heightPx !== undefined && widthPx > 0 && heightPx > 0
      ? { widthPx, heightPx }
      : undefined;
  }

  #numberOf(parent: XmlElement, name: string): number | undefined {
    const said = this.#textOf(parent, name);
    if (said === undefined) return undefined;
    const number = Number(said.text);
    if (Number.isFinite(number)) return number;
    this.#input.problems.add(said.place, `has ${said.text} in <${name}>, which must be a number`);
    return undefined;
  }

  #textOf(parent: XmlElement, name: string): { readonly text: string; readonly place: string } | undefined {
    const [element] = childrenOf(parent, name);
    const text = element?.text.trim() ?? "";
    if (element !== undefined && text !== "") return { text, place: this.#place(element) };
    this.#input.problems.add(this.#place(element ?? parent), `has no <${name}>, or an empty one: add it`);
    return undefined;
  }

  #place({ start }: XmlElement): string {
    return `${this.#file} line ${String(lineAt(this.#text, start))}`;
  }
}

function childrenOf({ children }: XmlElement, name: string): XmlElement[] {
  return children.filter(
    (child): child is XmlElement => child.type === "element" && "name" in child && child.name === name,
  );
}
