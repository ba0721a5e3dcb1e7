import * as z from "zod";
import { annotationText } from "../annotation-text.js";
import { namedImage } from "../named-image.js";
import { firstOf } from "../problems.js";
import type { FormatInput, StatedBox, Statement, Statements } from "../statement.js";
import { parseJson } from "./json-text.js";

const id = z.union([z.int(), z.string()], { error: "must be a whole number or a text" });
const sidePx = z.number().nullish();
const image = z.object({ id, file_name: z.string(), width: sidePx, height: sidePx });
const category = z.object({ id, name: z.string() });
const bbox = z.array(z.number()).length(4, "must be [left, top, width, height] in pixels");
/** Its own id is not read: several programs write the same for all. */
const annotation = z.object({
  image_id: id,
  category_id: id,
  bbox: bbox,
  iscrowd: z.union([z.number(), z.boolean()]).nullish(),
});
const wholeFile = z.object({
  images: z.array(image),
  categories: z.array(category),
  annotations: z.array(annotation),
});
type Coco = z.infer<typeof wholeFile>;
type Id = z.infer<typeof id>;

/** Boxes as [left, top, width, height] in pixels from 0, with fractions; one JSON file for all images. */
export async function readCoco(input: FormatInput): Promise<Statements> {
  const { source, problems } = input;
  const file = source.annotations ?? "";
  const text = await annotationText(file, file, problems);
  const coco = text === undefined ? undefined : parsed(text, file, input);
  return { of: "boxes", statements: coco === undefined ? [] : statementsOf(coco, file, input) };
}

function parsed(text: string, file: string, { problems }: FormatInput): Coco | undefined {
  const json = parseJson(text);
  if ("fault" in json) {
    problems.add(`${file} line ${String(json.line)},`, json.fault);
    return undefined;
  }
  const { data, error } = wholeFile.safeParse(json.value);
  for (const { path, message, code, ...issue } of error?.issues ?? []) {
    const isMissing = message.endsWith("received undefined");
    const wanted = code === "invalid_type" && "expected" in issue ? `must be: ${String(issue.expected)}` : message;
    problems.add(`${file} ${pathText(path)}`, isMissing ? "is missing: write the COCO file with it" : wanted);
  }
  return data;
}

/** As in `annotations[3].bbox`. */
function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "(the whole file)";
  return path
    .map((part) => (typeof part === "number" ? `[${String(part)}]` : `.${String(part)}`))
    .join("")
    .slice(1);
}

function statementsOf(coco: Coco, file: string, { images, problems, warn }: FormatInput): Statement[] {
  const place = (list: string, index: number): string => `${file} ${list}[${String(index)}]`;
  const indexOf = (list: "images" | "categories"): ReadonlyMap<Id, number> => {
    const known = new Map<Id, number>();
    for (const [index, { id }] of coco[list].entries()) {
      const before = known.get(id);
      if (before === undefined) known.set(id, index);
      else
        problems.add(
          `${place(list, index)}.id`,
          `is ${String(id)} as in ${list}[${String(before)}]: give each its own`,
        );
    }
    return known;
  };
  const [imageAt, categoryAt] = [indexOf("images"), indexOf("categories")];
  const boxes = coco.images.map((): StatedBox[] => []);
  const crowds: string[] = [];
  for (const [index, { image_id, category_id, bbox, iscrowd }] of coco.annotations.entries()) {
    const here = place("annotations", index);
    const [at, category] = [imageAt.get(image_id), coco.categories[categoryAt.get(category_id) ?? -1]];
    if (at === undefined)
      problems.add(`${here}.image_id`, `is ${String(image_id)}, and no image has it: add it to images`);
    if (category === undefined) {
      problems.add(`${here}.category_id`, `is ${String(category_id)}, and no category has it: add it to categories`);
    }
    // A crowd's box is around many objects, so it is none of its label.
    if (iscrowd === true || iscrowd === 1) crowds.push(here);
    else if (at !== undefined && category !== undefined) {
      const [left = 0, top = 0, width = 0, height = 0] = bbox;
      const edges = { left, top, right: left + width, bottom: top + height };
      boxes[at]?.push({ place: `${here}.bbox`, label: category.name, edges });
    }
  }
  if (crowds.length > 0)
    warn(`boxes around crowds (iscrowd) are left out: ${firstOf(crowds)} (${String(crowds.length)} in all)`);
  return coco.images.flatMap(({ file_name, width, height }, index) => {
    const here = place("images", index);
    const found = namedImage(file_name, images);
    if ("fault" in found) {
      problems.add(`${here}.file_name`, found.fault);
      return [];
    }
    const size = (width ?? 0) > 0 && (height ?? 0) > 0 ? { widthPx: width ?? 0, heightPx: height ?? 0 } : undefined;
    return [{ place: here, name: found.name, labels: [], boxes: boxes[index] ?? [], size }];
  });
}
