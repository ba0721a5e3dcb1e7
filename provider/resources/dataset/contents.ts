import { isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { changeTo } from "./changes.js";
import { CONTENTS_TAG, mark, markOf } from "./contents-mark.js";
import { type Found, type Inputs, type Place, failed, findByArn, soughtDataset, subjectOf } from "./dataset.js";
import { withMember } from "../../lifecycle/look-again.js";
import { distribute } from "./distribution.js";
import { linesOf } from "./lines.js";
import { sendLines } from "./sending.js";
import { complete } from "./states.js";

type Tags = Readonly<Record<string, string>>;

/** Fills a dataset that was just made. */
export async function fill(context: OperationContext, place: Place, arn: string, inputs: Inputs): Promise<void> {
  const lines = linesOf(inputs);
  if (lines !== undefined) await sendLines(context, place, arn, lines());
  if (inputs.distributeFromDatasetArn !== undefined) {
    await distribute(context, place, arn, inputs.distributeFromDatasetArn);
  }
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

/** The dataset once its description says how much it holds, which an answer may leave out for a while. */
function withCount(context: OperationContext, place: Place, from: Found): Promise<Found> {
  const isCounted = ({ DatasetStats }: Found["value"]): boolean => DatasetStats?.TotalEntries !== undefined;
  return withMember(context, subjectOf(place), from, isCounted, () => findByArn(context, from.value.arn));
}

/** Waits until nothing goes on in a dataset; one that failed is an error, told to `keep` first. */
export async function whenComplete(
  context: OperationContext,
  place: Place,
  arn: string,
  keep: (found: Found) => void,
): Promise<Found> {
  const { verdict, observed } = await waitForState(context, subjectOf(place), complete, soughtDataset(context, arn));
  if (observed !== undefined) keep(observed);
  if (verdict !== "target" || observed === undefined) throw failed(place, observed);
  return withCount(context, place, observed);
}
