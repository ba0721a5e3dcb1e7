import { isDeepStrictEqual } from "node:util";
import { containsUnknown } from "../../schema/unknown.js";

/** One difference between what is recorded and what is asked, down to the member that differs. */
export interface Difference {
  /** As in `settings.connectedHome.labels[0]` or `tags["cost center"]`. */
  readonly path: string;
  readonly what: "add" | "delete" | "update";
}

/**
 * Where two values differ. `replaceOnChanges: ["tags.team"]` and the like see no change that is told of `tags` as a whole.
 */
export function differences(path: string, before: unknown, after: unknown): Difference[] {
  if (!containsUnknown(after) && isDeepStrictEqual(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const longer = Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index);
    return longer.flatMap((index) => differences(`${path}[${String(index)}]`, before[index], after[index]));
  }
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(`${path}${step(key)}`, before[key], after[key]));
  }
  const isAbsent = (value: unknown): boolean => value === undefined || value === null;
  return [{ path, what: isAbsent(before) ? "add" : isAbsent(after) ? "delete" : "update" }];
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function step(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}
