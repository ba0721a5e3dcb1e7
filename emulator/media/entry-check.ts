import { checkBoxes } from "./entry-boxes.js";
import { entryError, nameError } from "./entry-errors.js";
import type { AttributeCheck, EntryError } from "./entry-errors.js";
import { isFields } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** How often a label is in an entry. */
export interface EntryLabel {
  readonly name: string;
  readonly boxes: number;
}

/** What an entry says, and what is wrong with it. */
export interface EntryCheck {
  readonly labels: readonly EntryLabel[];
  /** Whether it has a label attribute, valid or not. */
  readonly labeled: boolean;
  readonly errors: readonly EntryError[];
}

const METADATA = "-metadata";
/** Fields that describe the image, not its labels. */
const OWN_FIELDS = new Set(["source-ref", "cl-metadata", "errors", "cl-errors", "creation-date"]);

/** The label attributes: fields with another one beside them that has the same name and `-metadata` after it. */
function attributeNames(entry: Fields): string[] {
  return Object.keys(entry).filter((name) => !OWN_FIELDS.has(name) && `${name}${METADATA}` in entry);
}

const metadataOf = (entry: Fields, attribute: string): unknown => entry[`${attribute}${METADATA}`];

const refused = (errors: readonly EntryError[]): AttributeCheck => ({ labels: new Map(), errors, valid: false });

function checkClassification(value: unknown, metadata: Fields, attribute: string): AttributeCheck {
  if (!Number.isInteger(value)) {
    return refused([entryError("ERROR_INVALID_LABEL_ATTRIBUTE_FORMAT", { in: "entry" })]);
  }
  const name = metadata["class-name"];
  const wrong = nameError(name);
  if (wrong !== undefined) return refused([entryError(wrong, { in: "metadata", attribute })]);
  return { labels: new Map([[String(name), 0]]), errors: [], valid: true };
}

function checkAttribute(entry: Fields, attribute: string): AttributeCheck {
  const metadata = metadataOf(entry, attribute);
  const inMetadata = { in: "metadata", attribute } as const;
  const badMetadata = "ERROR_INVALID_LABEL_ATTRIBUTE_METADATA_FORMAT";
  if (!isFields(metadata)) return refused([entryError(badMetadata, { in: "entry" })]);
  const { type } = metadata;
  if (type === "groundtruth/image-classification") {
    return checkClassification(entry[attribute], metadata, attribute);
  }
  if (type === "groundtruth/object-detection") return checkBoxes(entry[attribute], metadata, attribute);
  const code = typeof type === "string" ? "ERROR_UNSUPPORTED_USE_CASE_TYPE" : badMetadata;
  return refused([entryError(code, inMetadata)]);
}

function mergeLabels(checks: readonly AttributeCheck[]): EntryLabel[] {
  const merged = new Map<string, number>();
  for (const { labels } of checks) {
    for (const [name, boxes] of labels) merged.set(name, (merged.get(name) ?? 0) + boxes);
  }
  return [...merged].map(([name, boxes]) => ({ name, boxes }));
}

/** Checks an entry as AWS does when it is put into a dataset: what is wrong stays in it, with the reasons. */
export function checkEntry(entry: Fields): EntryCheck {
  const names = attributeNames(entry);
  if (names.length === 0) {
    const unlabeled = Object.keys(entry).every((name) => OWN_FIELDS.has(name));
    const errors = unlabeled ? [] : [entryError("ERROR_NO_LABEL_ATTRIBUTES", { in: "entry" })];
    return { labels: [], labeled: false, errors };
  }
  const checks = names.map((name) => checkAttribute(entry, name));
  const errors = checks.flatMap((check) => check.errors);
  if (!checks.some((check) => check.valid)) {
    errors.push(entryError("ERROR_NO_VALID_LABEL_ATTRIBUTES", { in: "entry" }));
  }
  return { labels: mergeLabels(checks), labeled: true, errors };
}
