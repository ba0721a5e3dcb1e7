import { type RunResult, type SectionResult, peersOf, spoken } from "./figure.js";

/** Tells on the terminal what goes on: one line that is rewritten, where the terminal can. */
export class Terminal {
  #isOpen = false;

  /** What is being done now. */
  progress(text: string): void {
    if (!process.stderr.isTTY) {
      process.stderr.write(`  ${text}\n`);
      return;
    }
    process.stderr.write(`\r\u001b[K  ${text}`);
    this.#isOpen = true;
  }

  say(text: string): void {
    if (this.#isOpen) process.stderr.write("\r\u001b[K");
    this.#isOpen = false;
    process.stdout.write(`${text}\n`);
  }
}

/** A section as lines of a table. */
export function tableOf(section: SectionResult): string {
  const peers = peersOf(section);
  const head = ["", "ours", ...peers, "bound", ""];
  const rows = section.figures.map(({ what, unit, ours, peers: theirs, bound }) => [
    what,
    spoken(ours, unit),
    ...peers.map((peer) => spoken(theirs?.[peer], unit)),
    bound?.text ?? "",
    bound === undefined ? "" : bound.met ? "met" : "NOT MET",
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column > peers.length + 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return [section.title, line(head), ...rows.map(line), ...section.method.map((text) => `  ${text}`)].join("\n");
}

/** What was promised and does not hold. */
export function unmet(run: RunResult): string[] {
  const bounds = run.sections.flatMap(({ name, figures }) =>
    figures.flatMap(({ what, unit, ours, bound }) =>
      bound === undefined || bound.met ? [] : [`${name}: ${what} is ${spoken(ours, unit)}; bound ${bound.text}`],
    ),
  );
  return [...bounds, ...Object.entries(run.failures).map(([name, reason]) => `${name}: not measured: ${reason}`)];
}
