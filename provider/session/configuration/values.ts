import type * as z from "zod";
import { RekognitionError } from "../../base/errors.js";
import { nearest } from "../../schema/nearest.js";
import { membersAt, placeText, valueAt } from "../../schema/places.js";
import { type ConfigurationKey, configurationKeys, type KeyName } from "./keys.js";
import { type KindName, kinds, type ValueKind, type ValueOf } from "./kinds.js";

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

type Keys<Table> = Readonly<Record<keyof Table, { readonly kind: KindName }>>;

/** Reads keys of a table under one prefix; undefined where one is not set. */
export interface ReadKey<Table extends Keys<Table> = typeof configurationKeys> {
  <Name extends keyof Table & string>(name: Name): ValueOf<Table[Name]["kind"]> | undefined;
  readonly prefix: string;
}

/** A reader of the keys under a prefix. */
export function readerOf<Table extends Keys<Table>>(
  prefix: string,
  keys: Table,
  get: (key: string) => string | undefined,
): ReadKey<Table> {
  const read = <Name extends keyof Table & string>(name: Name): ValueOf<Table[Name]["kind"]> | undefined =>
    valueOf<Table[Name]["kind"]>(keys[name].kind, `${prefix}${name}`, get(`${prefix}${name}`));
  return Object.assign(read, { prefix });
}

/** A reader that takes what the first one finds, and for keys that have the same meaning there what the second one finds. */
export function eitherOf(own: ReadKey, shared: ReadKey): ReadKey {
  const read = <Name extends KeyName>(name: Name): ReturnType<typeof own<Name>> => {
    const { isShared }: ConfigurationKey = configurationKeys[name];
    return own(name) ?? (isShared === true ? shared(name) : undefined);
  };
  return Object.assign(read, { prefix: own.prefix });
}
