import { createHash } from "node:crypto";
import { canonicalText } from "../../schema/canonical.js";

/** A line of a dataset: one image and its labels. */
export interface EntryLine {
  /** Counted from 1. */
  readonly line: number;
  /** `s3://BUCKET/KEY`: what tells one entry from another. */
  readonly sourceRef: string;
  readonly text: string;
  readonly fields: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** AWS drops longer lines. */
export const MAX_LINE_LENGTH = 100_000;
const SOURCE_REF = /^s3:\/\/([^/]+)\/.+$/;
/** What AWS adds to an entry when it lists it, at any depth. */
const ADDED = new Set(["cl-metadata", "errors", "cl-errors"]);

/** Reads a line; a text instead says why AWS would leave it out, with AWS's code where it has one. */
export function readEntryLine(text: string, line: number): EntryLine | string {
  if (text.length > MAX_LINE_LENGTH) {
    return `has ${String(text.length)} characters, and AWS takes at most ${String(MAX_LINE_LENGTH)}`;
  }
  if (text.trim() === "") return "is blank";
  const fields = fieldsOf(text);
  if (fields === undefined) return "is not a JSON object (ERROR_INVALID_JSON_LINE)";
  const sourceRef = fields["source-ref"];
  if (sourceRef === undefined) return "has no source-ref (ERROR_MISSING_SOURCE_REF)";
  if (typeof sourceRef !== "string" || !SOURCE_REF.test(sourceRef)) {
    return "has a source-ref that is not of the form s3://BUCKET/KEY (ERROR_INVALID_SOURCE_REF_FORMAT)";
  }
  return { line, sourceRef, text, fields };
}

/** The lines of inline entries, numbered from 1; what is none is left to the check of each entry. */
export function linesOfEntries(entries: unknown): EntryLine[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) => {
    const read = readEntryLine(lineOfEntry(entry), index + 1);
    return typeof read === "string" ? [] : [read];
  });
}

/**
 * An entry as the one line that AWS takes. In JSON that is written over several lines, line ends stand between words only, so
 * a space says the same; a byte order mark is no part of it.
 */
export function lineOfEntry(entry: unknown): string {
  return typeof entry === "string" ? entry.replace(/^\ufeff/, "").replace(/[\r\n]+/g, " ") : JSON.stringify(entry);
}

/** The bucket of an image. */
export function bucketOf(sourceRef: string): string {
  return SOURCE_REF.exec(sourceRef)?.[1] ?? "";
}

/** The labels that an entry gives its image, and whether boxes say where they are. */
export function labelsOf(entry: Fields): { readonly names: ReadonlySet<string>; readonly hasBoxes: boolean } {
  const names = new Set<string>();
  let hasBoxes = false;
  for (const [name, value] of Object.entries(entry)) {
    const metadata = entry[`${name}-metadata`];
    if (!isFields(metadata)) continue;
    const { "class-name": className, "class-map": classMap } = metadata;
    if (typeof className === "string") names.add(className);
    if (!isFields(classMap) || !isFields(value) || !Array.isArray(value.annotations)) continue;
    for (const box of value.annotations) {
      hasBoxes = true;
      const label = isFields(box) ? classMap[String(box.class_id)] : undefined;
      if (typeof label === "string") names.add(label);
    }
  }
  return { names, hasBoxes };
}

/** How many bytes stand for an entry. */
export const PRINT_BYTES = 12;

/** Bytes that stand for an entry: the same for what was sent and for what AWS lists of it. */
export function entryPrint(fields: Fields): Buffer {
  return createHash("sha256")
    .update(canonicalText(withoutAdded(fields)))
    .digest()
    .subarray(0, PRINT_BYTES);
}

/** The same as sixteen characters. */
export function entryFingerprint(fields: Fields): string {
  return entryPrint(fields).toString("base64");
}

/** AWS's codes for what is wrong with a listed entry, wherever in it they stand. */
export function errorCodesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(errorCodesOf);
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    (name === "errors" || name === "cl-errors") && Array.isArray(member) ? member.map(codeOf) : errorCodesOf(member),
  );
}

/**
 * Whether all that is wrong with a listed entry is wrong with some of its boxes: AWS then trains on the others. Where all
 * boxes are wrong it says so of the attribute, too.
 */
export function hasBadBoxesOnly(entry: Fields): boolean {
  const withoutBoxes = Object.entries(entry).map(([name, value]) => {
    if (!isFields(value)) return [name, value] as const;
    const { annotations: _boxes, ...rest } = value;
    return [name, rest] as const;
  });
  return errorCodesOf(entry).length > 0 && errorCodesOf(Object.fromEntries(withoutBoxes)).length === 0;
}

/** The JSON object in a text. */
export function fieldsOf(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  if (typeof error === "string") return error;
  return isFields(error) && typeof error.code === "string" ? error.code : JSON.stringify(error);
}

function withoutAdded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutAdded);
  if (!isFields(value)) return value;
  const own = Object.entries(value).filter(([name]) => !ADDED.has(name));
  return Object.fromEntries(own.map(([name, member]) => [name, withoutAdded(member)]));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
