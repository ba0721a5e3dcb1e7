import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const folder = join(__dirname, "..", "..", "..", "tools", "generate", "usage");

/** The bodies of a file's functions, by name: programs that the compiler has checked. */
function bodiesOf(file: string): ReadonlyMap<string, string> {
  const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const functions = source.statements.filter(ts.isFunctionDeclaration);
  return new Map(functions.map(({ name, body }) => [name?.text ?? "", bodyOf(body)]));
}

function bodyOf(body: ts.Block | undefined): string {
  return (body?.getText().slice(1, -1) ?? "").replace(/^ {2}/gm, "").trim();
}

const resources = bodiesOf("resources.ts");
const functions = bodiesOf("functions.ts");

/** A short program with a resource. */
export function resourceUsage(kind: string): string {
  return `import * as rekognition from "pulumi-rekognition";\n\n${found(resources, kind)}`;
}

/** A few lines with a function, in all its forms but that of an iterator. */
export function functionUsage(name: string): string {
  return found(functions, name);
}

function found(usages: ReadonlyMap<string, string>, name: string): string {
  const usage = usages.get(name);
  if (usage === undefined) throw new Error(`tools/generate/usage shows no program with ${name}.`);
  return usage;
}
