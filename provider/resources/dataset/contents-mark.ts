import { OWNER_TAG, ownerTagValue } from "../../lifecycle/claim.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { fingerprint } from "../../lifecycle/identity.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { type Tags, tagsOf } from "../../lifecycle/tags.js";
import { type Found, type Inputs, type Place, projectNameOf, soughtAt } from "./dataset.js";

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
  const { Datasets = [] } = (await context.describe.project(projectNameOf(train.projectArn))) ?? {};
  // An answer that lists the one and not the other is about both.
  const isComplete = Datasets.some(({ DatasetArn }) => DatasetArn === trainArn);
  const isThere = Datasets.some(({ DatasetType }) => DatasetType === "TEST");
  return isComplete && !isThere ? undefined : findOrGone(context, thing);
}

/** Marks what a dataset is being filled with, before it is. */
export async function mark(context: OperationContext, arn: string, tags: Tags, inputs: Inputs): Promise<void> {
  const wanted = markOf(inputs);
  if (tags[CONTENTS_TAG] === wanted) return;
  await context.aws.call("TagResource", { ResourceArn: arn, Tags: { [CONTENTS_TAG]: wanted } });
}
