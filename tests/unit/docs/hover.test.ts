import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { functionUsage, wholeUsage } from "../../../tools/generate/usage.js";

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

/** The programs in the comments of a source's public classes and functions, by name; one that has none has an empty text. */
function examples(path: string): [string, string][] {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements
    .filter((node) => ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node))
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true)
    .map((node) => {
      const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === "example");
      const comments = tags.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "");
      return [node.name?.text ?? "", comments.join("\n").replace(/^```ts\n|\n```$/g, "")];
    });
}

describe("what an editor says", () => {
  const sources = readdirSync(generated, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const name of [...sources.map((file) => join(generated, file)), join(root, "sdk", "provider.ts")]) {
    it(`says something of everything in ${relative(root, name)}`, () => {
      expect(undocumented(name)).to.deep.equal([]);
    });

    it(`shows the program that is compiled with each class and function in ${relative(root, name)}`, () => {
      for (const [of, example] of examples(name)) {
        const usage = /^[A-Z]/.test(of) ? wholeUsage(of) : functionUsage(of.replace(/Output$/, ""));
        expect(example, of).to.equal(usage);
      }
    });
  }
});
