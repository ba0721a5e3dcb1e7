import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import ts from "typescript";

const root = join(__dirname, "..", "..", "..", "..");
const generated = join(root, "sdk", "generated");

/** The public fields, classes and functions of a source that an editor has nothing to say about. */
function undocumented(path: string): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node, within: string): void => {
    // What a module keeps to itself is read in its source.
    if (ts.isFunctionDeclaration(node) && node.modifiers === undefined) return;
    const named =
      ts.isInterfaceDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isPropertySignature(node) ||
      ts.isPropertyDeclaration(node);
    const name = named ? `${within}${node.name?.getText() ?? ""}` : within;
    if (named && ts.getJSDocCommentsAndTags(node).length === 0) found.push(name);
    ts.forEachChild(node, (child) => {
      visit(child, named ? `${name}.` : within);
    });
  };
  visit(source, "");
  return found;
}

describe("what an editor says", () => {
  const sources = readdirSync(generated, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const name of [...sources.map((file) => join(generated, file)), join(root, "sdk", "provider.ts")]) {
    it(`says something of everything in ${relative(root, name)}`, () => {
      expect(undocumented(name)).to.deep.equal([]);
    });
  }
});
