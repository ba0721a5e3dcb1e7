import { entryError, nameError, refusedAttribute } from "./entry-errors.js";
import type { AttributeCheck, Box, EntryError, EntryErrorCode, ImageSize } from "./entry-errors.js";
import { isFields, listOf } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** Pixels. */
const MIN_IMAGE_SIDE = 64;
const MAX_IMAGE_SIDE = 4096;
/** A box has to be larger, in pixels. */
const TOO_SMALL = 1;
const TRAINED_SIDE = 1280;
const MAX_BOXES = 50;

function readSize(value: Fields): ImageSize | undefined {
  const [size] = listOf(value.image_size);
  if (!isFields(size)) return undefined;
  const { width, height } = size;
  return typeof width === "number" && typeof height === "number" ? { width, height } : undefined;
}

const fits = (side: number): boolean => side >= MIN_IMAGE_SIDE && side <= MAX_IMAGE_SIDE;

function checkBox(annotation: unknown, image: ImageSize, classMap: Fields): Box | EntryErrorCode {
  if (!isFields(annotation)) return "ERROR_INVALID_BOUNDING_BOX";
  const [left, top, width, height] = ["left", "top", "width", "height"].map((name) => annotation[name]);
  if (typeof left !== "number" || typeof top !== "number") return "ERROR_INVALID_BOUNDING_BOX";
  if (typeof width !== "number" || typeof height !== "number") return "ERROR_INVALID_BOUNDING_BOX";
  const inside = left >= 0 && top >= 0 && left + width <= image.width && top + height <= image.height;
  if (!inside || width < 0 || height < 0) return "ERROR_INVALID_BOUNDING_BOX";
  // A training scales larger images down.
  const scale = Math.min(1, TRAINED_SIDE / Math.max(image.width, image.height));
  if (width * scale <= TOO_SMALL || height * scale <= TOO_SMALL) return "ERROR_BOUNDING_BOX_TOO_SMALL";
  return {
    label: String(classMap[String(annotation.class_id)]),
    left: left / image.width,
    top: top / image.height,
    width: width / image.width,
    height: height / image.height,
  };
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
  if (boxes.some((box) => isFields(box) && !Object.hasOwn(classMap, String(box.class_id)))) {
    return [entryError("ERROR_MISSING_CLASS_MAP_ID", inMetadata)];
  }
  return [];
}

/** Checks a label attribute that says where things are. A bad box spoils itself only. */
export function checkBoxes(value: unknown, metadata: Fields, attribute: string): AttributeCheck {
  const badFormat = "ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT";
  if (!isFields(value)) return refusedAttribute([entryError(badFormat, { in: "entry", attribute })]);
  const size = readSize(value);
  const { annotations = [] } = value;
  if (size === undefined || !Array.isArray(annotations)) {
    return refusedAttribute([entryError(badFormat, { in: "attribute", attribute })]);
  }
  if (!fits(size.width) || !fits(size.height)) {
    return refusedAttribute([entryError("ERROR_INVALID_IMAGE_DIMENSION", { in: "entry" })]);
  }
  const broken = frameError(metadata, attribute, annotations);
  if (broken.length > 0) return refusedAttribute(broken);
  const classMap = isFields(metadata["class-map"]) ? metadata["class-map"] : {};
  const checked = annotations.map((annotation: unknown) => checkBox(annotation, size, classMap));
  const errors = checked.flatMap((each, index) =>
    typeof each === "string" ? [entryError(each, { in: "annotation", attribute, index })] : [],
  );
  const boxes = checked.filter((each) => typeof each !== "string");
  if (annotations.length === 0 || boxes.length > 0) return { label: undefined, boxes, size, errors, valid: true };
  return refusedAttribute([...errors, entryError("ERROR_NO_VALID_ANNOTATIONS", { in: "attribute", attribute })]);
}
