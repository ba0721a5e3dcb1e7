import { readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..", "..", "..");

/** Where what kinds have in common of their own is written, apart from what all of them use. */
const SHARED_BY_KINDS = "provider/resources/trained-model/";

/** The sources of a kind's folder, and what they import of those that several kinds share, as paths in the repository. */
export function coreSourcesOf(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(".ts"));
  const toRead = files.map((file) => `${folder}/${file}`);
  const read = new Set<string>();
  for (let next = toRead.shift(); next !== undefined; next = toRead.shift()) {
    if (read.has(next)) continue;
    read.add(next);
    toRead.push(...importsOf(next).filter((file) => file.startsWith(SHARED_BY_KINDS)));
  }
  return [...read].sort();
}

/** What a source imports of ours, types apart. */
function importsOf(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022);
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword)
      return [];
    const { text } = statement.moduleSpecifier as ts.StringLiteral;
    return text.startsWith(".") ? [posix.join(posix.dirname(file), text).replace(/js$/, "ts")] : [];
  });
}
