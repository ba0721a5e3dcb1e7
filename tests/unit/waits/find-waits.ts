import ts from "typescript";
import { nodesOf, within } from "./sources.js";

/** Something in the code that may take its time. */
export interface FoundWait {
  /** As in `provider/resources/trained-model/start.ts startModel`. */
  readonly at: string;
  /**
   * - `poll`: a call of `waitForState`, or of what makes its own table for it, from what the caller waits for
   * - `deadline`: a context of its own, with another deadline
   * - `sleep`, `retry`, `timer`: calls of the clock, of p-retry, and of Node's own timers
   * - `loop`: a loop without a condition that ends it, around something asynchronous
   */
  readonly what: "poll" | "deadline" | "sleep" | "retry" | "timer" | "loop";
  /** Where its deadline comes from, as far as the code tells; undefined where it does not. */
  readonly deadline: Deadline | undefined;
  /** The name of the table, for a `poll`. */
  readonly table?: string;
  /** What is waited for, where the call says so instead of a table. */
  readonly until?: string;
}

/** The operation's own, or an earlier one. */
interface Deadline {
  readonly of: "operation";
}

/** What makes a table from what it is told to wait until: the place of that among its arguments. */
const UNTIL_AT: Readonly<Record<string, number>> = { lookWithin: 2, untilTaken: 2, untilAccepted: 2, changeEntries: 3 };

const TIMERS = new Set(["setTimeout", "setInterval", "every"]);

/** All waits of a source. */
export function waitsIn(source: ts.SourceFile): FoundWait[] {
  return [...nodesOf(source)].flatMap((node) => {
    const found = waitAt(node);
    return found === undefined ? [] : [{ at: `${source.fileName} ${within(node)}`.trim(), ...found }];
  });
}

function waitAt(node: ts.Node): Omit<FoundWait, "at"> | undefined {
  if (isEndless(node) && [...nodesOf(node)].some(ts.isAwaitExpression)) return { what: "loop", deadline: undefined };
  if (ts.isObjectLiteralExpression(node) && setsDeadline(node)) {
    return { what: "deadline", deadline: deadlineIn(node) };
  }
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression.getText();
  if (called === "waitForState") {
    const [environment, , table] = node.arguments;
    if (environment === undefined || table === undefined) return undefined;
    return { what: "poll", deadline: deadlineOf(environment), table: table.getText() };
  }
  const [environment] = node.arguments;
  const until = textIn(node.arguments[UNTIL_AT[called] ?? Infinity]);
  if (environment !== undefined && until !== undefined) {
    return { what: "poll", deadline: deadlineOf(environment), until };
  }
  if (called.endsWith(".sleep")) return { what: "sleep", deadline: undefined };
  if (called === "pRetry") return { what: "retry", deadline: undefined };
  return TIMERS.has(called) ? { what: "timer", deadline: undefined } : undefined;
}

/** The text of an argument, written out or in a constant of its block; undefined for one that is handed on. */
function textIn(argument: ts.Expression | undefined): string | undefined {
  const value = argument && ts.isIdentifier(argument) ? declared(argument.text, argument) : argument;
  return value && ts.isStringLiteral(value) ? value.text : undefined;
}

function isEndless(node: ts.Node): boolean {
  if (ts.isForStatement(node)) return node.condition === undefined;
  return ts.isWhileStatement(node) || ts.isDoStatement(node);
}

function setsDeadline(literal: ts.ObjectLiteralExpression): boolean {
  return literal.properties.some((property) => property.name?.getText() === "deadline");
}

/** What a wait is given: the operation's context as it is, or one with an earlier deadline. */
function deadlineOf(environment: ts.Expression): Deadline | undefined {
  if (ts.isIdentifier(environment)) return environment.text === "context" ? { of: "operation" } : undefined;
  return ts.isObjectLiteralExpression(environment) ? deadlineIn(environment) : undefined;
}

/** `{ ...context, deadline }`, where deadline is the lesser of the operation's and another. */
function deadlineIn(literal: ts.ObjectLiteralExpression): Deadline | undefined {
  const property = literal.properties.find((each) => each.name?.getText() === "deadline");
  const value =
    property !== undefined && ts.isPropertyAssignment(property) ? property.initializer : declared("deadline", literal);
  if (value === undefined || !ts.isCallExpression(value) || value.expression.getText() !== "Math.min") return undefined;
  const [own, other] = value.arguments;
  if (own?.getText() !== "context.deadline" || other === undefined) return undefined;
  return { of: "operation" };
}

function declared(name: string, from: ts.Node): ts.Expression | undefined {
  for (let at: ts.Node | undefined = from; at !== undefined; at = at.parent as ts.Node | undefined) {
    if (!ts.isBlock(at)) continue;
    const declarations = at.statements
      .filter(ts.isVariableStatement)
      .flatMap((each) => [...each.declarationList.declarations]);
    const found = declarations.find((each) => each.name.getText() === name);
    if (found !== undefined) return found.initializer;
  }
  return undefined;
}
