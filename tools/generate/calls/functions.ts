import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { ServiceFunction } from "../../../provider/functions/function.js";
import { exportsOf } from "../compiled.js";

/** A function that users can call, and the source it is declared in. */
export interface DeclaredFunction {
  readonly definition: ServiceFunction;
  /** Path in the repository. */
  readonly source: string;
  /** Name of the exported constant. */
  readonly constant: string;
}

const root = join(__dirname, "..", "..", "..", "..");
const FOLDER = "provider/functions";

/** Every function that is declared in provider/functions, file by file; one that is added there is found here. */
export function declaredFunctions(): readonly DeclaredFunction[] {
  const folder = join(root, FOLDER);
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));
  return files.sort().flatMap((file) => {
    const source = `${FOLDER}/${file}`;
    return Object.entries(exportsOf(source)).flatMap(([constant, definition]) =>
      isFunction(definition) ? [{ definition, constant, source }] : [],
    );
  });
}

function isFunction(value: unknown): value is ServiceFunction {
  return typeof value === "object" && value !== null && "call" in value && "inputs" in value && "result" in value;
}
