import { table, writeSection } from "../document.js";
import { seed } from "../in-process/sample.js";
import { SIDES } from "./boundaries.js";
import { DEEDS } from "./life.js";
import { sum } from "./tally.js";
import type { Sum } from "./tally.js";

const HEAD = ["tried", "converged", "duplicates", "orphans", "unit-seconds overpaid", "swept"];

const SERIES = ["the same again", "back to the program before", "destroy"] as const;

/** Writes down what was tried through the real engine and what came of it. */
export async function writeReport(): Promise<void> {
  const byDeed = DEEDS.flatMap((deed) =>
    SERIES.map((series) => {
      const all = sum(({ blow }) => blow.deed === deed && blow.series === series);
      return all.tried === 0 ? [] : [[deed, series, ...cells(all)]];
    }).flat(),
  );
  const bySide = SIDES.flatMap((side) =>
    (["plugin", "CLI"] as const).map((victim) => [
      side,
      victim,
      ...cells(sum(({ blow }) => blow.boundary.side === side && blow.victim === victim)),
    ]),
  );
  const all = sum();
  await writeSection(
    "real engine",
    `
## Through the real engine

The same, run by the Pulumi CLI itself: ten resources, and a [held call](../emulator.md#faults) wherever the kill is to be, so that it
is exact. The provider's process is killed, or the whole CLI, whose orphaned provider then has to end by itself without
changing anything. Each operation is killed at every kind of boundary of a call that matters; further kills are drawn (seed ${seed}).

**${String(all.converged)} of ${String(all.tried)} converged.** A killed CLI is followed by \`pulumi cancel --yes\`. "Back" is the old
program, \`pulumi refresh --clear-pending-creates\`, \`pulumi up\` and the sweep; "destroy" is followed by the sweep.

${table(["during", "and then", ...HEAD], byDeed)}

${table(["the process dies", "which", ...HEAD], bySide)}

An orphan is here also a process that outlived its run.

All this is the dynamic provider. Everything above the real engine runs over the session, which the plugin has as well; over the
plugin itself, through the real engine, every run of \`npm run test:chaos\` takes a sample of each campaign: the CLI and the
plugin killed, killed while answers are late, answers spoiled, a name used again after a rename, another account's credentials.
`,
  );
}

function cells(all: Sum): string[] {
  return [all.tried, all.converged, all.duplicates, all.orphans, all.overpaid, all.swept].map(String);
}
