import { table, writeSection } from "../document.js";
import { seed } from "./sample.js";
import { SERIES, type Series } from "./scenarios.js";
import type { Sum, Tally } from "./tally.js";

const TOLD: Readonly<Record<Series, string>> = {
  again: "the same command again",
  destroy: "`destroy`",
  revert: "`refresh`, then `up` of the program before",
};

const HEAD = ["tried", "converged", "duplicates", "orphans", "unit-seconds overpaid", "swept"];

/** Writes down what was tried and what came of it. */
export async function writeReport(tally: Tally): Promise<void> {
  const byOperation = tally.scenarios.flatMap(([scenario, boundaries]) =>
    SERIES.map((series) => [scenario, String(boundaries), TOLD[series], ...cells(tally.sum({ scenario, series }))]),
  );
  const boundaries = [
    ["before the call", "before"],
    ["after its effect, before the answer", "after"],
    ["after the answer", "answered"],
  ] as const;
  const byBoundary = boundaries.map(([told, when]) => [told, ...cells(tally.sum({ when }))]);
  const total = tally.sum({});
  await writeSection(
    "in process",
    `
## Every boundary, in process

A stack with every kind of resource (three projects, two datasets, a model trained from them that runs, a copy of it that
runs, a policy, a collection, two face searches, a connected home processor, a video job, a moderation adapter) is made,
changed, refreshed and destroyed against the [emulator](../emulator.md), on a clock of its own. An undisturbed run shows which
AWS calls there are. The process dies at each boundary of each call, and the user goes on at once, after 30 seconds or after
10 minutes (seed ${seed}) in each of three ways.

**${String(total.converged)} of ${String(total.tried)} converged.** In each: no training, copy, project, collection, processor or job is made twice;
everything that exists is in the state or carries its owner's tag; what served before serves after going back; a further
\`up\` makes no AWS call; and after \`destroy\` nothing is left and nothing runs on.

${table(["during", "boundaries", "and then", ...HEAD], byOperation)}

${table(["the process dies", ...HEAD], byBoundary)}

- *Duplicates*: made more often than in the undisturbed run, or made again although the old one was there.
- *Orphans*: what neither the state nor an owner tag tells of, or what is left in the end.
- *Unit-seconds overpaid*: what ran, in the hour after the last command, beyond what the program asks for.
- *Swept*: something was made whose creation the engine never heard of, so that neither \`destroy\` nor the program before
  could know it. \`npx pulumi-rekognition sweep\` found it by its owner tag and removed it; the counts are those after it.

A project cannot be deleted while a training or copy is under way in it: \`destroy\` says so and is repeated 10 minutes later.
`,
  );
}

function cells(sum: Sum): string[] {
  return [sum.tried, sum.converged, sum.duplicates, sum.orphans, sum.overpaidUnitSeconds, sum.swept].map(String);
}
