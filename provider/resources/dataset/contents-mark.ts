import { OWNER_TAG, ownerTagValue } from "../../lifecycle/claim.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { fingerprint } from "../../lifecycle/identity.js";
import type { Inputs } from "./dataset.js";

/** Tag that says what a dataset was made from, since AWS does not. */
export const CONTENTS_TAG = "pulumi-rekognition:contents";

type Tags = Readonly<Record<string, string>>;

/** The mark of what a dataset is to hold. */
export function markOf(inputs: Inputs): string {
  const { distributeFromDatasetArn: trainArn } = inputs;
  return trainArn === undefined ? (inputs.contentHash ?? "") : distributionMark(trainArn);
}

/** The mark of a test dataset that took its entries from a training dataset. */
function distributionMark(trainArn: string): string {
  return `from.${fingerprint(trainArn)}`;
}

/** Whether a dataset took its entries from a training dataset, in the hands of the same owner. */
export function isDistributedFrom(context: OperationContext, tags: Tags, trainArn: string): boolean {
  return tags[CONTENTS_TAG] === distributionMark(trainArn) && tags[OWNER_TAG] === ownerTagValue(context.identity.owner);
}

/** Marks what a dataset is being filled with, before it is. */
export async function mark(context: OperationContext, arn: string, tags: Tags, inputs: Inputs): Promise<void> {
  const wanted = markOf(inputs);
  if (tags[CONTENTS_TAG] === wanted) return;
  await context.aws.call("TagResource", { ResourceArn: arn, Tags: { [CONTENTS_TAG]: wanted } });
}
