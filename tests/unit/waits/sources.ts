import { readFileSync, readdirSync } from "node:fs";
import { join, posix, relative, sep } from "node:path";
import ts from "typescript";

const root = join(__dirname, "..", "..", "..", "..");

/** The sources that run in the provider process and in the program, by their path in the repository. */
export function providerSources(): ts.SourceFile[] {
  const files = ["provider", "sdk"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join(posix.sep)),
  );
  return files.sort().map((file) => read(file));
}

function read(file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022, true);
}

/** Every node of a source, in order. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

/** The name of the function or method that a node stands in; of the outermost one, where they are nested. */
export function within(node: ts.Node): string {
  let name = "";
  for (let at: ts.Node | undefined = node; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at)) name = at.name?.getText() ?? name;
    if (ts.isPropertyAssignment(at) && ts.isArrowFunction(at.initializer)) name = at.name.getText();
  }
  return name;
}

/** A constant of a source, whether it is exported or not. */
interface Constant {
  readonly name: string;
  readonly value: ts.Expression;
}

/** The constants that a source declares for all of itself. */
export function constantsOf(source: ts.SourceFile): Constant[] {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) =>
      statement.declarationList.declarations.flatMap(({ name, initializer }) =>
        ts.isIdentifier(name) && initializer !== undefined ? [{ name: name.text, value: initializer }] : [],
      ),
    );
}
