import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const root = join(__dirname, "..", "..", "..");

/** The example programs that make a resource of a kind, as paths from the repository's root. */
export function examplesOf(kind: string): string[] {
  const folder = join(root, "examples");
  return readdirSync(folder)
    .sort()
    .map((name) => `examples/${name}/index.ts`)
    .filter((path) => existsSync(join(root, path)))
    .filter((path) => new RegExp(`new rekognition\\.${kind}\\(`).test(readFileSync(join(root, path), "utf8")));
}
