import ts from "typescript";
import { nodesOf, placeOf } from "./published-sources.js";

const STARTERS = new Set(["spawn", "spawnSync", "execFile", "execFileSync", "fork"]);
const SHELLS = new Set(["exec", "execSync"]);
const EVALUATORS = new Set(["eval", "Function"]);
const EVALUATING_MODULES = /^(node:)?(vm|repl|inspector)(\/|$)/;

/** Everything in a file by which text from elsewhere could become a command or code. */
export function commandFlaws(file: ts.SourceFile): string[] {
  return nodesOf(file).flatMap((node) => {
    const flaw = flawOf(node);
    return flaw === undefined ? [] : [`${placeOf(node)} ${flaw}`];
  });
}

function flawOf(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node)) return importFlaw(node);
  if (
    ts.isPropertyAssignment(node) &&
    node.name.getText() === "shell" &&
    node.initializer.kind !== ts.SyntaxKind.FalseKeyword
  ) {
    return "starts a shell";
  }
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) return callFlaw(node);
  return undefined;
}

function importFlaw({ moduleSpecifier, importClause }: ts.ImportDeclaration): string | undefined {
  const from = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : "";
  if (EVALUATING_MODULES.test(from)) return `imports ${from}`;
  if (!/^(node:)?child_process$/.test(from)) return undefined;
  const bindings = importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) return "imports child_process other than by names";
  const shell = bindings.elements.find(({ name, propertyName }) => SHELLS.has((propertyName ?? name).text));
  return shell === undefined ? undefined : `imports ${shell.getText()}, which is a shell`;
}

function callFlaw(node: ts.CallExpression | ts.NewExpression): string | undefined {
  const called = node.expression.getText();
  const [first] = node.arguments ?? [];
  if (EVALUATORS.has(called) || /^(globalThis|global)\.(eval|Function)$/.test(called)) return `calls ${called}`;
  if (/^set(Timeout|Interval|Immediate)$/.test(called) && first !== undefined && isText(first))
    return `evaluates in ${called}`;
  if (STARTERS.has(called) && (first === undefined || !ts.isStringLiteral(first)))
    return `calls ${called} with a command that is made up`;
  const loads = called === "require" || node.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (loads && (first === undefined || !ts.isStringLiteral(first))) return "loads a module whose name is made up";
  return undefined;
}

function isText(node: ts.Expression): boolean {
  return ts.isStringLiteral(node) || ts.isTemplateExpression(node) || ts.isNoSubstitutionTemplateLiteral(node);
}
