import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of `schema.json`, where the bundler has put it in. */
declare const PACKAGE_SCHEMA: string | undefined;

/** The package's schema: the bundle's own, or that of the checkout which holds this file, compiled, in `dist`. */
export function schemaText(): string {
  if (typeof PACKAGE_SCHEMA === "string") return PACKAGE_SCHEMA;
  return readFileSync(join(__dirname, "..", "..", "..", "..", "schema.json"), "utf8");
}
