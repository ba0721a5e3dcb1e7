import { printable } from "../../../provider/base/printable.js";

/**
 * A name from elsewhere as code: in a code span nothing is markup, a link, an HTML tag or a mention. Where a table is, a pipe
 * would end the cell in a code span too, so that it stands between two of them, as an entity.
 */
export function code(name: string): string {
  const pieces = printable(name).split("|").map(span);
  return pieces.join("&#124;");
}

function span(text: string): string {
  if (text === "") return "";
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  // A space at each end is taken away again.
  const pad = /^[` ]|[` ]$/.test(text) && text.trim() !== "" ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A table whose cells are Markdown already; figures stand on the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], texts = 1): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return ["", line(head), line(head.map((_, index) => (index < texts ? "---" : "---:"))), ...rows.map(line), ""];
}
