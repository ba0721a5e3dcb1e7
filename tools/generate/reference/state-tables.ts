import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { VerdictTable } from "../../../provider/lifecycle/wait-for-state.js";
import { StatusTable } from "../../../provider/lifecycle/status-table.js";
import { exportsOf } from "../compiled.js";

/** A table over the statuses of a kind: what each means to a wait, or in another respect. */
export interface StateTable {
  readonly name: string;
  /** Completes "until it ..." for a wait. */
  readonly until: string | undefined;
  readonly doc: string | undefined;
  readonly meanings: Readonly<Record<string, string>>;
}

/** What an object that is not there counts as, beside the statuses. */
export const ABSENT = "absent";

const root = join(__dirname, "..", "..", "..", "..");
const SHARED_BY_MODELS = "provider/resources/trained-model";

/** The tables of a kind: every one that is exported where it is written, or where what models share is. */
export function stateTables(kind: string): StateTable[] {
  const folder = `provider/resources/${kind}`;
  const isModel = readFileSync(join(root, folder, "handler.ts"), "utf8").includes('from "../trained-model/');
  const tables = [folder, ...(isModel ? [SHARED_BY_MODELS] : [])].flatMap(tablesIn);
  const statuses = new Set(tables.filter(({ until }) => until !== undefined).flatMap((table) => statusesOf([table])));
  const isOfThem = ({ meanings }: StateTable): boolean => Object.keys(meanings).every((each) => statuses.has(each));
  return tables.filter((table) => table.until !== undefined || isOfThem(table));
}

/** Every status that some tables know, each once. */
export function statusesOf(tables: readonly StateTable[]): string[] {
  const statuses = tables.flatMap(({ meanings }) => Object.keys(meanings));
  return [...new Set(statuses)].filter((status) => status !== ABSENT);
}

function tablesIn(folder: string): StateTable[] {
  const sources = readdirSync(join(root, folder)).filter((file) => file.endsWith(".ts"));
  return sources.sort().flatMap((file) => {
    const exported = exportsOf(`${folder}/${file}`);
    const docs = docsIn(join(root, folder, file));
    return Object.entries(exported).flatMap(([name, value]): StateTable[] => {
      if (isVerdictTable(value)) {
        const { until, statuses, absent } = value;
        const meanings = { ...Object.fromEntries(statuses.entries()), [ABSENT]: absent };
        return [{ name, until, doc: docs.get(name), meanings }];
      }
      const entries: [unknown, unknown][] = value instanceof StatusTable ? value.entries() : [];
      if (entries.length === 0 || entries.some(([, meaning]) => typeof meaning !== "string")) return [];
      const doc = docs.get(name) ?? "What create does with one of its own that it finds.";
      return [{ name, until: undefined, doc, meanings: Object.fromEntries(entries) as Record<string, string> }];
    });
  });
}

function isVerdictTable(value: unknown): value is VerdictTable<string> {
  return typeof value === "object" && value !== null && "until" in value && "statuses" in value;
}

/** What comments say of the types, constants and members of a source, by `name` or `owner.member`. */
function docsIn(path: string): Map<string, string> {
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
