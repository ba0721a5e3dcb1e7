import { checkBoxes } from "./entry-boxes.js";
import { entryError, nameError, refusedAttribute } from "./entry-errors.js";
import type { AttributeCheck, Box, EntryError, ImageSize } from "./entry-errors.js";
import { isFields } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** What an entry says, and what is wrong with it. */
export interface EntryCheck {
  /** Labels of the image as a whole, each once. */
  readonly labels: readonly string[];
  readonly boxes: readonly Box[];
  /** Of the image, where boxes are given. */
  readonly size: ImageSize | undefined;
  /** Whether it has a label attribute, valid or not. */
  readonly labeled: boolean;
  readonly errors: readonly EntryError[];
  /** What a training makes of it: invalid entries are counted, ignored ones are not. */
  readonly use: "valid" | "invalid" | "ignored";
  /** What a training says of it beside the errors. */
  readonly warnings: readonly EntryError[];
  /** What is wrong with it where AWS has no code. */
  readonly remark?: string;
}

const METADATA = "-metadata";
/** Fields that describe the image, not its labels. */
const OWN_FIELDS = new Set(["source-ref", "cl-metadata", "errors", "cl-errors", "creation-date"]);
const MAX_LABELS = 50;

/** The label attributes: fields with another one beside them that has the same name and `-metadata` after it. */
function attributeNames(entry: Fields): string[] {
  return Object.keys(entry).filter((name) => !OWN_FIELDS.has(name) && `${name}${METADATA}` in entry);
}

const metadataOf = (entry: Fields, attribute: string): unknown => entry[`${attribute}${METADATA}`];

function checkClassification(value: unknown, metadata: Fields, attribute: string): AttributeCheck {
  if (!Number.isInteger(value)) {
    return refusedAttribute([entryError("ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT", { in: "entry", attribute })]);
  }
  const name = metadata["class-name"];
  const wrong = nameError(name);
  if (wrong !== undefined) return refusedAttribute([entryError(wrong, { in: "metadata", attribute })]);
  return { label: String(name), boxes: [], errors: [], valid: true };
}

/** Whether metadata has what AWS's guide requires although nothing uses it. */
function isComplete(metadata: Fields, isLocated: boolean): boolean {
  const { confidence } = metadata;
  const hasConfidence = typeof confidence === "number" && confidence >= 0 && confidence <= 1;
  const { "human-annotated": byHumans, "creation-date": date } = metadata;
  return (isLocated || hasConfidence) && (byHumans === "yes" || byHumans === "no") && typeof date === "string";
}

function checkAttribute(entry: Fields, attribute: string, needsAllMetadata: boolean): AttributeCheck {
  const metadata = metadataOf(entry, attribute);
  const inMetadata = { in: "metadata", attribute } as const;
  const badMetadata = "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT";
  if (!isFields(metadata)) return refusedAttribute([entryError(badMetadata, { in: "entry" })]);
  const { type } = metadata;
  const isLocated = type === "groundtruth/object-detection";
  if (!isLocated && type !== "groundtruth/image-classification") {
    const code = typeof type === "string" ? "ERROR_UNSUPPORTED_USE_CASE_TYPE" : badMetadata;
    return refusedAttribute([entryError(code, inMetadata)]);
  }
  if (needsAllMetadata && !isComplete(metadata, isLocated))
    return refusedAttribute([entryError(badMetadata, inMetadata)]);
  return (isLocated ? checkBoxes : checkClassification)(entry[attribute], metadata, attribute);
}

const unlabeled = (
  use: EntryCheck["use"],
  errors: readonly EntryError[],
  warnings: readonly EntryError[],
): EntryCheck => ({ labels: [], boxes: [], size: undefined, labeled: false, errors, use, warnings });

/**
 * Checks an entry as AWS does when it is put into a dataset, where what is wrong stays in it with the reasons, and when a
 * model is trained from it.
 * @param needsAllMetadata whether metadata that nothing uses must be there
 */
export function checkEntry(entry: Fields, needsAllMetadata: boolean): EntryCheck {
  const names = attributeNames(entry);
  if (names.length === 0) {
    const isBare = Object.keys(entry).every((name) => OWN_FIELDS.has(name));
    if (isBare) return unlabeled("ignored", [], [entryError("WARNING_UNANNOTATED_RECORD", { in: "entry" })]);
    return unlabeled("invalid", [entryError("ERROR_NO_LABEL_ATTRIBUTES", { in: "entry" })], []);
  }
  const checks = names.map((name) => ({ ...checkAttribute(entry, name, needsAllMetadata), name }));
  const said = {
    labels: [...new Set(checks.flatMap(({ label }) => (label === undefined ? [] : [label])))],
    boxes: checks.flatMap((check) => check.boxes),
    size: checks.find((check) => check.size !== undefined)?.size,
    labeled: true,
  };
  const errors = checks.flatMap((check) => check.errors);
  const empty = checks.filter(({ valid, label, boxes }) => valid && label === undefined && boxes.length === 0);
  const warnings = empty.map(({ name }) =>
    entryError("WARNING_NO_ATTRIBUTE_ANNOTATIONS", { in: "attribute", attribute: name }),
  );
  if (!checks.some((check) => check.valid)) {
    const none = entryError("ERROR_NO_VALID_LABEL_ATTRIBUTES", { in: "entry" });
    return { ...said, errors: [...errors, none], use: "invalid", warnings };
  }
  const labelCount = new Set([...said.labels, ...said.boxes.map((box) => box.label)]).size;
  if (labelCount === 0) {
    const none = entryError("WARNING_NO_ANNOTATIONS", { in: "entry" });
    return { ...said, errors, use: "ignored", warnings: [...warnings, none] };
  }
  if (labelCount > MAX_LABELS) return { ...said, errors, use: "invalid", warnings, remark: "more than 50 labels" };
  return { ...said, errors, use: "valid", warnings };
}
