import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { documents, leftOver } from "./documents.js";
import { functionSources } from "./function-source.js";
import { indexSource } from "./index-source.js";
import { kinds } from "./kinds.js";
import { PROVIDER_ARGS, providerArgsSource } from "./provider-args-source.js";
import { resourceSource, shapesSource } from "./resource-source.js";
import { type NamedShapes, shapeSource } from "./typescript-types.js";

/* Writes what is made from the definitions; with --check only compares, and fails where the committed text differs. */

const root = join(__dirname, "..", "..", "..");

async function sources(): Promise<Map<string, string>> {
  const shapes: NamedShapes = new Map();
  const files = new Map<string, string>();
  for (const kind of kinds) files.set(join("sdk", "generated", `${kind.file}.ts`), resourceSource(kind, shapes));
  for (const [file, text] of functionSources(shapes)) files.set(file, text);
  const shapeSources = [...shapes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, shape]) => shapeSource(name, shape));
  files.set(join("sdk", "generated", "shapes.ts"), shapesSource(shapeSources));
  files.set(PROVIDER_ARGS, providerArgsSource());
  files.set(join("sdk", "index.ts"), indexSource(files));
  for (const [file, text] of files) files.set(file, await format(text, { parser: "typescript", printWidth: 120 }));
  for (const [file, text] of await documents()) files.set(file, text);
  return files;
}

async function main(): Promise<void> {
  const checkOnly = process.argv.includes("--check");
  const stale: string[] = [];
  const made = await sources();
  for (const [file, text] of made) {
    const path = join(root, file);
    const current = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    if (current === text) continue;
    stale.push(file);
    if (checkOnly) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const file of leftOver(made)) {
    stale.push(file);
    if (!checkOnly) rmSync(join(root, file));
  }
  if (checkOnly && stale.length > 0) {
    console.error(`Not what the definitions say: ${stale.join(", ")}. Run \`npm run generate\`.`);
    process.exitCode = 1;
    return;
  }
  console.log(stale.length === 0 ? "Generated files are up to date." : `Written: ${stale.join(", ")}`);
}

void main();
