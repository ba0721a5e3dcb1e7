import { BUCKET, boxed, labeled } from "./bucket.js";
import type { PixelBox } from "./bucket.js";

export type Json = Record<string, unknown>;

const IMAGE = { "source-ref": `s3://${BUCKET}/image.png` };
const NONE_VALID = "ERROR_NO_VALID_LABEL_ATTRIBUTES";
const BAD_FORMAT = "ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT";
const BAD_METADATA = "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT";
const OFF_FRAME = "ERROR_INVALID_BOUNDING_BOX";
const TOO_SMALL = "ERROR_BOUNDING_BOX_TOO_SMALL";

/** What is made of a line: AWS drops it from a dataset, or keeps it there and does not train from it. */
export type Use = "valid" | "invalid" | "ignored" | "dropped";

const classified = (change: Json, metadata: Json = {}): Json => {
  const line = labeled("image.png", "cat") as Json;
  return { ...line, ...change, "label-0-metadata": { ...(line["label-0-metadata"] as Json), ...metadata } };
};

const located = (boxes: readonly PixelBox[], change: Json = {}, metadata: Json = {}): Json => {
  const line = boxed("image.png", ...boxes) as Json;
  const place = { ...(line.box as Json), ...change };
  return { ...line, box: place, "box-metadata": { ...(line["box-metadata"] as Json), ...metadata } };
};

const sized = (width: number, height: number, ...boxes: readonly PixelBox[]): Json =>
  located(boxes, { image_size: [{ width, height, depth: 3 }] });

const GOOD: PixelBox = ["cat", 10, 10, 20, 20];
const manyBoxes = (count: number): PixelBox[] => Array.from({ length: count }, () => GOOD);
const without = (line: Json, name: string): Json =>
  Object.fromEntries(Object.entries(line).filter(([key]) => key !== name));

