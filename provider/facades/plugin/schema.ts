import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PACKAGE_VERSION } from "../../base/version.js";

/** The package's schema: `schema.json` of the nearest folder above that has one, or of this one. */
export function schemaText(): string {
  const path = schemaPath(__dirname);
  return path === undefined
    ? JSON.stringify({ name: "rekognition", version: PACKAGE_VERSION })
    : readFileSync(path, "utf8");
}

function schemaPath(folder: string): string | undefined {
  const path = join(folder, "schema.json");
  if (existsSync(path)) return path;
  const above = dirname(folder);
  return above === folder ? undefined : schemaPath(above);
}
