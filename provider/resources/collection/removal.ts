import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { RekognitionError, isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { findByArn, heldBy, idOf, subjectOf } from "./collection.js";
import { collectionGone } from "./states.js";

/** Deletes a collection and waits until it is gone; one that is not empty only with `force`. A missing one is a success. */
export async function deleteCollection(
  context: OperationContext,
  arn: string,
  value: DescribeCollectionResponse,
  force: boolean,
): Promise<void> {
  const id = idOf(arn);
  assertMayLose(id, value, force);
  try {
    await context.aws.call("DeleteCollection", { CollectionId: id });
  } catch (error) {
    // A second delete, or one whose answer got lost.
    if (!isRekognitionError(error, "NotFound")) throw error;
  }
  await waitForState(context, subjectOf(id), collectionGone, () => findByArn(context, arn));
}

/** Faces cannot be had back: AWS keeps vectors, not images. */
function assertMayLose(id: string, value: DescribeCollectionResponse, force: boolean): void {
  const held = heldBy({ faceCount: value.FaceCount, userCount: value.UserCount });
  if (force || held === "") return;
  throw new RekognitionError("NotEmpty", `${subjectOf(id)} still holds ${held}`);
}
