import { readFileSync } from "node:fs";
import ts from "typescript";

/** What comments say of the types, constants and members of a source, by `name` or `owner.member`. */
export function docsIn(path: string): Map<string, string> {
  const docs = new Map<string, string>();
  const visit = (node: ts.Node, owner: string): void => {
    const isMember = ts.isPropertySignature(node) || ts.isMethodSignature(node);
    const isNamed = isMember || ts.isInterfaceDeclaration(node) || ts.isVariableDeclaration(node);
    const name = isNamed ? node.name.getText() : owner;
    const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
    const doc = ts.getTextOfJSDocComment(comment?.comment)?.replace(/\s+/g, " ");
    if (isNamed && doc !== undefined) docs.set(isMember ? `${owner}.${name}` : name, doc);
    ts.forEachChild(node, (child) => {
      visit(child, name);
    });
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true), "");
  return docs;
}
