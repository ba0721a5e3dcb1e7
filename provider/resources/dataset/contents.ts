import type { DatasetStatus } from "@aws-sdk/client-rekognition";
import { pagesOf } from "../../aws/pages.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import { OWNER_TAG, ownerTagValue } from "../../lifecycle/claim.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { fingerprint } from "../../lifecycle/identity.js";
import { withMember } from "../../lifecycle/look-again.js";
import { findOrGone, projectByArn } from "../../lifecycle/presence.js";
import { type Tags, tagsOf } from "../../lifecycle/tags.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { LAG_GRACE_MS, type Observation, type Sought, waitForState } from "../../lifecycle/wait-for-state.js";
import {
  changed,
  complete,
  failed,
  findByArn,
  type Found,
  type Inputs,
  type Place,
  recordedAs,
  settled,
  soughtAt,
  soughtDataset,
  subjectOf,
  type Work,
} from "./dataset.js";
import { type EntryLine, entryPrint, fieldsOf, PRINT_BYTES } from "./entry-line.js";
import { type Lines, linesOf } from "./manifest.js";
import { RefTable } from "./ref-table.js";

/** Tag that says what a dataset was made from, since AWS does not. */
export const CONTENTS_TAG = "pulumi-rekognition:contents";

/** The mark of what a dataset is to hold. */
export function markOf(inputs: Inputs): string {
  const { distributeFromDatasetArn: trainArn } = inputs;
  return trainArn === undefined ? (inputs.contentHash ?? "") : distributionMark(trainArn);
}

/** The mark of a test dataset that took its entries from a training dataset. */
function distributionMark(trainArn: string): string {
  return `from.${fingerprint(trainArn)}`;
}

/** The test dataset that took its entries from this training dataset, in the hands of the same owner; undefined for any other. */
export async function distributedFrom(
  context: OperationContext,
  place: Place,
  arn: string,
): Promise<Found | undefined> {
  if (place.datasetType !== "TRAIN") return undefined;
  const test = await testBeside(context, place, arn);
  if (test === undefined) return undefined;
  const tags = (await tagsOf(context, test.value.arn)) ?? {};
  const isOwn = tags[OWNER_TAG] === ownerTagValue(context.identity.owner);
  return isOwn && tags[CONTENTS_TAG] === distributionMark(arn) ? test : undefined;
}

/** The test dataset beside a training dataset; undefined where there is none. */
async function testBeside(context: OperationContext, train: Place, trainArn: string): Promise<Found | undefined> {
  const test: Place = { ...train, datasetType: "TEST" };
  const thing = soughtAt(context, test);
  const there = await thing.look();
  if (there !== undefined) return there;
  const { Datasets = [] } = (await projectByArn(context, train.projectArn)) ?? {};
  // An answer that lists the one and not the other is about both.
  const isComplete = Datasets.some(({ DatasetArn }) => DatasetArn === trainArn);
  const isThere = Datasets.some(({ DatasetType }) => DatasetType === "TEST");
  return isComplete && !isThere ? undefined : findOrGone(context, thing);
}

/** Marks what a dataset is being filled with, before it is. */
export async function mark({ context, inputs }: Work, arn: string, tags: Tags): Promise<void> {
  const wanted = markOf(inputs);
  if (tags[CONTENTS_TAG] === wanted) return;
  await context.aws.call("TagResource", { ResourceArn: arn, Tags: { [CONTENTS_TAG]: wanted } });
}

/** What makes a dataset hold just these lines: the new and changed ones sent, or all of them into a new one. */
type Change = { readonly kind: "send"; readonly lines: Lines } | { readonly kind: "remake" };

/** Compares lines with what AWS lists. An entry cannot be taken away, so where one is too many there is no way in place. */
export async function changeTo(context: OperationContext, place: Place, arn: string, lines: Lines): Promise<Change> {
  const here = await listEntries(context, arn);
  const test = await distributedFrom(context, place, arn);
  const moved = test === undefined ? noEntries() : await listEntries(context, test.value.arn);
  let matched = 0;
  for await (const entry of lines()) {
    const there = moved.get(entry.sourceRef);
    if (there !== undefined || here.get(entry.sourceRef) !== undefined) matched += 1;
    // What was distributed is the test dataset's: from here it is changed only by distributing again.
    if (there?.equals(entryPrint(entry.fields)) === false) return { kind: "remake" };
  }
  if (matched < here.sizeWith(moved)) return { kind: "remake" };
  const isNews = (entry: EntryLine): boolean =>
    moved.get(entry.sourceRef) === undefined && here.get(entry.sourceRef)?.equals(entryPrint(entry.fields)) !== true;
  return { kind: "send", lines: () => only(lines(), isNews) };
}

