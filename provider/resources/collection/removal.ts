import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { RekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { type Found, heldBy, idOf, soughtCollection, subjectOf } from "./collection.js";

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
