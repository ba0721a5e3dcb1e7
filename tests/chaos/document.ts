import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";

const PATH = join(__dirname, "..", "..", "..", "docs", "chaos.md");

const TITLE = `# Interrupted on purpose

What becomes of a stack whose process dies in the middle, tried out rather than argued. This page is written by
\`FULL=1 npm run test:chaos\`; without \`FULL\` the same is done with a seeded sample (\`SEED=n\` for another one).`;

/** The sections in the order of the page. */
const SECTIONS = ["in process", "real engine"] as const;

/** Puts one half's part into the page; the other half's stays as it is. */
export async function writeSection(section: (typeof SECTIONS)[number], markdown: string): Promise<void> {
  const current = existsSync(PATH) ? readFileSync(PATH, "utf8") : "";
  const parts = SECTIONS.map((name) => [name, name === section ? markdown.trim() : partOf(current, name)] as const);
  const body = parts.filter(([, text]) => text !== "").map(([name, text]) => `${mark(name)}\n\n${text}`);
  writeFileSync(PATH, await format([TITLE, ...body].join("\n\n"), { parser: "markdown", printWidth: 120 }));
}

function mark(name: string): string {
  return `<!-- ${name} -->`;
}

function partOf(text: string, name: string): string {
  const start = text.indexOf(mark(name));
  if (start < 0) return "";
  const rest = text.slice(start + mark(name).length);
  const ends = SECTIONS.map((other) => rest.indexOf(mark(other))).filter((index) => index >= 0);
  return rest.slice(0, Math.min(rest.length, ...ends)).trim();
}
