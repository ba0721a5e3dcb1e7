import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { nameInArn, wholeArn } from "../../aws/arns.js";
import { collected, pagesOf } from "../../aws/pages.js";
import { RekognitionError } from "../../base/errors.js";
import { inParallel } from "../../base/parallel.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { type FoundVerdict, type Live, lookFor } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import type { Listed, Unrecorded } from "../../lifecycle/unrecorded.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import type { Observation, VerdictTable } from "../../lifecycle/wait-for-state.js";
import type { OutputsOf } from "../../schema/definition.js";
import type { collectionDefinition } from "./definition.js";

/** A collection has no status: it is there or not. */
export type CollectionStatus = "PRESENT";

export const collectionVisible: VerdictTable<CollectionStatus> = {
  until: "is visible",
  statuses: statusTable({ PRESENT: "target" }),
  absent: "lagging",
};

export const collectionGone: VerdictTable<CollectionStatus> = {
  until: "is deleted",
  statuses: statusTable({ PRESENT: "lagging" }),
  absent: "target",
};

export const collectionFound = statusTable<CollectionStatus, FoundVerdict>({ PRESENT: "adopt" });

type Found = Observation<CollectionStatus, DescribeCollectionResponse>;

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

function arnOf(value: DescribeCollectionResponse): string {
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

/** Collections that no record leads to. */
export const unrecordedCollections: Unrecorded = {
  noun: "collection",
  order: 2,
  async list(context) {
    const ids = await collected(pagesOf(context.aws, "ListCollections", {}), (page) => page.CollectionIds);
    const found = await inParallel(ids, async (id): Promise<Listed | undefined> => {
      const value = await context.describe.collection(id);
      if (value === undefined) return undefined;
      const held = heldBy({ faceCount: value.FaceCount, userCount: value.UserCount });
      return {
        arn: arnOf(value),
        name: id,
        status: "",
        activity: "idle",
        // AWS bills what is stored by the month, at a price that is not known here.
        usdPerHour: held === "" ? 0 : "unknown",
        remark: held,
      };
    });
    return found.filter((thing) => thing !== undefined);
  },
  remove: (context, { arn }, { forceDestroy }) => deleteCollection(context, arn, forceDestroy),
};
