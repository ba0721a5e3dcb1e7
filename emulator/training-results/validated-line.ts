import type { EntryError } from "../media/entry-errors.js";
import { addErrors } from "../media/entry-line.js";
import type { ManifestLine, Writable } from "../media/entry-line.js";
import { parseFields } from "../media/json-fields.js";

/**
 * A line as a validation manifest has it: a copy, with errors and warnings where they belong. Of a line that is no JSON
 * object nothing but the error is left, so that what AWS's programs read line by line stays readable.
 */
export function validatedLine(
  read: ManifestLine,
  errors: readonly EntryError[],
  warnings: readonly EntryError[],
): string {
  if (errors.length === 0 && warnings.length === 0) return read.text;
  const fields = "entry" in read ? read.entry.fields : (parseFields(read.text) ?? {});
  const copy = JSON.parse(JSON.stringify(fields)) as Writable;
  addErrors(copy, errors, "errors");
  addErrors(copy, warnings, "warnings");
  return JSON.stringify(copy);
}
