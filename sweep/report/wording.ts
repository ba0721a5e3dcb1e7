import type { Cause, Leftover, Thing } from "../find/thing.js";

/** What a group of leftovers has in common, as a heading. */
export const HEADING: Readonly<Record<Cause | "keptButUp", string>> = {
  orphan: "Begun and never recorded, so no Pulumi command stops or deletes it",
  recorded:
    "Recorded once, but not in this state: moved, renamed, restored or lost; only --arn or --recorded stops or deletes it",
  superseded: "In the state only to be deleted, which the next `pulumi up` or `pulumi destroy` tries again",
  kept: 'Stopped and kept by deletionPolicy "stop"; only --kept deletes it',
  keptButUp: 'Kept by deletionPolicy "stop", but not stopped; --stop stops it, only --kept deletes it',
};

/** A thing in a sentence: `model "animals/v1"`. */
export function subjectText({ ways, name }: Pick<Thing, "ways" | "name">): string {
  return `${ways.noun} "${name}"`;
}

/** What a thing costs, for a table. */
export function priceText({ usdPerHour, status, remark }: Thing): string {
  if (usdPerHour === "unknown") return remark === "" || status !== "" ? "unknown an hour" : "unknown";
  if (usdPerHour === 0) return "nothing";
  const least = remark.includes(" to ") || remark.startsWith("at least") ? "from " : "";
  return `${least}${usd(usdPerHour)} an hour`;
}

export function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

/** Leftovers as the rows of a table, its columns as wide as need be. */
export function table(things: readonly Leftover[], showsRegion: boolean): string[] {
  const rows = aligned(
    things.map((thing) => [
      thing.ways.noun,
      thing.name,
      ...(showsRegion ? [thing.region] : []),
      thing.status,
      thing.remark,
      priceText(thing),
    ]),
  );
  // What only its ARN names is shown with it.
  return rows.flatMap((row, index) => {
    const thing = things[index];
    return [`  ${row}`, ...(thing?.cause === "recorded" ? [`    ${thing.arn}`] : [])];
  });
}

/** Rows with their columns under each other; columns that are empty throughout are left out. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = Array.from({ length: rows[0]?.length ?? 0 }, (_, index) => rows.map((row) => row[index] ?? ""));
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  return rows.map((row) =>
    row
      .map((cell, index) => [cell.padEnd(widths[index] ?? 0), widths[index] ?? 0] as const)
      .filter(([, width]) => width > 0)
      .map(([cell]) => cell)
      .join("  ")
      .trimEnd(),
  );
}

const WIDTH = 100;

/** A long sentence in lines that can be read. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length > WIDTH && line !== "") {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}
