import type { Due, NoteSettings, OperationContext, Recorded } from "../../lifecycle/handler.js";
import { containsUnknown } from "../../schema/unknown.js";
import { changesBetween } from "../../images/changes/list.js";
import type { Counted } from "../../images/changes/words.js";
import { changesText, countedEntries } from "./changes.js";
import { entriesAre, entriesText, type Inputs, type Outputs } from "./dataset.js";
import { CONTENTS, isChangedOutside, SOURCES } from "./definition.js";
import { errorCodesOf, fieldsOf, hasBadBoxesOnly } from "./entry-line.js";
import type { Lines } from "./manifest.js";

/** Whether another source, or other entries, are asked for. */
export function changesContents({ changed }: Due): boolean {
  return changed.update.includes("contentHash") || changed.update.includes("distributeFromDatasetArn");
}

/** What a preview says about a dataset's changes. */
export function notes(
  recorded: Recorded<Inputs, Outputs>,
  inputs: Inputs,
  due: Due,
  { asksS3 }: NoteSettings,
): string[] {
  if (!changesContents(due) || due.changed.replace.length > 0) return [];
  const isInPlace = inputs.manifestFile !== undefined || inputs.entries !== undefined;
  if (isInPlace && !isChangedOutside(recorded.inputs.contentHash)) return entryNotes(recorded, inputs);
  if (isInPlace) {
    return [
      'Its entries were changed outside Pulumi. This update puts back what the program says, and makes the dataset again where entries were added. `ignoreChanges: ["contentHash"]` leaves them as they are.',
    ];
  }
  const source = SOURCES.find((name) => inputs[name] !== undefined);
  const from = source === undefined ? "as an empty one" : `from ${source}`;
  return [
    `The dataset is deleted and made again ${from} within this update. Models that were trained from it stay as they are.${beforehand(recorded, inputs, asksS3)}`,
  ];
}

/** What is looked at before the dataset is deleted, and what is lost where AWS refuses the rest. */
function beforehand({ outputs }: Recorded<Inputs, Outputs>, inputs: Inputs, asksS3: boolean): string {
  const { totalEntries: entries } = outputs.stats ?? {};
  if (entries === 0) return "";
  const areLost = `its ${entriesAre(entries)} lost`;
  if (SOURCES.every((name) => inputs[name] === undefined))
    return ` Its ${entriesText(entries)} ${entries === 1 ? "goes with it, and none comes after it" : "go with it, and none come after them"}.`;
  if (inputs.groundTruthManifest === undefined) {
    return " The dataset that its entries come from is looked at first: where that is missing, failed or empty, nothing is deleted.";
  }
  if (!asksS3) {
    return ` Its manifest cannot be looked at first, since rekognition:endpoint is set and rekognition:s3Endpoint is not: where AWS refuses it, ${areLost}.`;
  }
  return ` First its manifest is read from S3, and nothing is deleted where AWS would refuse it. Where s3:GetObject is denied, and for what AWS says of the images, that cannot be known: then ${areLost}.`;
}

/** What changes in entries of the program. AWS takes away none: where some are to go, all do, and the rest is sent again. */
function entryNotes({ inputs: before, outputs }: Recorded<Inputs, Outputs>, inputs: Inputs): string[] {
  const after = countedIn(inputs);
  if (after === undefined) return [];
  const held = outputs.stats?.totalEntries ?? 0;
  if (after.images === 0 && held > 0) {
    return [`\`entries\` is empty: the dataset is deleted with its ${entriesText(held)} and made again without any.`];
  }
  // Of a dataset that had another source the state does not tell what it holds.
  const counted = countedIn(before);
  if (counted === undefined) return [];
  const changes = changesText(counted, after);
  const said = changes === "" ? [] : [`${changes}.`];
  const gone = goneText(counted, after);
  return gone === undefined
    ? said
    : [...said, `${gone}, and AWS takes none away: the dataset is deleted and made again with the others.`];
}

