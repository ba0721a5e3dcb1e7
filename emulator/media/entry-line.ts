import { checkEntry } from "./entry-check.js";
import type { EntryCheck } from "./entry-check.js";
import { errorText } from "./entry-errors.js";
import type { EntryError } from "./entry-errors.js";
import { isFields, parseFields } from "./json-fields.js";
import type { Fields } from "./json-fields.js";

/** What a line of a manifest says of an image. */
export interface EntryLine {
  /** `s3://BUCKET/KEY`: what identifies the entry. */
  readonly sourceRef: string;
  readonly bucket: string;
  readonly key: string;
  /** The line without what AWS adds when it lists it. */
  readonly fields: Fields;
  readonly check: EntryCheck;
}

/** A line of a manifest, counted from 1: an entry, or the reason why it is none, AWS's code where there is one. */
export type ManifestLine = { readonly line: number; readonly text: string } & (
  { readonly entry: EntryLine } | { readonly fault: string }
);

/** AWS drops longer lines. */
const MAX_LINE_LENGTH = 100_000;
const SOURCE_REF = /^s3:\/\/([^/]+)\/(.+)$/;
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

function readLine(text: string, needsAllMetadata: boolean): EntryLine | string {
  if (text.length > MAX_LINE_LENGTH) return "more than 100,000 characters";
  const parsed = parseFields(text);
  if (parsed === undefined) return "ERROR_INVALID_JSON_LINE";
  const sourceRef = parsed["source-ref"];
  if (sourceRef === undefined) return "ERROR_MISSING_SOURCE_REF";
  const [, bucket, key] = (typeof sourceRef === "string" ? SOURCE_REF.exec(sourceRef) : null) ?? [];
  if (typeof sourceRef !== "string" || bucket === undefined || key === undefined) {
    return "ERROR_INVALID_SOURCE_REF_FORMAT";
  }
  const fields = cleaned(parsed);
  return { sourceRef, bucket, key, fields, check: checkEntry(fields, needsAllMetadata) };
}

/** Reads a manifest as SageMaker Ground Truth writes it, one image a line: of those for the same image, the first counts. */
export function* readLines(lines: Iterable<string>, needsAllMetadata: boolean): Generator<ManifestLine> {
  const known = new Set<string>();
  let line = 0;
  for (const text of lines) {
    line += 1;
    const entry = readLine(text, needsAllMetadata);
    if (typeof entry === "string") yield { line, text, fault: entry };
    else if (known.has(entry.sourceRef)) yield { line, text, fault: "the source-ref of an earlier line" };
    else {
      known.add(entry.sourceRef);
      yield { line, text, entry };
    }
  }
}

/** A JSON object that is added to. */
export type Writable = Record<string, unknown>;

/** Where the errors of a place are listed. */
function holder(entry: Writable, { place }: EntryError): Writable {
  if (place.in === "entry") return entry;
  const name = place.in === "metadata" ? `${place.attribute}-metadata` : place.attribute;
  const attribute = entry[name] as Writable;
  if (place.in !== "annotation") return attribute;
  const box = (attribute.annotations as unknown[])[place.index];
  return isFields(box) ? box : attribute;
}

/** Adds errors or warnings to an entry, each where it belongs. @param name what the lists of them are called */
export function addErrors(entry: Writable, errors: readonly EntryError[], name: string): void {
  for (const error of errors) {
    const place = holder(entry, error);
    const listed = (place[name] ?? []) as object[];
    place[name] = [...listed, { code: error.code, message: errorText(error) }];
  }
}

/**
 * A kept line as AWS lists it: with its errors, each where it belongs, and whether it is labeled.
 * @param name what the lists of errors are called
 */
export function listedLine(text: string, name: "errors" | "cl-errors", needsAllMetadata: boolean): string {
  const entry = JSON.parse(text) as Writable;
  const { labeled, errors } = checkEntry(entry, needsAllMetadata);
  addErrors(entry, errors, name);
  const { [name]: own, ...rest } = entry;
  const listed = { ...rest, "cl-metadata": { is_labeled: labeled } };
  return JSON.stringify(own === undefined ? listed : { ...listed, [name]: own });
}
