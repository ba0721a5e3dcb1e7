import { posix } from "node:path";
import { annotationTexts } from "../annotation-text.js";
import { listFolder } from "../listing.js";
import { isImageName, stemOf } from "../named-image.js";
import type { FormatInput, StatedBox, Statement, Statements } from "../statement.js";
import { type ClassNames, isNamesFile, readClassNames } from "./yolo-names.js";

const COLUMNS = 5;

/** Boxes as class, centre, width and height in parts of the image; one text file for each image, by its name. */
export async function readYolo(input: FormatInput): Promise<Statements> {
  const { source, images, problems } = input;
  const folder = source.annotations ?? source.folder;
  const listing = source.annotations === undefined ? images : await listFolder(folder, `folder ${folder}`);
  const texts = [...listing.files].filter(([name]) => /\.txt$/i.test(name) && !isNamesFile(posix.basename(name)));
  if (texts.length === 0) problems.add(folder, "has no text files: name the folder that has them as annotations");
  const classes = await readClassNames(folder, input);
  const byStem = imagesByStem(input);
  const statements: Statement[] = [];
  for await (const { name, place, text } of annotationTexts(texts, folder, problems)) {
    const [image, ...more] = byStem.get(stemOf(name)) ?? [];
    if (image === undefined)
      problems.add(place, `has no image ${stemOf(name)} with .jpg or .png: add it, or remove this`);
    else if (more.length > 0) problems.add(place, `may be about ${[image, ...more].join(" or ")}: rename one of them`);
    else if (classes !== undefined) {
      statements.push({ place, name: image, labels: [], boxes: boxesIn(text, place, classes, input), inParts: true });
    }
  }
  return { of: "boxes", statements };
}

function imagesByStem({ images }: FormatInput): ReadonlyMap<string, readonly string[]> {
  const byStem = new Map<string, string[]>();
  for (const name of [...images.files.keys()].filter(isImageName)) {
    byStem.set(stemOf(name), [...(byStem.get(stemOf(name)) ?? []), name]);
  }
  return byStem;
}

function boxesIn(text: string, file: string, classes: ClassNames, { problems }: FormatInput): StatedBox[] {
  return text.split(/\r\n|[\r\n]/).flatMap((line, index) => {
    if (line.trim() === "") return [];
    const place = `${file} line ${String(index + 1)}`;
    const box = boxIn(line.trim().split(/\s+/), classes);
    if (typeof box !== "string") return [{ place, ...box }];
    problems.add(place, box);
    return [];
  });
}

function boxIn(columns: readonly string[], { file, names }: ClassNames): Omit<StatedBox, "place"> | string {
  if (columns.length !== COLUMNS) return `has ${String(columns.length)} columns${whyColumns(columns)}`;
  const [number = "", ...rest] = columns;
  if (!/^\d+(?:\.0+)?$/.test(number)) return `has the class ${number}, which must be a whole number from 0`;
  const label = names.get(Number(number));
  if (label === undefined) return `has the class ${number}, for which ${file} has no name: add it there`;
  const [x = NaN, y = NaN, width = NaN, height = NaN] = rest.map(Number);
  const wrong = rest.find((column) => !Number.isFinite(Number(column)));
  if (wrong !== undefined) return `has ${wrong}, which must be a number`;
  if (Math.max(x, y, width, height) > 1 || Math.min(x, y, width, height) < 0) {
    return `has ${rest.join(" ")}, which must be from 0 to 1: parts of the image's width and height, not pixels`;
  }
  return { label, edges: { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 } };
}

function whyColumns({ length }: readonly string[]): string {
  const wanted = `, and a box has ${String(COLUMNS)}: class, centre x, centre y, width, height`;
  if (length === COLUMNS + 1) return `${wanted}. With a confidence it is what a model has found: export labels`;
  return length > COLUMNS ? `${wanted}. An outline has more: export boxes` : wanted;
}
