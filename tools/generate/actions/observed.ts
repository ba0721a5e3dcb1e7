import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Calls that a test saw succeed, by the resource or function that made them. */
export interface ObservedCalls {
  readonly resources: Readonly<Record<string, readonly string[] | undefined>>;
  readonly functions: Readonly<Record<string, readonly string[] | undefined>>;
}

const root = join(__dirname, "..", "..", "..", "..");

/** Where the record lies, from the repository's root. */
export const OBSERVED_CALLS = "docs/reference/observed-calls.json";

/** The record as it is committed; the provider tests compare it with what they see, and write it when asked to. */
export function observedCalls(): ObservedCalls {
  const path = join(root, OBSERVED_CALLS);
  if (!existsSync(path)) return { resources: {}, functions: {} };
  return JSON.parse(readFileSync(path, "utf8")) as ObservedCalls;
}
