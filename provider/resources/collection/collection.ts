import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { nameInArn, wholeArn } from "../../aws/arns.js";
import { RekognitionError } from "../../base/errors.js";
import type { OutputsOf } from "../../schema/definition.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { type Live, lookFor } from "../../lifecycle/presence.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import type { Observation } from "../../lifecycle/wait-for-state.js";
import type { collectionDefinition } from "./definition.js";
import { type CollectionStatus, collectionFound, collectionGone } from "./states.js";

export type Found = Observation<CollectionStatus, DescribeCollectionResponse>;

/** One look at a collection. */
async function find(context: AwsContext, id: string): Promise<Found | undefined> {
  const value = await context.describe.collection(id);
  return value === undefined ? undefined : { status: "PRESENT", value };
}

/** A collection as it is looked for: whatever has the id, or the one with this ARN, which in another account is another one. */
export function soughtCollection(
  context: AwsContext,
  id: string,
  arn?: string,
): Live<CollectionStatus, DescribeCollectionResponse> {
  return {
    subject: subjectOf(id),
    look: lookFor(() => find(context, id), arnOf, arn),
    isGone: () => context.describe.isCollectionGone(id, arn),
    found: collectionFound,
    gone: collectionGone,
    arnOf,
    createdAtMs,
  };
}

export function arnOf(value: DescribeCollectionResponse): string {
  return wholeArn(value.CollectionARN ?? "");
}

export function idOf(arn: string): string {
  return nameInArn(arn, "collection") ?? "";
}

export function createdAtMs(value: DescribeCollectionResponse): number {
  return value.CreationTimestamp?.getTime() ?? 0;
}

/** How messages name it. */
export function subjectOf(id: string): string {
  return `collection "${id}"`;
}

/** As in "12 faces and 1 user"; empty where it holds nothing. */
export function heldBy({
  faceCount = 0,
  userCount = 0,
}: Pick<OutputsOf<typeof collectionDefinition>, "faceCount" | "userCount">): string {
  const counted = [
    [faceCount, "face"],
    [userCount, "user"],
  ] as const;
  return counted
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${String(count)} ${what}${count === 1 ? "" : "s"}`)
    .join(" and ");
}

/** Deletes a collection and waits until it is gone; one that is not empty only with `force`. A missing one is a success. */
export async function deleteCollection(context: AwsContext, arn: string, force: boolean): Promise<void> {
  const id = idOf(arn);
  await untilDeleted(context, soughtCollection(context, id, arn), async ({ value }: Found) => {
    // Faces may have come since it was looked at: what it holds now decides.
    assertMayLose(id, value, force);
    await context.aws.call("DeleteCollection", { CollectionId: id });
    return undefined;
  });
}

/** Faces cannot be had back: AWS keeps vectors, not images. One whose faces are not counted is not empty. */
function assertMayLose(id: string, { FaceCount, UserCount }: DescribeCollectionResponse, force: boolean): void {
  const held =
    FaceCount === undefined ? "faces that AWS does not count" : heldBy({ faceCount: FaceCount, userCount: UserCount });
  if (force || held === "") return;
  throw new RekognitionError("NotEmpty", `${subjectOf(id)} still holds ${held}`);
}
