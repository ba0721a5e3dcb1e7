import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the pages say of AWS's API model. */
export interface ApiModel {
  /** Where it was taken from, and its version. */
  readonly origin: string;
  /** Names of all operations. */
  readonly operations: readonly string[];
  /** Names of all errors that operations declare. */
  readonly errors: readonly string[];
}

const path = join(__dirname, "..", "..", "..", "..", "emulator", "model", "rekognition.json");

/** The facts of the API model that is committed with the emulator. */
export function apiModel(): ApiModel {
  const { origin, operations, errors } = JSON.parse(readFileSync(path, "utf8")) as {
    origin: string;
    operations: Record<string, unknown>;
    errors: Record<string, unknown>;
  };
  return { origin, operations: Object.keys(operations).sort(), errors: Object.keys(errors) };
}
