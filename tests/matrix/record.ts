import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format as pretty } from "prettier";
import { REPOSITORY } from "../e2e/harness/package-under-test.js";
import { cells, keyOf } from "./cells.js";

const RESULTS = join(REPOSITORY, "tests", "matrix", "results.json");
const PAGE = join(REPOSITORY, "docs", "maintainers", "matrix.md");

/** The tables of the page, with their columns. */
const TABLES = {
  programs: {
    head: `## Installed and deployed

Each installs the packed package into a workspace, makes one resource of each kind, checks that a second \`up\` calls nothing and
that no warning of Node's is printed that is not Pulumi's own, and destroys. The newest \`@pulumi/pulumi\` is asked of the
registry: the newest whose \`engines\` this Node satisfies.`,
    columns: ["Node", "@pulumi/pulumi", "package manager", "program"],
  },
  types: {
    head: `## Type-checked

A strict program that imports every entry of the packed package, with \`skipLibCheck: false\` and \`exactOptionalPropertyTypes\`.`,
    columns: ["TypeScript", "moduleResolution", "@pulumi/pulumi", "@pulumi/aws"],
  },
  repository: {
    head: `## This repository on each Node

In fresh clones with an empty home folder, the engine from the cache. Written by hand: \`npm cit\`, then \`npm run demo\`.`,
    columns: ["Node", "command"],
  },
} as const;

export type Table = keyof typeof TABLES;

/** A row of a table: its columns, then the day and what came out. */
interface Row {
  readonly cells: readonly string[];
  readonly on: string;
  readonly result: string;
}

type Results = Partial<Record<Table, Record<string, Row>>>;

const full = process.env["FULL"] === "1";
const seen: Results = {};

/** Runs a cell, and with FULL=1 keeps what came out for the page. `run` answers what the page says where all is well. */
export async function recorded(
  table: Table,
  key: string,
  columns: () => readonly string[],
  run: () => Promise<string> | string,
): Promise<void> {
  const keep = (result: string): void => {
    const on = new Date().toISOString().slice(0, "2026-01-01".length);
    (seen[table] ??= {})[key] = { cells: columns(), on, result };
  };
  try {
    keep(await run());
  } catch (error) {
    keep(`**failed**: ${String(error).split("\n")[0] ?? ""}`);
    throw error;
  }
}

/** With FULL=1, puts what was run into the record and writes the page again; other rows stay as they are. */
export async function writePage(): Promise<void> {
  if (!full) return;
  const results = existsSync(RESULTS) ? (JSON.parse(readFileSync(RESULTS, "utf8")) as Results) : {};
  for (const table of Object.keys(TABLES) as Table[]) {
    const rows = Object.entries({ ...results[table], ...seen[table] });
    results[table] = Object.fromEntries(rows.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
  }
  writeFileSync(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
  writeFileSync(PAGE, await pretty(page(results), { parser: "markdown", printWidth: 120 }));
}

function page(results: Results): string {
  const tables = Object.entries(TABLES).map(([table, { head, columns }]) => {
    const known = Object.values(results[table as Table] ?? {});
    const rows = known.map((row) => [...row.cells, row.on, row.result]);
    const gaps = table === "programs" ? neverRun(results) : [];
    const lines = [[...columns, "on", "result"], columns.map(() => "-").concat("-", "-"), ...rows, ...gaps];
    return `${head}\n\n${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}`;
  });
  return [INTRODUCTION, ...tables].join("\n\n");
}

function neverRun({ programs = {} }: Results): string[][] {
  const gaps = cells.filter((cell) => !(keyOf(cell) in programs));
  return gaps.map(({ node, pulumi, manager, format }) => [String(node), pulumi, manager, format, "", "not run yet"]);
}

const INTRODUCTION = `# Where it runs

Written by \`FULL=1 npm run test:matrix\`, which runs every cell, or those that \`--grep\` names; without \`FULL\`, each Node and each package manager has at least one.
A row stays as it is until its cell is run again. Linux, x64.`;
