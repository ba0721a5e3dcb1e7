import { checkEntry } from "./entry-check.js";
import type { EntryCheck } from "./entry-check.js";
import { ENTRY_ERRORS } from "./entry-errors.js";
import type { EntryError } from "./entry-errors.js";
import { isFields, parseFields } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** A line that became an entry of a dataset. */
export interface EntryLine {
  /** `s3://BUCKET/KEY`: what identifies the entry. */
  readonly sourceRef: string;
  readonly bucket: string;
  /** The line as it is kept: without what AWS adds when it lists it. */
  readonly text: string;
  readonly check: EntryCheck;
}

/** AWS drops longer lines. */
const MAX_LINE_LENGTH = 100_000;
const SOURCE_REF = /^s3:\/\/([^/]+)\/.+$/;
/** What AWS adds; it comes back when listed lines are sent again. */
const ADDED = new Set(["cl-metadata", "errors", "cl-errors"]);

const withoutAdded = (entry: Fields): Fields =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => !ADDED.has(name)));

/** Everything of a listed line that AWS did not add, boxes and metadata included. */
function cleaned(entry: Fields): Fields {
  const inner = Object.entries(withoutAdded(entry)).map(([name, value]): [string, unknown] => {
    if (!isFields(value)) return [name, value];
    const { annotations } = value;
    const own = withoutAdded(value);
    if (!Array.isArray(annotations)) return [name, own];
    return [
      name,
      { ...own, annotations: annotations.map((box: unknown) => (isFields(box) ? withoutAdded(box) : box)) },
    ];
  });
  return Object.fromEntries(inner);
}

/** Reads a line; undefined if it has one of the errors for which AWS drops lines without a word. */
export function readEntryLine(text: string): EntryLine | undefined {
  if (text.length > MAX_LINE_LENGTH) return undefined;
  const parsed = parseFields(text);
  const sourceRef = parsed?.["source-ref"];
  const bucket = typeof sourceRef === "string" ? SOURCE_REF.exec(sourceRef)?.[1] : undefined;
  if (parsed === undefined || typeof sourceRef !== "string" || bucket === undefined) return undefined;
  const entry = cleaned(parsed);
  return { sourceRef, bucket, text: JSON.stringify(entry), check: checkEntry(entry) };
}

type Writable = Record<string, unknown>;

/** Where the errors of a place are listed. */
function holder(entry: Writable, { place }: EntryError): Writable {
  if (place.in === "entry") return entry;
  const name = place.in === "metadata" ? `${place.attribute}-metadata` : place.attribute;
  const attribute = entry[name] as Writable;
  if (place.in !== "annotation") return attribute;
  const box = (attribute.annotations as unknown[])[place.index];
  return isFields(box) ? box : attribute;
}

/**
 * A kept line as AWS lists it: with its errors, each where it belongs, and whether it is labeled.
 * @param name what the lists of errors are called
 */
export function listedLine(text: string, name: "errors" | "cl-errors"): string {
  const entry = JSON.parse(text) as Writable;
  const { labeled, errors } = checkEntry(entry);
  for (const error of errors) {
    const place = holder(entry, error);
    const listed = (place[name] ?? []) as object[];
    place[name] = [...listed, { code: error.code, message: ENTRY_ERRORS[error.code] }];
  }
  const { [name]: own, ...rest } = entry;
  const listed = { ...rest, "cl-metadata": { is_labeled: labeled } };
  return JSON.stringify(own === undefined ? listed : { ...listed, [name]: own });
}
