import { readFileSync } from "node:fs";
import { join } from "node:path";

let version: string | undefined;

/** The version of the package. A kept state has it, so that it is asked for at each write. */
export function packageVersion(): string {
  return (version ??= read());
}

function read(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
