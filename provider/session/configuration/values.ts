import type * as z from "zod";
import { membersAt, placeText, valueAt } from "../../schema/places.js";
import { nearest } from "../../schema/nearest.js";
import { RekognitionError } from "../../base/errors.js";
import { type KindName, type ValueKind, type ValueOf, kinds } from "./kinds.js";

/* Configuration values are text: words as they are, everything else as JSON. */

/** The value of a key; undefined where it is not set. */
export function valueOf<Name extends KindName>(
  name: Name,
  key: string,
  text: string | undefined,
): ValueOf<Name> | undefined {
  if (text === undefined || text === "") return undefined;
  const kind: ValueKind = kinds[name];
  const read = readText(kind, text);
  const parsed = kind.schema.safeParse(read);
  if (parsed.success) return parsed.data as ValueOf<Name>;
  const detail = kind.form === "word" ? undefined : firstFault(kind.schema, read, parsed.error.issues);
  if (kind.isSecret?.(text) === true) throw refused(`${key} cannot be used: ${detail ?? `it must be ${kind.wanted}`}`);
  const because = detail === undefined ? "" : ` (${detail})`;
  throw refused(`${key} is ${JSON.stringify(text)}, but must be ${kind.wanted}${because}`);
}

/** An error about what is configured. */
export function refused(what: string): RekognitionError {
  return new RekognitionError("InvalidConfiguration", what);
}

function readText({ form }: ValueKind, text: string): unknown {
  if (form === "word") return text;
  const json = parseJson(text);
  if (typeof json === "object" && json !== null) return inWords(json);
  // Ids and prefixes are understood without brackets, too; a single id is a number to JSON.
  return form === "list" && !/^\s*[[{]/.test(text) ? text.split(",").map((part) => part.trim()) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The value with words in place of numbers and booleans: `pulumi config set --path` writes 4711 as a number and true as a
 * boolean, whatever was meant. A number that JSON cannot hold exactly stays one, and is refused.
 */
function inWords(value: unknown): unknown {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(inWords);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inWords(member)]));
}

/** What is wrong, by the name of the member, without its value; undefined where the whole is of another form. */
function firstFault(schema: z.ZodType, read: unknown, [issue]: readonly z.core.$ZodIssue[]): string | undefined {
  if (issue === undefined || (issue.path.length === 0 && issue.code === "invalid_type")) return undefined;
  const { path } = issue;
  const at = path.length === 0 ? "it" : placeText("", path).replace(/^\./, "");
  if (issue.code === "unrecognized_keys") {
    const [unknown = ""] = issue.keys;
    const near = nearest(unknown, membersAt(schema, path));
    return `${at} has ${JSON.stringify(unknown)}, which is not understood${near === undefined ? "" : `: did you mean ${near}?`}`;
  }
  return issue.code === "invalid_type" && valueAt(read, path) === undefined
    ? `${at} is required`
    : `${at} ${issue.message}`;
}
