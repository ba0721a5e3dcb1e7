import type { ChangedFields } from "../../definition/diff-inputs.js";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { SOURCES, isChangedOutside } from "./content-hash.js";
import type { Inputs, Outputs } from "./dataset.js";

/** What a preview says about a dataset's changes. */
export function notes(recorded: Recorded<Inputs, Outputs>, inputs: Inputs, changed: ChangedFields): string[] {
  const isChanged = changed.update.includes("contentHash") || changed.update.includes("distributeFromDatasetArn");
  if (!isChanged || changed.replace.length > 0) return [];
  const isInPlace = inputs.manifestFile !== undefined || inputs.entries !== undefined;
  if (isInPlace && !isChangedOutside(recorded.inputs.contentHash)) return [];
  if (isInPlace) {
    return [
      'Its entries were changed outside Pulumi. This update puts back what the program says, and makes the dataset anew where entries were added. `ignoreChanges: ["contentHash"]` leaves them as they are.',
    ];
  }
  const source = SOURCES.find((name) => inputs[name] !== undefined);
  const from = source === undefined ? "as an empty one" : `from ${source}`;
  return [
    `The dataset is deleted and made anew ${from} within this update. Models that were trained from it stay as they are.`,
  ];
}

/** Tells of entries that training will leave out. */
export function warnOfBadEntries(
  context: OperationContext,
  subject: string,
  { stats }: Outputs,
  badEntries: Outputs["badEntries"],
): void {
  if (badEntries === undefined || badEntries.length === 0) return;
  const list = badEntries.map(({ sourceRef, line, codes }) => {
    const where = line === undefined ? sourceRef : `line ${String(line)} (${sourceRef})`;
    return `${where}: ${codes.join(", ")}`;
  });
  const count = `${String(stats?.errorEntries ?? badEntries.length)} of ${String(stats?.totalEntries ?? 0)} entries`;
  context.warn(`${subject}: ${count} have errors, so training leaves them out: ${list.join("; ")}.`);
}