async function* only(
  lines: AsyncIterable<EntryLine>,
  isWanted: (entry: EntryLine) => boolean,
): AsyncGenerator<EntryLine, void, undefined> {
  for await (const entry of lines) if (isWanted(entry)) yield entry;
}

/** Fills a dataset that was just made. */
export async function fill(work: Work, arn: string): Promise<void> {
  const { distributeFromDatasetArn: trainArn } = work.inputs;
  const lines = linesOf(work.inputs);
  if (lines !== undefined) await sendLines(work, arn, lines());
  if (trainArn !== undefined) await distribute(work, arn, trainArn);
}

/** Moves a fifth of a training dataset into an empty test dataset, and waits until both are complete. */
async function distribute(work: Work, testArn: string, trainArn: string): Promise<void> {
  const { context, place: test } = work;
  const train = subjectOf({ ...test, datasetType: "TRAIN" });
  await settled(context, train, trainArn);
  await changeEntries(work, testArn, "takes a part of the TRAIN dataset", async () => {
    try {
      await context.aws.call("DistributeDatasetEntries", { Datasets: [{ Arn: trainArn }, { Arn: testArn }] });
    } catch (error) {
      // Called twice it would meet a dataset that is not empty; what came of it shows below.
      if (!isRekognitionError(error) || !error.effectUnknown) throw error;
    }
  });
  await settled(context, train, trainArn);
  const total = (await findByArn(context, testArn))?.value.DatasetStats?.TotalEntries;
  if (total !== 0) return;
  throw new RekognitionError("StateDidNotChange", `${subjectOf(test)} is still empty after the distribution`);
}

/**
 * Brings what stands there, wherever it comes from, to what the inputs ask: in place if there is a way. False where there
 * is none, so that it has to be made again; nothing was changed then.
 */
export async function bringContents(work: Work, from: Found, tags: Tags): Promise<boolean> {
  const { context, place, inputs } = work;
  const { arn } = from.value;
  const isEmpty = from.value.DatasetStats?.TotalEntries === 0;
  const lines = linesOf(inputs);
  if (lines !== undefined) {
    // Entries of another source can be compared as well as one's own.
    const change = await changeTo(context, place, arn, lines);
    if (change.kind === "remake") return false;
    await mark(work, arn, tags);
    await sendLines(work, arn, change.lines());
    return true;
  }
  const isDistributed = inputs.distributeFromDatasetArn !== undefined;
  if (isEmpty && isDistributed) {
    await mark(work, arn, tags);
    await fill(work, arn);
    return true;
  }
  if (tags[CONTENTS_TAG] === markOf(inputs)) return true;
  const isToBeEmpty = inputs.groundTruthManifest === undefined && inputs.datasetArn === undefined && !isDistributed;
  if (!isEmpty || !isToBeEmpty) return false;
  await mark(work, arn, tags);
  return true;
}

/** What is to be recorded of a dataset as it stands. */
export type Keep = (found: Found) => void;

/** Runs a change of entries; where it fails, what AWS says of the dataset then is told to `keep` first. */
export async function keepingFailure<T>(
  { context }: Work,
  arn: string,
  keep: Keep,
  change: () => Promise<T>,
): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const now = isRekognitionError(error, "DatasetFailed") ? await findByArn(context, arn) : undefined;
    if (now !== undefined) keep(now);
    throw error;
  }
}

/** Waits until nothing goes on in a dataset; one that failed is an error, told to `keep` first. */
export async function whenComplete({ context, place }: Work, arn: string, keep: Keep): Promise<Found> {
  const thing = soughtDataset(context, arn, subjectOf(place));
  const { verdict, observed } = await waitForState(context, thing, complete);
  if (observed !== undefined) keep(observed);
  if (verdict !== "target" || observed === undefined) throw failed(thing.subject, observed);
  // An answer may leave out for a while how much it holds.
  return withMember(context, thing, observed, ({ DatasetStats }) => DatasetStats?.TotalEntries !== undefined);
}

