import ts from "typescript";
import { usageOf } from "../usage.js";

/** Something that another constant of the program has, such as `project.arn`. */
export class Reference {
  constructor(readonly path: readonly string[]) {}
}

/** An argument, in the words of no language. */
export type Value = string | number | boolean | Reference | readonly Value[] | Arguments;
export interface Arguments {
  readonly [name: string]: Value;
}

/** A constant of a program: a resource, or what a function answers. */
export interface Made {
  readonly variable: string;
  /** The name of the class or the function. */
  readonly of: string;
  /** What Pulumi calls the resource; absent for a function. */
  readonly logicalName?: string;
  readonly args: Arguments;
  readonly provider?: string;
  /** What is taken of a function's answer. */
  readonly member?: string;
}

/** The program that shows a resource or a function, read out of its TypeScript. */
export function programWith(name: string): Made[] {
  const constants = new Map<string, Value>();
  const made: Made[] = [];
  const declarations = usageOf(name)
    .statements.filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  for (const { name: variable, initializer } of declarations) {
    // What is awaited says once more what the form with outputs says.
    if (initializer === undefined || ts.isAwaitExpression(initializer)) continue;
    const one = madeBy(variable.getText(), initializer, constants);
    if (one === undefined) constants.set(variable.getText(), valueOf(initializer, constants));
    else made.push(one);
  }
  return made;
}

type Constants = ReadonlyMap<string, Value>;

function madeBy(variable: string, node: ts.Expression, constants: Constants): Made | undefined {
  if (ts.isNewExpression(node)) {
    const [logicalName = "", args, options] = (node.arguments ?? []).map((each) => valueOf(each, constants));
    return { variable, of: memberOf(node.expression), logicalName: logicalName as string, ...given(args, options) };
  }
  const { call, member } = calledBy(node) ?? {};
  if (call === undefined) return undefined;
  const [args, options] = call.arguments.map((each) => valueOf(each, constants));
  const of = memberOf(call.expression).replace(/Output$/, "");
  return { variable: member ?? variable, of, ...given(args, options), ...(member === undefined ? {} : { member }) };
}

function given(args: Value | undefined, options: Value | undefined): Pick<Made, "args" | "provider"> {
  const { provider } = (options ?? {}) as Arguments;
  return {
    args: (args ?? {}) as Arguments,
    ...(provider instanceof Reference ? { provider: provider.path.join(".") } : {}),
  };
}

/** The call of one of our functions within an expression, and what is taken of its answer first. */
function calledBy(node: ts.Expression, member?: string): { call: ts.CallExpression; member?: string } | undefined {
  if (ts.isPropertyAccessExpression(node)) return calledBy(node.expression, node.name.text);
  if (!ts.isCallExpression(node)) return undefined;
  const isOurs =
    ts.isPropertyAccessExpression(node.expression) && node.expression.expression.getText() === "rekognition";
  if (isOurs) return { call: node, ...(member === undefined ? {} : { member }) };
  return calledBy(node.expression);
}

function memberOf(node: ts.Expression): string {
  return ts.isPropertyAccessExpression(node) ? node.name.text : "";
}

function valueOf(node: ts.Expression, constants: Constants): Value {
  if (ts.isStringLiteral(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map((element) => valueOf(element, constants));
  if (ts.isObjectLiteralExpression(node)) {
    return Object.fromEntries(node.properties.map((property) => memberValue(property, constants)));
  }
  if (ts.isIdentifier(node)) return constants.get(node.text) ?? new Reference([node.text]);
  if (ts.isPropertyAccessExpression(node)) return new Reference(node.getText().split("."));
  throw untranslatable(node);
}

function memberValue(node: ts.ObjectLiteralElementLike, constants: Constants): [string, Value] {
  if (ts.isPropertyAssignment(node)) return [node.name.getText(), valueOf(node.initializer, constants)];
  if (ts.isShorthandPropertyAssignment(node)) return [node.name.text, valueOf(node.name, constants)];
  throw untranslatable(node);
}

function untranslatable(node: ts.Node): Error {
  return new Error(`tools/generate/usage: "${node.getText()}" cannot be said in other languages.`);
}
