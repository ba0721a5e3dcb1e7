import { entryError, nameError } from "./entry-errors.js";
import type { AttributeCheck, EntryError, EntryErrorCode } from "./entry-errors.js";
import { isFields, listOf } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** Pixels. */
const MIN_IMAGE_SIDE = 64;
const MAX_IMAGE_SIDE = 4096;
/** A box has to be larger, in pixels. */
const TOO_SMALL = 1;
const MAX_BOXES = 50;

interface ImageSize {
  readonly width: number;
  readonly height: number;
}

function readSize(value: Fields): ImageSize | undefined {
  const [size] = listOf(value.image_size);
  if (!isFields(size)) return undefined;
  const { width, height } = size;
  return typeof width === "number" && typeof height === "number" ? { width, height } : undefined;
}

const fits = (side: number): boolean => side >= MIN_IMAGE_SIDE && side <= MAX_IMAGE_SIDE;

function boxError(box: unknown, image: ImageSize): EntryErrorCode | undefined {
  if (!isFields(box)) return "ERROR_INVALID_BOUNDING_BOX";
  const pixels = (name: string): number => Number(box[name]);
  const { left, top, width, height } = {
    left: pixels("left"),
    top: pixels("top"),
    width: pixels("width"),
    height: pixels("height"),
  };
  const inside = left >= 0 && top >= 0 && left + width <= image.width && top + height <= image.height;
  if (!inside || width < 0 || height < 0) return "ERROR_INVALID_BOUNDING_BOX";
  return width <= TOO_SMALL || height <= TOO_SMALL ? "ERROR_BOUNDING_BOX_TOO_SMALL" : undefined;
}

/** What is wrong beside the boxes themselves; the first such thing makes the attribute useless. */
function frameError(metadata: Fields, attribute: string, boxes: readonly unknown[]): EntryError[] {
  const inMetadata = { in: "metadata", attribute } as const;
  const classMap = metadata["class-map"];
  const objects = listOf(metadata.objects);
  const hasConfidence = (object: unknown): boolean => isFields(object) && typeof object.confidence === "number";
  if (!isFields(classMap)) return [entryError("ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT", inMetadata)];
  const [nameCode] = Object.values(classMap)
    .map(nameError)
    .filter((code) => code !== undefined);
  if (nameCode !== undefined) return [entryError(nameCode, inMetadata)];
  if (boxes.length > MAX_BOXES) return [entryError("ERROR_TOO_MANY_BOUNDING_BOXES", { in: "attribute", attribute })];
  if (objects.length < boxes.length || !objects.every(hasConfidence)) {
    return [entryError("ERROR_MISSING_BOUNDING_BOX_CONFIDENCE", inMetadata)];
  }
  if (boxes.some((box) => isFields(box) && !(String(box.class_id) in classMap))) {
    return [entryError("ERROR_MISSING_CLASS_MAP_ID", inMetadata)];
  }
  return [];
}

function countLabels(metadata: Fields, boxes: readonly unknown[]): Map<string, number> {
  const classMap = isFields(metadata["class-map"]) ? metadata["class-map"] : {};
  const counts = new Map<string, number>();
  for (const box of boxes) {
    if (!isFields(box)) continue;
    const name = String(classMap[String(box.class_id)]);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Checks a label attribute that says where things are. A bad box spoils itself only. */
export function checkBoxes(value: unknown, metadata: Fields, attribute: string): AttributeCheck {
  const refused = (errors: readonly EntryError[]): AttributeCheck => ({ labels: new Map(), errors, valid: false });
  const badFormat = "ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT";
  if (!isFields(value)) return refused([entryError(badFormat, { in: "entry" })]);
  const size = readSize(value);
  if (size === undefined || !Array.isArray(value.annotations)) {
    return refused([entryError(badFormat, { in: "attribute", attribute })]);
  }
  if (!fits(size.width) || !fits(size.height)) {
    return refused([entryError("ERROR_INVALID_IMAGE_DIMENSION", { in: "entry" })]);
  }
  const boxes = listOf(value.annotations);
  const broken = frameError(metadata, attribute, boxes);
  if (broken.length > 0) return refused(broken);
  const codes = boxes.map((box) => boxError(box, size));
  const errors = codes.flatMap((code, index) =>
    code === undefined ? [] : [entryError(code, { in: "annotation", attribute, index })],
  );
  const good = boxes.filter((_, index) => codes[index] === undefined);
  if (boxes.length === 0 || good.length > 0) return { labels: countLabels(metadata, good), errors, valid: true };
  return refused([...errors, entryError("ERROR_NO_VALID_ANNOTATIONS", { in: "attribute", attribute })]);
}
