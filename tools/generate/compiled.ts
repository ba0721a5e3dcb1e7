import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");
const load = createRequire(__filename);

/** What one of our modules exports, by its source's path in the repository; for modules that are found, not named. */
export function exportsOf(source: string): Readonly<Record<string, unknown>> {
  return load(join(root, "dist", source.replace(/ts$/, "js"))) as Record<string, unknown>;
}