/** What a dataset holds: what stands for each entry, so that a quarter of a million fit into memory. */
const noEntries = (): RefTable => new RefTable(PRINT_BYTES);

const PAGE_SIZE = 100;

/** Everything that a dataset holds; where a change goes on that did not show yet, once it has ended. */
async function listEntries(context: OperationContext, arn: string): Promise<RefTable> {
  try {
    return await listedNow(context, arn);
  } catch (error) {
    if (!isRekognitionError(error, "Busy")) throw error;
    let listed = noEntries();
    const before = await untilTaken(context, soughtDataset(context, arn), "can be read", async () => {
      listed = await listedNow(context, arn);
      return undefined;
    });
    if (before === undefined) throw error;
    return listed;
  }
}

async function listedNow(context: OperationContext, arn: string): Promise<RefTable> {
  const listed = noEntries();
  const pages = pagesOf(context.aws, "ListDatasetEntries", { DatasetArn: arn, MaxResults: PAGE_SIZE });
  for await (const { DatasetEntries = [] } of pages) {
    for (const text of DatasetEntries) {
      const fields = fieldsOf(text);
      const sourceRef = fields?.["source-ref"];
      if (fields !== undefined && typeof sourceRef === "string") listed.set(sourceRef, entryPrint(fields));
    }
  }
  return listed;
}

/** AWS's limit for one call. */
const MAX_CHUNK_BYTES = 5_242_880;

/** Sends lines in as few calls as AWS allows, each once the one before it has been taken in. */
async function sendLines(work: Work, arn: string, lines: AsyncIterable<EntryLine>): Promise<void> {
  for await (const chunk of chunksOf(lines, MAX_CHUNK_BYTES)) {
    await changeEntries(work, arn, "takes more entries", async () => {
      await work.context.aws.call("UpdateDatasetEntries", { DatasetArn: arn, Changes: { GroundTruth: chunk } });
    });
  }
}

/** Lines put together up to a size, each with its end. All are put together in the same place, so each is used before the next. */
export async function* chunksOf(
  lines: AsyncIterable<Pick<EntryLine, "text">>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const chunk = Buffer.allocUnsafe(maxBytes);
  let bytes = 0;
  for await (const { text } of lines) {
    const line = `${text}\n`;
    const lineBytes = Buffer.byteLength(line);
    if (bytes + lineBytes > maxBytes && bytes > 0) {
      yield chunk.subarray(0, bytes);
      bytes = 0;
    }
    if (lineBytes > maxBytes) yield Buffer.from(line);
    else bytes += chunk.write(line, bytes);
  }
  if (bytes > 0) yield chunk.subarray(0, bytes);
}

/** Makes a call that changes entries as soon as AWS takes it, and waits until the change is done. */
async function changeEntries(
  { context, place }: Work,
  arn: string,
  until: string,
  call: () => Promise<void>,
): Promise<void> {
  const thing = soughtDataset(context, arn, subjectOf(place));
  const attempt = async (now: Found): Promise<"busy" | undefined> => {
    const state = recordedAs.of(now.status, thing.subject);
    if (state === "moving") return "busy";
    if (state !== "usable") throw failed(thing.subject, now);
    await call();
    return undefined;
  };
  const before = await untilTaken(context, thing, until, attempt, { patienceMs: Infinity });
  if (before === undefined) throw failed(thing.subject, undefined);
  const calledAt = context.clock.monotonicMs();
  let last: Found | undefined;
  const after: Sought<DatasetStatus | "BEFORE", unknown> = {
    ...thing,
    async look() {
      last = await thing.look();
      return last && asSeenFrom(before, last, context.clock.monotonicMs() - calledAt);
    },
  };
  const result = await waitForState(context, after, changed);
  if (result.verdict === "failed") throw failed(thing.subject, last);
}

/** What is the same as before the call may not show it yet; what lasts longer than statuses lag is how it ended. */
function asSeenFrom(before: Found, now: Found, sinceMs: number): Observation<DatasetStatus | "BEFORE", unknown> {
  const isSame =
    now.status === before.status &&
    now.value.LastUpdatedTimestamp?.getTime() === before.value.LastUpdatedTimestamp?.getTime();
  const isOld = isSame && recordedAs.or(now.status, "unknown") === "usable" && sinceMs < LAG_GRACE_MS;
  return isOld ? { ...now, status: "BEFORE" } : now;
}
