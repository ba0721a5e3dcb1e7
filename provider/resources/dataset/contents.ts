import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { changeTo } from "./changes.js";
import { CONTENTS_TAG, mark, markOf } from "./contents-mark.js";
import {
  type Found,
  type Inputs,
  type Place,
  failed,
  findByArn,
  settled,
  soughtDataset,
  subjectOf,
} from "./dataset.js";
import { withMember } from "../../lifecycle/look-again.js";
import type { Tags } from "../../lifecycle/tags.js";
import { linesOf } from "./lines.js";
import { changeEntries, sendLines } from "./sending.js";
import { complete } from "./states.js";

/** Fills a dataset that was just made. */
export async function fill(context: OperationContext, place: Place, arn: string, inputs: Inputs): Promise<void> {
  const lines = linesOf(inputs);
  if (lines !== undefined) await sendLines(context, place, arn, lines());
  if (inputs.distributeFromDatasetArn !== undefined) {
    await distribute(context, place, arn, inputs.distributeFromDatasetArn);
  }
}

/** Moves a fifth of a training dataset into an empty test dataset, and waits until both are complete. */
async function distribute(context: OperationContext, test: Place, testArn: string, trainArn: string): Promise<void> {
  const train: Place = { ...test, datasetType: "TRAIN" };
  await settled(context, subjectOf(train), trainArn);
  await changeEntries(context, test, testArn, "takes a part of the TRAIN dataset", async () => {
    try {
      await context.aws.call("DistributeDatasetEntries", { Datasets: [{ Arn: trainArn }, { Arn: testArn }] });
    } catch (error) {
      // Called twice it would meet a dataset that is not empty; what came of it shows below.
      if (!isRekognitionError(error) || !error.effectUnknown) throw error;
    }
  });
  await settled(context, subjectOf(train), trainArn);
  const total = (await findByArn(context, testArn))?.value.DatasetStats?.TotalEntries;
  if (total !== 0) return;
  throw new RekognitionError("StateDidNotChange", `${subjectOf(test)} is still empty after the distribution`);
}

/**
 * Brings what stands there, wherever it comes from, to what the inputs ask: in place if there is a way. False where there
 * is none, so that it has to be made again; nothing was changed then.
 */
export async function bringContents(
  context: OperationContext,
  place: Place,
  from: Found,
  tags: Tags,
  inputs: Inputs,
): Promise<boolean> {
  const { arn } = from.value;
  const isEmpty = from.value.DatasetStats?.TotalEntries === 0;
  const lines = linesOf(inputs);
  if (lines !== undefined) {
    // Entries of another source can be compared as well as one's own.
    const change = await changeTo(context, place, arn, lines);
    if (change.kind === "remake") return false;
    await mark(context, arn, tags, inputs);
    await sendLines(context, place, arn, change.lines());
    return true;
  }
  const isDistributed = inputs.distributeFromDatasetArn !== undefined;
  if (isEmpty && isDistributed) {
    await mark(context, arn, tags, inputs);
    await fill(context, place, arn, inputs);
    return true;
  }
  if (tags[CONTENTS_TAG] === markOf(inputs)) return true;
  const isToBeEmpty = inputs.groundTruthManifest === undefined && inputs.datasetArn === undefined && !isDistributed;
  if (!isEmpty || !isToBeEmpty) return false;
  await mark(context, arn, tags, inputs);
  return true;
}

/** Runs a change of entries; where it fails, what AWS says of the dataset then is told to `keep` first. */
export async function keepingFailure<T>(
  context: OperationContext,
  arn: string,
  keep: (found: Found) => void,
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
export async function whenComplete(
  context: OperationContext,
  place: Place,
  arn: string,
  keep: (found: Found) => void,
): Promise<Found> {
  const thing = soughtDataset(context, arn, subjectOf(place));
  const { verdict, observed } = await waitForState(context, thing, complete);
  if (observed !== undefined) keep(observed);
  if (verdict !== "target" || observed === undefined) throw failed(thing.subject, observed);
  // An answer may leave out for a while how much it holds.
  return withMember(context, thing, observed, ({ DatasetStats }) => DatasetStats?.TotalEntries !== undefined);
}