/** What is known of a program's own entries; undefined for another source, and for a file of which nothing was recorded. */
function countedIn({ entries, [CONTENTS]: ofFile }: Inputs): Counted | undefined {
  if (containsUnknown([entries, ofFile])) return undefined;
  return entries === undefined ? ofFile : countedEntries(entries);
}

function goneText(before: Counted, after: Counted): string | undefined {
  const changes = changesBetween(before.list, after.list);
  const least = Math.max(0, (before.images ?? 0) - (after.images ?? 0));
  if (changes === undefined) return least === 0 ? undefined : `At least ${entriesAre(least)} to go`;
  return changes.removed === 0 ? undefined : `${entriesAre(changes.removed)} to go`;
}

type BadEntries = NonNullable<Outputs["badEntries"]>;

/** Tells of entries with errors: which training leaves out, and of which only boxes. */
export function warnOfBadEntries(
  context: OperationContext,
  subject: string,
  { stats }: Outputs,
  badEntries: Outputs["badEntries"],
): void {
  if (badEntries === undefined || badEntries.length === 0) return;
  const errors = stats?.errorEntries ?? badEntries.length;
  const unlisted = errors - badEntries.length;
  context.warn(
    [
      `${subject}: ${String(errors)} of ${String(stats?.totalEntries ?? 0)} entries have errors.`,
      ...listed("Training leaves these out", (entry) => entry.onlyBoxes !== true, badEntries),
      ...listed("Of these it leaves out only the boxes with errors", (entry) => entry.onlyBoxes === true, badEntries),
      ...(unlisted > 0 ? [`${String(unlisted)} more are not listed here.`] : []),
    ].join(" "),
  );
}

function listed(what: string, isMeant: (entry: BadEntries[number]) => boolean, badEntries: BadEntries): string[] {
  const list = badEntries.filter(isMeant).map(({ sourceRef, line, codes }) => {
    const where = line === undefined ? sourceRef : `line ${String(line)} (${sourceRef})`;
    return `${where}: ${codes.join(", ")}`;
  });
  return list.length === 0 ? [] : [`${what}: ${list.join("; ")}.`];
}

const MAX_BAD_ENTRIES = 10;

/** The first entries with errors, with their lines where those can be known. */
export async function listBadEntries(
  context: OperationContext,
  outputs: Outputs,
  lineOf: (sourceRefs: ReadonlySet<string>) => Promise<ReadonlyMap<string, number>>,
): Promise<BadEntries | undefined> {
  if (outputs.arn === undefined || (outputs.stats?.errorEntries ?? 0) === 0) return undefined;
  const { DatasetEntries = [] } = await context.aws.call("ListDatasetEntries", {
    DatasetArn: outputs.arn,
    HasErrors: true,
    MaxResults: MAX_BAD_ENTRIES,
  });
  const bad = DatasetEntries.map((text) => {
    const fields = fieldsOf(text) ?? {};
    const sourceRef = fields["source-ref"];
    return {
      sourceRef: typeof sourceRef === "string" ? sourceRef : "",
      codes: [...new Set(errorCodesOf(fields))],
      ...(hasBadBoxesOnly(fields) && { onlyBoxes: true }),
    };
  });
  const lines = await lineOf(new Set(bad.map(({ sourceRef }) => sourceRef)));
  return bad.slice(0, MAX_BAD_ENTRIES).map((entry) => {
    const line = lines.get(entry.sourceRef);
    return line === undefined ? entry : { ...entry, line };
  });
}

/** Finds some entries in lines of one's own. */
export async function findLines(
  lines: Lines | undefined,
  sourceRefs: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  if (lines === undefined) return found;
  for await (const { sourceRef, line } of lines()) {
    if (sourceRefs.has(sourceRef)) found.set(sourceRef, line);
    if (found.size === sourceRefs.size) break;
  }
  return found;
}