/** Custom Labels guide: tm-debugging-json-line-errors, debugging-datasets-terminal-errors, limits. */
export const LINES: { reason: string; line: Json | string; use: Use; codes: readonly string[] }[] = [
  { reason: "no JSON", line: "{", use: "dropped", codes: ["ERROR_INVALID_JSON_LINE"] },
  { reason: "a list", line: "[]", use: "dropped", codes: ["ERROR_INVALID_JSON_LINE"] },
  { reason: "a blank line", line: "  ", use: "dropped", codes: ["ERROR_INVALID_JSON_LINE"] },
  { reason: "no source-ref", line: { label: 1 }, use: "dropped", codes: ["ERROR_MISSING_SOURCE_REF"] },
  {
    reason: "a source-ref of another scheme",
    line: classified({ "source-ref": "https://bucket/image.png" }),
    use: "dropped",
    codes: ["ERROR_INVALID_SOURCE_REF_FORMAT"],
  },
  {
    reason: "a source-ref that is a number",
    line: classified({ "source-ref": 1 }),
    use: "dropped",
    codes: ["ERROR_INVALID_SOURCE_REF_FORMAT"],
  },
  {
    reason: "a source-ref without a key",
    line: classified({ "source-ref": `s3://${BUCKET}/` }),
    use: "dropped",
    codes: ["ERROR_INVALID_SOURCE_REF_FORMAT"],
  },
  {
    reason: "an image that has a line already",
    line: labeled("good-0.png", "cat") as Json,
    use: "dropped",
    codes: ["the source-ref of an earlier line"],
  },
  {
    reason: "more than 100,000 characters",
    line: classified({ note: "x".repeat(100_000) }),
    use: "dropped",
    codes: ["more than 100,000 characters"],
  },
  { reason: "no label at all", line: IMAGE, use: "ignored", codes: ["WARNING_UNANNOTATED_RECORD"] },
  {
    reason: "nothing marked",
    line: located([]),
    use: "ignored",
    codes: ["WARNING_NO_ATTRIBUTE_ANNOTATIONS", "WARNING_NO_ANNOTATIONS"],
  },
  {
    reason: "no annotations",
    line: located([], { annotations: undefined }),
    use: "ignored",
    codes: ["WARNING_NO_ATTRIBUTE_ANNOTATIONS", "WARNING_NO_ANNOTATIONS"],
  },
  {
    reason: "a label without metadata",
    line: without(classified({}), "label-0-metadata"),
    use: "invalid",
    codes: ["ERROR_NO_LABEL_ATTRIBUTES"],
  },
  {
    reason: "metadata without a label",
    line: without(classified({}), "label-0"),
    use: "invalid",
    codes: ["ERROR_NO_LABEL_ATTRIBUTES"],
  },
  {
    reason: "a fractional class",
    line: classified({ "label-0": 0.5 }),
    use: "invalid",
    codes: [BAD_FORMAT, NONE_VALID],
  },
  {
    reason: "a class in words",
    line: classified({ "label-0": "cat" }),
    use: "invalid",
    codes: [BAD_FORMAT, NONE_VALID],
  },
  {
    reason: "boxes that are a number",
    line: { ...located([GOOD]), box: 1 },
    use: "invalid",
    codes: [BAD_FORMAT, NONE_VALID],
  },
  {
    reason: "no size of the image",
    line: located([GOOD], { image_size: [] }),
    use: "invalid",
    codes: [BAD_FORMAT, NONE_VALID],
  },
  {
    reason: "annotations that are no list",
    line: located([GOOD], { annotations: {} }),
    use: "invalid",
    codes: [BAD_FORMAT, NONE_VALID],
  },
  {
    reason: "metadata in words",
    line: { ...IMAGE, animal: 1, "animal-metadata": "cat" },
    use: "invalid",
    codes: [BAD_METADATA, NONE_VALID],
  },
  {
    reason: "no class name",
    line: classified({}, { "class-name": undefined }),
    use: "invalid",
    codes: [BAD_METADATA, NONE_VALID],
  },
  { reason: "no type", line: classified({}, { type: undefined }), use: "invalid", codes: [BAD_METADATA, NONE_VALID] },
  {
    reason: "no class map",
    line: located([GOOD], {}, { "class-map": 1 }),
    use: "invalid",
    codes: [BAD_METADATA, NONE_VALID],
  },
  {
    reason: "an unknown type",
    line: classified({}, { type: "groundtruth/wrongtype" }),
    use: "invalid",
    codes: ["ERROR_UNSUPPORTED_USE_CASE_TYPE", NONE_VALID],
  },
  {
    reason: "an unknown type beside boxes",
    line: located([GOOD], {}, { type: "groundtruth/wrongtype" }),
    use: "invalid",
    codes: ["ERROR_UNSUPPORTED_USE_CASE_TYPE", NONE_VALID],
  },
  {
    reason: "a label of 300 characters",
    line: labeled("image.png", "x".repeat(300)) as Json,
    use: "invalid",
    codes: ["ERROR_INVALID_LABEL_NAME_LENGTH", NONE_VALID],
  },
  {
    reason: "a box's label of 300 characters",
    line: located([["x".repeat(300), 10, 10, 20, 20]]),
    use: "invalid",
    codes: ["ERROR_INVALID_LABEL_NAME_LENGTH", NONE_VALID],
  },
  {
    reason: "51 labels",
    line: labeled("image.png", ...Array.from({ length: 51 }, (_, index) => `label ${index}`)) as Json,
    use: "invalid",
    codes: ["more than 50 labels"],
  },
  {
    reason: "an image of 30 pixels",
    line: sized(30, 100, ["cat", 1, 1, 20, 20]),
    use: "invalid",
    codes: ["ERROR_INVALID_IMAGE_DIMENSION", NONE_VALID],
  },
  {
    reason: "an image of 4097 pixels",
    line: sized(100, 4097, GOOD),
    use: "invalid",
    codes: ["ERROR_INVALID_IMAGE_DIMENSION", NONE_VALID],
  },
  {
    reason: "a box without confidence",
    line: located([GOOD], {}, { objects: [{}] }),
    use: "invalid",
    codes: ["ERROR_MISSING_BOUNDING_BOX_CONFIDENCE", NONE_VALID],
  },
  {
    reason: "fewer confidences than boxes",
    line: located([GOOD, GOOD], {}, { objects: [{ confidence: 1 }] }),
    use: "invalid",
    codes: ["ERROR_MISSING_BOUNDING_BOX_CONFIDENCE", NONE_VALID],
  },
  {
    reason: "a class id that is not in the map",
    line: located([GOOD], {}, { "class-map": { "7": "cat" } }),
    use: "invalid",
    codes: ["ERROR_MISSING_CLASS_MAP_ID", NONE_VALID],
  },
  {
    reason: "a class id that every object has",
    line: located(
      [],
      { annotations: [{ class_id: "toString", left: 1, top: 1, width: 9, height: 9 }] },
      {
        objects: [{ confidence: 1 }],
      },
    ),
    use: "invalid",
    codes: ["ERROR_MISSING_CLASS_MAP_ID", NONE_VALID],
  },
  {
    reason: "51 boxes",
    line: located(manyBoxes(51)),
    use: "invalid",
    codes: ["ERROR_TOO_MANY_BOUNDING_BOXES", NONE_VALID],
  },
  { reason: "50 boxes", line: located(manyBoxes(50)), use: "valid", codes: [] },
  {
    reason: "the only box off the frame",
    line: located([["cat", 90, 10, 20, 20]]),
    use: "invalid",
    codes: [OFF_FRAME, "ERROR_NO_VALID_ANNOTATIONS", NONE_VALID],
  },
  {
    reason: "a box whose place is in words",
    line: located(
      [],
      { annotations: [{ class_id: 0, left: "1", top: 1, width: 9, height: 9 }] },
      {
        objects: [{ confidence: 1 }],
        "class-map": { "0": "cat" },
      },
    ),
    use: "invalid",
    codes: [OFF_FRAME, "ERROR_NO_VALID_ANNOTATIONS", NONE_VALID],
  },
  {
    reason: "one of two boxes off the frame",
    line: located([GOOD, ["cat", -1, 10, 20, 20]]),
    use: "valid",
    codes: [OFF_FRAME],
  },
  {
    reason: "one of two boxes a pixel wide",
    line: located([GOOD, ["cat", 1, 1, 1, 20]]),
    use: "valid",
    codes: [TOO_SMALL],
  },
  {
    reason: "one of two boxes a pixel wide once the image is 1280 pixels high",
    line: sized(100, 2560, GOOD, ["cat", 1, 1, 2, 20]),
    use: "valid",
    codes: [TOO_SMALL],
  },
  {
    reason: "a bad label beside a good one",
    line: { ...classified({}), other: 1, "other-metadata": { type: "groundtruth/image-classification" } },
    use: "valid",
    codes: [BAD_METADATA],
  },
  {
    reason: "a label name of 256 characters",
    line: labeled("image.png", "x".repeat(256)) as Json,
    use: "valid",
    codes: [],
  },
];
