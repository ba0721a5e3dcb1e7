import ts from "typescript";
import { EFFECT } from "../../../provider/aws/operations.js";
import type { Member, ProviderProgram } from "./provider-program.js";

/** What a piece of the provider may ask AWS for. */
export interface ReachableCalls {
  /** Rekognition's operations. */
  readonly operations: ReadonlySet<string>;
  /** Whether it may ask STS for the account. */
  readonly asksAccount: boolean;
}

const known: ReadonlySet<string> = new Set(Object.keys(EFFECT));
const GATEWAY = "provider/aws/gateway.ts";

/**
 * The calls that can be reached from some declarations: their bodies are walked, and those of everything of ours that they
 * name, whether called or handed on. A member of an interface stands for its implementations in the shared rooms; those in
 * the resources' own folders are found where they are written.
 */
export function reachableCalls(program: ProviderProgram, start: readonly ts.Declaration[]): ReachableCalls {
  const operations = new Set<string>();
  let asksAccount = false;
  const walked = new Set<ts.Node>();
  const toWalk: ts.Node[] = [...start];

  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isCallExpression(node)) {
      for (const argument of node.arguments) {
        for (const name of operationNames(program, node, argument)) operations.add(name);
      }
      if (gatewayMember(program, node.expression) === "account") asksAccount = true;
    }
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) toWalk.push(...bodiesOf(program, node));
    ts.forEachChild(node, visit);
  };

  for (let next = toWalk.pop(); next !== undefined; next = toWalk.pop()) {
    if (walked.has(next)) continue;
    walked.add(next);
    visit(next);
  }
  return { operations, asksAccount };
}

function gatewayMember(program: ProviderProgram, callee: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const isGateways = program.declarationsOf(callee.name).some((declared) => program.pathOf(declared) === GATEWAY);
  return isGateways ? callee.name.text : undefined;
}

/**
 * The operations that an argument names: itself, or all that its type allows. Whoever hands an operation's name on as an
 * argument calls it in the end; what only passes any name on (a parameter of a type that knows them all) names none.
 */
function operationNames(program: ProviderProgram, call: ts.CallExpression, argument: ts.Expression): string[] {
  if (ts.isStringLiteral(argument)) return known.has(argument.text) ? [argument.text] : [];
  if (!isOfAws(program, call.expression)) return [];
  const type = program.checker.getTypeAtLocation(argument);
  const words = (type.isUnion() ? type.types : [type]).map((one) => (one.isStringLiteral() ? one.value : undefined));
  if (words.length === known.size || !words.every((word) => word !== undefined && known.has(word))) return [];
  return words.filter((word) => word !== undefined);
}

/** Types take long to find out, so they are asked for only where they can matter. */
function isOfAws(program: ProviderProgram, callee: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return program.declarationsOf(name).some((declared) => program.pathOf(declared).startsWith("provider/aws/"));
}

/** The code that a name of ours brings in. */
function bodiesOf(program: ProviderProgram, identifier: ts.Identifier | ts.PrivateIdentifier): ts.Node[] {
  return program.declarationsOf(identifier).flatMap((declared): ts.Node[] => {
    const path = program.pathOf(declared);
    if (!path.startsWith("provider/") || path.startsWith("provider/session/")) return [];
    if (ts.isMethodSignature(declared) || ts.isPropertySignature(declared)) return implementations(program, declared);
    if (ts.isPropertyDeclaration(declared) && declared.initializer === undefined) return assignedTo(declared);
    return isCode(declared) ? [declared] : [];
  });
}

/** What the constructor of a class puts into one of its fields. */
function assignedTo(field: ts.PropertyDeclaration): ts.Node[] {
  const constructors = field.parent.members.filter(ts.isConstructorDeclaration);
  const statements = constructors.flatMap(({ body }) => [...(body?.statements ?? [])]);
  return statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression)) return [];
    const { left, right } = statement.expression;
    return ts.isPropertyAccessExpression(left) && left.name.getText() === field.name.getText() ? [right] : [];
  });
}

function isCode(node: ts.Node): boolean {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isGetAccessorDeclaration(node)
  );
}

/** Members of object literals and classes that stand for a member of an interface. */
function implementations(program: ProviderProgram, member: ts.MethodSignature | ts.PropertySignature): ts.Node[] {
  const owner = program.checker.getSymbolAtLocation(member.name);
  const candidates = program.sharedMembers.get(member.name.getText()) ?? [];
  return candidates.filter((node) => stands(program, node, owner));
}

function stands(program: ProviderProgram, node: Member, owner: ts.Symbol | undefined): boolean {
  const { parent } = node;
  if (ts.isObjectLiteralExpression(parent)) {
    return program.checker.getContextualType(parent)?.getProperty(node.name.getText()) === owner;
  }
  if (!ts.isClassLike(parent)) return false;
  const types = (parent.heritageClauses ?? []).flatMap((clause) => clause.types);
  return types.some((type) => program.checker.getTypeAtLocation(type).getProperty(node.name.getText()) === owner);
}
