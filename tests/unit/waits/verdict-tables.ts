import ts from "typescript";
import type { Verdict, VerdictTable } from "../../../provider/lifecycle/wait-for-state.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import { exportsOf } from "../../../tools/generate/compiled.js";
import { constantsOf, nodesOf, within } from "./sources.js";

/** A verdict table of the code, and where it stands. */
export interface FoundTable {
  readonly file: string;
  /** Its own name, or that of the function it is made in. */
  readonly name: string;
  readonly table: VerdictTable<string>;
}

/** What a table that is made for a call is about, its caller says. */
const GIVEN_BY_CALLER = "shows what its caller waits for";

/** Every verdict table of a source: the exported ones as they are, the others as they are written. */
export function tablesIn(source: ts.SourceFile): FoundTable[] {
  const file = source.fileName;
  const literals = [...nodesOf(source)].filter(ts.isObjectLiteralExpression).filter(isTable);
  const candidates = constantsOf(source).filter(({ value }) =>
    [...nodesOf(value)].some((node) => literals.includes(node as never)),
  );
  const exported = candidates.length === 0 ? {} : exportsOf(file);
  return literals.map((literal) => {
    const constant = constantsOf(source).find(({ value }) => [...nodesOf(value)].includes(literal));
    const ready = constant === undefined ? undefined : exported[constant.name];
    return {
      file,
      name: constant?.name ?? within(literal),
      table: (ready as VerdictTable<string> | undefined) ?? written(literal),
    };
  });
}

/** Whether it has a table's members, its own or those of the table it is made from. */
function isTable(literal: ts.ObjectLiteralExpression): boolean {
  const names = literal.properties.map((property) => property.name?.getText());
  const isMadeFrom = literal.properties.some(ts.isSpreadAssignment);
  if (names.includes("statuses") && (names.includes("until") || isMadeFrom)) return true;
  return isMadeFrom && names.length === 2 && names.includes("until");
}

function written(literal: ts.ObjectLiteralExpression): VerdictTable<string> {
  const given = member(literal, "statuses");
  // As in `statuses: statusTable({ ... })`.
  const statuses = given !== undefined && ts.isCallExpression(given) ? given.arguments[0] : undefined;
  const absent = member(literal, "absent");
  const until = member(literal, "until");
  if (statuses === undefined || !ts.isObjectLiteralExpression(statuses) || absent === undefined) {
    throw new Error(`${literal.getSourceFile().fileName}: a verdict table that is not written out must be exported.`);
  }
  const verdicts = statuses.properties.filter(ts.isPropertyAssignment).map(({ name, initializer }) => {
    const status = ts.isStringLiteral(name) ? name.text : name.getText();
    return [status, text(initializer) as Verdict] as const;
  });
  return {
    until: until === undefined ? GIVEN_BY_CALLER : text(until),
    statuses: statusTable(Object.fromEntries(verdicts)),
    absent: text(absent) as Verdict,
  };
}

function member(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  return literal.properties.filter(ts.isPropertyAssignment).find((each) => each.name.getText() === name)?.initializer;
}

function text(expression: ts.Expression): string {
  return ts.isStringLiteralLike(expression) ? expression.text : expression.getText();
}
