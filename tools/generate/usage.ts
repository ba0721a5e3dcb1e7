import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const folder = join(__dirname, "..", "..", "..", "tools", "generate", "usage");

/** The bodies of a file's functions, by name: programs that the compiler has checked. */
function bodiesOf(file: string): ReadonlyMap<string, ts.Block> {
  const source = ts.createSourceFile(file, readFileSync(join(folder, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const functions = source.statements.filter(ts.isFunctionDeclaration);
  return new Map(functions.flatMap(({ name, body }) => (name && body ? [[name.text, body]] : [])));
}

const usages = new Map([...bodiesOf("resources.ts"), ...bodiesOf("functions.ts")]);

/** A short program with a resource or a function. */
export function wholeUsage(name: string): string {
  return `import * as rekognition from "pulumi-rekognition";\n\n${functionUsage(name)}`;
}

/** A few lines with a function, in all its forms but that of an iterator. */
export function functionUsage(name: string): string {
  return usageOf(name).getText().slice(1, -1).replace(/^ {2}/gm, "").trim();
}

/** The statements that show a resource or a function. */
export function usageOf(name: string): ts.Block {
  const usage = usages.get(name);
  if (usage === undefined) throw new Error(`tools/generate/usage shows no program with ${name}.`);
  return usage;
}
