import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ServiceFunction } from "../../../provider/functions/function.js";
import { families } from "../../../provider/functions/table.js";
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

/** Every function that users can call, in the order of their table, each with the source that declares it. */
export function declaredFunctions(): readonly DeclaredFunction[] {
  const sources = declarations();
  return Object.values(families)
    .flat()
    .map((definition) => {
      const declared = sources.find((one) => one.definition === definition);
      if (declared === undefined) throw new Error(`${FOLDER} exports no constant for ${definition.name}.`);
      return declared;
    });
}

function declarations(): readonly DeclaredFunction[] {
  const folder = join(root, FOLDER);
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
