import { isRekognitionError } from "../../base/errors.js";
import type { OperationContext, Recorded } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { marksAsRead } from "../../lifecycle/recorded.js";
import { changedOutside, contentHash, isChangedOutside } from "./definition.js";
import { changeTo, distributedFrom } from "./contents.js";
import {
  entriesText,
  type Found,
  type Inputs,
  type Outputs,
  outputsOf,
  type Place,
  placeIn,
  recordedAs,
  soughtAt,
  soughtHeld,
  subjectOf,
} from "./dataset.js";
import { hashManifest, linesOf } from "./manifest.js";
import { listBadEntries } from "./notes.js";

/** Reads a dataset. Drift of its entries shows as a change of their hash. */
export async function readDataset(
  context: OperationContext,
  id: string,
  recorded: Recorded<Inputs, Outputs> | undefined,
): Promise<Recorded<Inputs, Outputs> | undefined> {
  const place = placeIn(id);
  if (place === undefined) return undefined;
  const thing = recorded === undefined ? soughtAt(context, place) : soughtHeld(context, place, recorded);
  const observed = await findRecorded(context, thing, id, recorded?.meta);
  if (observed === undefined || observed.status === "DELETE_IN_PROGRESS") return undefined;
  const { tags, meta } = await marksAsRead(context, observed.value.arn, recorded, thing.createdAtMs(observed.value));
  const isUsable = recordedAs.or(observed.status, "unknown") === "usable";
  const inputs: Inputs = {
    ...recorded?.inputs,
    // Nothing tells where its entries came from: to a program that names no source it is one that others fill.
    ...(context.isImport === true && { contentHash: String(contentHash({})) }),
    ...(recorded && isUsable && { contentHash: await contentHashAsSeen(context, place, observed, recorded) }),
    region: context.region,
    ...place,
    tags,
  };
  const outputs = outputsOf(observed.value);
  if (!isUsable && recorded !== undefined) return { inputs, outputs: { ...outputs, ...contentsOf(recorded) }, meta };
  const badEntries = await listBadEntries(context, outputs, () => Promise.resolve(recordedLines(recorded)));
  return { inputs, outputs: { ...outputs, badEntries }, meta };
}

/** While something goes on in it, what is recorded of its contents stays, to be compared once it is over. */
function contentsOf({ outputs }: Recorded<Inputs, Outputs>): Outputs {
  const { badEntries, stats, lastUpdatedTimestamp } = outputs;
  return { badEntries, stats, lastUpdatedTimestamp };
}

/** Lines are told by a file that a refresh does not read. */
function recordedLines(recorded: Recorded<Inputs, Outputs> | undefined): ReadonlyMap<string, number> {
  const known = recorded?.outputs.badEntries ?? [];
  return new Map(known.flatMap(({ sourceRef, line }) => (line === undefined ? [] : [[sourceRef, line] as const])));
}

type Stats = NonNullable<Outputs["stats"]>;

/**
 * The hash of what a dataset holds, as a refresh sees it. AWS tells when its entries were last changed; only where that is
 * not what was recorded are they looked at. Entries of the program itself are compared one by one, so what is shown is
 * certain. What AWS read from elsewhere cannot be compared, and may well have been labeled by people since: of that the
 * user is told, and it stays as it is.
 */
async function contentHashAsSeen(
  context: OperationContext,
  place: Place,
  observed: Found,
  recorded: Recorded<Inputs, Outputs>,
): Promise<string | undefined> {
  const { inputs, outputs, meta } = recorded;
  const seen = outputsOf(observed.value);
  const at = seen.lastUpdatedTimestamp;
  const isAsRecorded = seen.arn === outputs.arn && at === outputs.lastUpdatedTimestamp;
  if (isAsRecorded || at === undefined || meta.unfinished === true) return inputs.contentHash;
  const planned = await plannedHash(inputs);
  if (planned !== undefined && (await isAsPlanned(context, place, observed, inputs))) return planned;
  if (planned !== undefined) return changedOutside(at);
  await tellOfCounts(context, place, seen, outputs.stats, inputs);
  return inputs.contentHash;
}

/** The hash that the program's own entries have; undefined where they cannot be had, or are not the program's own. */
async function plannedHash(inputs: Inputs): Promise<string | undefined> {
  const { manifestFile, entries, contentHash: recorded } = inputs;
  if (entries !== undefined) return String(contentHash({ ...inputs, contentHash: undefined }));
  if (manifestFile === undefined) return undefined;
  try {
    const now = await hashManifest(manifestFile);
    return now === recorded || isChangedOutside(recorded) ? now : undefined;
  } catch (error) {
    // A refresh may run where the program's files are not.
    if (isRekognitionError(error, "FileUnreadable", "ManifestUnusable")) return undefined;
    throw error;
  }
}

async function isAsPlanned(context: OperationContext, place: Place, observed: Found, inputs: Inputs): Promise<boolean> {
  const lines = linesOf(inputs);
  if (lines === undefined) return true;
  const change = await changeTo(context, place, observed.value.arn, lines);
  if (change.kind === "remake") return false;
  for await (const entry of change.lines()) if (entry.sourceRef !== "") return false;
  return true;
}

async function tellOfCounts(
  context: OperationContext,
  place: Place,
  seen: Outputs,
  before: Stats | undefined,
  inputs: Inputs,
): Promise<void> {
  // One without a source is there to be filled by others.
  const isFilledElsewhere = Object.keys(inputs).every((key) => !SOURCES_OF_ITS_OWN.has(key));
  if (isFilledElsewhere || before === undefined || seen.stats === undefined) return;
  if (isSame(before, seen.stats)) return;
  const test = await distributedFrom(context, place, seen.arn ?? "");
  const moved = test && outputsOf(test.value).stats;
  if (moved !== undefined && isSame(before, sum(seen.stats, moved))) return;
  context.warn(
    `${subjectOf(place)} was changed outside Pulumi (${seen.lastUpdatedTimestamp ?? ""}): it held ${counts(before)}, now ${counts(seen.stats)}. It is left as it is: its source was read once, when it was made.`,
  );
}

const SOURCES_OF_ITS_OWN = new Set(["groundTruthManifest", "datasetArn", "manifestFile", "distributeFromDatasetArn"]);

function sum(one: Stats, other: Stats): Stats {
  const { totalEntries = 0, labeledEntries = 0 } = other;
  return {
    totalEntries: (one.totalEntries ?? 0) + totalEntries,
    labeledEntries: (one.labeledEntries ?? 0) + labeledEntries,
  };
}

function isSame(one: Stats, other: Stats): boolean {
  return one.totalEntries === other.totalEntries && one.labeledEntries === other.labeledEntries;
}

function counts({ totalEntries = 0, labeledEntries = 0 }: Stats): string {
  return `${entriesText(totalEntries)} (${String(labeledEntries)} with labels)`;
}
