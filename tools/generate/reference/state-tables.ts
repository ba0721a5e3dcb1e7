import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { FoundVerdict } from "../../../provider/lifecycle/presence.js";
import type { Verdict, VerdictTable } from "../../../provider/lifecycle/wait-for-state.js";
import { StatusTable } from "../../../provider/lifecycle/status-table.js";
import { exportsOf } from "../compiled.js";
import { coreSourcesOf } from "./sources-of-kind.js";

/** One wait of a resource, as its table stands in the code. */
export interface Wait {
  readonly name: string;
  /** Completes "until it ...". */
  readonly until: string;
  readonly doc: string | undefined;
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly absent: Verdict;
}

/** A table that sorts the statuses for another purpose than a wait. */
export interface Sorting {
  readonly name: string;
  readonly doc: string;
  readonly groups: ReadonlyMap<string, readonly string[]>;
}

/** All tables over the statuses of one kind. */
export interface StateTables {
  readonly statuses: readonly string[];
  readonly waits: readonly Wait[];
  readonly sortings: readonly Sorting[];
}

const FOUND: ReadonlySet<string> = new Set<FoundVerdict>(["adopt", "recreate", "waitUntilGone"]);

const root = join(__dirname, "..", "..", "..", "..");

/** The tables that a kind's waits use, in their order; whatever table is exported where the kind is written is drawn. */
export function stateTables(kind: string): StateTables {
  const tables = coreSourcesOf(`provider/resources/${kind}`).flatMap((source) => exportedTables(source));
  const waits = tables.flatMap(({ name, doc, table }) =>
    isVerdictTable(table)
      ? [
          {
            name,
            until: table.until,
            doc,
            verdicts: Object.fromEntries(table.statuses.entries()),
            absent: table.absent,
          },
        ]
      : [],
  );
  const statuses = [...new Set(waits.flatMap((wait) => Object.keys(wait.verdicts)))];
  const sortings = tables.flatMap(({ name, doc, table }) =>
    isSortingOf(statuses, table) ? [{ name, doc: doc ?? meaning(name, table), groups: grouped(table) }] : [],
  );
  return { statuses, waits, sortings };
}

interface ExportedTable {
  readonly name: string;
  readonly doc: string | undefined;
  readonly table: unknown;
}

function exportedTables(source: string): ExportedTable[] {
  const exported = exportsOf(source);
  return [...exportDocs(join(root, source))].map(([name, doc]) => ({ name, doc, table: exported[name] }));
}

/** Exported constants and their doc comments, in the order of the source. */
function exportDocs(path: string): Map<string, string | undefined> {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022, true);
  const docs = new Map<string, string | undefined>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    if (statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) !== true) continue;
    const [comment] = ts.getJSDocCommentsAndTags(statement).filter(ts.isJSDoc);
    const doc = ts.getTextOfJSDocComment(comment?.comment);
    for (const { name } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name)) docs.set(name.text, doc?.replace(/\s+/g, " ").replaceAll("`", ""));
    }
  }
  return docs;
}

function isVerdictTable(value: unknown): value is VerdictTable<string> {
  return typeof value === "object" && value !== null && "until" in value && "statuses" in value;
}

function isSortingOf(statuses: readonly string[], value: unknown): value is StatusTable<string, string> {
  if (!(value instanceof StatusTable)) return false;
  const entries: [unknown, unknown][] = value.entries();
  return (
    entries.length > 0 && entries.every(([key, word]) => statuses.includes(String(key)) && typeof word === "string")
  );
}

function meaning(name: string, table: StatusTable<string, string>): string {
  const isFound = table.entries().every(([, word]) => FOUND.has(word));
  return isFound ? "What create does with one of its own that it finds." : name;
}

function grouped(table: StatusTable<string, string>): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [status, word] of table.entries()) groups.set(word, [...(groups.get(word) ?? []), status]);
  return groups;
}
