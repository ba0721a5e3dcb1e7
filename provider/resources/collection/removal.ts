import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { afterDeletion, findOrGone } from "../../lifecycle/presence.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { heldBy, idOf, soughtCollection, subjectOf } from "./collection.js";
import { collectionGone } from "./states.js";

/** Deletes a collection and waits until it is gone; one that is not empty only with `force`. A missing one is a success. */
export async function deleteCollection(context: AwsContext, arn: string, force: boolean): Promise<void> {
  const id = idOf(arn);
  const thing = soughtCollection(context, id, arn);
  // Faces may have come since it was looked at: what it holds now decides.
  const found = await findOrGone(context, subjectOf(id), thing);
  if (found === undefined) return;
  assertMayLose(id, found.value, force);
  const isTaken = await deletionTaken(context, id);
  await waitForState(context, subjectOf(id), collectionGone, isTaken ? afterDeletion(thing) : thing);
}

/** False where there is none: at a second delete, or one whose answer got lost. */
async function deletionTaken(context: AwsContext, id: string): Promise<boolean> {
  try {
    await context.aws.call("DeleteCollection", { CollectionId: id });
    return true;
  } catch (error) {
    if (!isRekognitionError(error, "NotFound")) throw error;
    return false;
  }
}

/** Faces cannot be had back: AWS keeps vectors, not images. One whose faces are not counted is not empty. */
function assertMayLose(id: string, { FaceCount, UserCount }: DescribeCollectionResponse, force: boolean): void {
  const held =
    FaceCount === undefined ? "faces that AWS does not count" : heldBy({ faceCount: FaceCount, userCount: UserCount });
  if (force || held === "") return;
  throw new RekognitionError("NotEmpty", `${subjectOf(id)} still holds ${held}`);
}
