import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";

const PATH = join(__dirname, "..", "..", "..", "docs", "maintainers", "chaos.md");

const TITLE = `# Interrupted on purpose

What becomes of a stack whose process dies in the middle, whose answers are spoiled or late, whose name, credentials or
clock change: tried out rather than argued. This page is written by \`FULL=1 npm run test:chaos\`; without \`FULL\` the
same is done with a seeded sample (\`SEED=n\` for another one).`;

const LATE = `## Every boundary, while answers are late

The stack of above dies at each boundary of each call, in a service that shows what was done only 20 s later, and the user
goes on at once. Boundaries that leave the same at the same moment are tried once. A refresh looks once, so one that comes
at once after a kill may believe what is still shown as it was before; then the user refreshes and updates once more when
those 20 s are over; an error there has to say what is gone. How often that was needed is counted.`;

const SPOILED = `## Spoiled answers

The same stack, command by command and resource by resource. Each answer of each command is spoiled in each of these ways,
on the wire: once, three times in a row, and for ever (a true-looking answer that nothing is there only for as long as it
proves nothing, 10 s). An operation whose answers are true again has to end in the same state, with the same
changes, messages and exit code as with true answers all along; and one that is never answered has to end within its
deadline and one call. In none may anything be started, deleted, forgotten, made twice or called harmless that true
answers would not have. Only two kinds of failure are allowed, and the next command then has to come out right: a status
that this version does not know stops what it concerns, and a creation whose effect is not known is not repeated blindly.`;

/** The parts in the order of the page; those of one chapter follow its beginning. */
const CHAPTERS = [
  { head: "", parts: ["in process"] },
  { head: LATE, parts: ["late status", "late description", "late tags", "late deletion"] },
  { head: SPOILED, parts: ["spoiled while making", "spoiled while changing", "spoiled while removing"] },
  { head: "", parts: ["identity"] },
  { head: "", parts: ["credentials and clocks"] },
  { head: "", parts: ["real engine"] },
] as const;

export type Part = (typeof CHAPTERS)[number]["parts"][number];

/** Puts one part into the page; the others stay as they are. */
export async function writeSection(part: Part, markdown: string): Promise<void> {
  const layout = { parser: "markdown", printWidth: 120 } as const;
  const [title, own] = await Promise.all([format(TITLE, layout), format(markdown, layout)]);
  const heads = await Promise.all(CHAPTERS.map(({ head }) => format(head, layout)));
  // Several processes write their parts; from here on nothing is waited for.
  const current = existsSync(PATH) ? readFileSync(PATH, "utf8") : "";
  const chapters = CHAPTERS.flatMap(({ parts }, index) => {
    const texts = parts.map((name) => [name, name === part ? own.trim() : partOf(current, name)] as const);
    const written = texts.filter(([, text]) => text !== "").map(([name, text]) => `${mark(name)}\n\n${text}\n\n${END}`);
    return written.length === 0 ? [] : [heads[index]?.trim() ?? "", ...written];
  });
  writeFileSync(PATH, `${[title.trim(), ...chapters].filter((text) => text !== "").join("\n\n")}\n`);
}

const END = "<!-- end -->";

function mark(name: Part): string {
  return `<!-- ${name} -->`;
}

function partOf(text: string, name: Part): string {
  const start = text.indexOf(mark(name));
  if (start < 0) return "";
  const rest = text.slice(start + mark(name).length);
  // A page of an earlier version has no ends.
  const ends = [END, "<!-- real engine -->"].map((end) => rest.indexOf(end)).filter((index) => index >= 0);
  return rest.slice(0, Math.min(rest.length, ...ends)).trim();
}

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cellsOf: readonly string[]): string => `| ${cellsOf.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
