import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { nameInArn, wholeArn } from "../../aws/arns.js";
import type { InputsOf, OutputsOf } from "../../definition/definition.js";
import { type Ensurable, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError, isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import { holdForUpdate, mayDelete, syncTags } from "../../lifecycle/ownership.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { FOREIGN_META, createdAt, tagsAsInput } from "../../lifecycle/recorded.js";
import { type Observation, waitForState } from "../../lifecycle/wait-for-state.js";
import { collectionDefinition } from "./definition.js";
import { type CollectionStatus, collectionFound, collectionGone, collectionVisible } from "./states.js";

type Inputs = InputsOf<typeof collectionDefinition>;
type Outputs = OutputsOf<typeof collectionDefinition>;
type Found = Observation<CollectionStatus, DescribeCollectionResponse>;

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of collections. */
export const collectionHandler: ResourceHandler<Inputs, Outputs> = {
  definition: collectionDefinition,
  timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },

  notes({ inputs, outputs }, _inputs, changed) {
    const held = heldBy(outputs);
    if (changed.replace.length === 0 || held === "") return [];
    const fate = inputs.forceDestroy === true ? "is deleted with them" : "is not deleted without forceDestroy";
    return [`The new collection is empty. The old one holds ${held} and ${fate}.`];
  },

  async create(context, inputs) {
    const id = inputs.collectionId ?? "";
    const { arn, meta, adopted } = await ensureExists(context, ensurable(context, id), inputs);
    context.keep({ id: arn, outputs: {}, meta });
    if (adopted) context.warn(`${subjectOf(id)} was found and taken up again.`);
    const { observed } = await waitForState(context, subjectOf(id), collectionVisible, () => find(context, id));
    if (observed === undefined) throw goneOutside(id, arn);
    return { id: arn, outputs: outputsOf(observed.value), meta: createdAt(meta, createdAtMs(observed.value)) };
  },

  async read(context, arn, recorded) {
    const id = idOf(arn);
    const observed = await findRecorded(context, subjectOf(id), arn, recorded?.meta, () => findByArn(context, arn));
    if (observed === undefined) return undefined;
    const inputs: Inputs = {
      ...recorded?.inputs,
      region: context.region,
      collectionId: id,
      tags: await tagsAsInput(context, arn, recorded?.inputs),
    };
    return { inputs, outputs: outputsOf(observed.value), meta: recorded?.meta ?? FOREIGN_META };
  },

  async update(context, arn, recorded, inputs) {
    const id = idOf(arn);
    const observed = await findRecorded(context, subjectOf(id), arn, recorded.meta, () => findByArn(context, arn));
    if (observed === undefined) throw goneOutside(id, arn);
    const held = await holdForUpdate(context, subjectOf(id), arn, createdAtMs(observed.value), recorded.meta);
    await syncTags(context, arn, held.tags, inputs.tags ?? {}, recorded.inputs.tags);
    return { id: arn, outputs: outputsOf(observed.value), meta: createdAt(held.meta, createdAtMs(observed.value)) };
  },

  async delete(context, arn, recorded) {
    const id = idOf(arn);
    const observed = await findRecorded(context, subjectOf(id), arn, recorded.meta, () => find(context, id));
    if (observed === undefined) return;
    const found = { arn: arnOf(observed.value), createdAtMs: createdAtMs(observed.value) };
    if (!(await mayDelete(context, subjectOf(id), arn, found, recorded.meta))) return;
    assertMayLose(id, observed.value, recorded.inputs.forceDestroy === true);
    await deleteCollection(context, id);
    await waitForState(context, subjectOf(id), collectionGone, () => findByArn(context, arn));
  },
};

function ensurable(context: OperationContext, id: string): Ensurable<CollectionStatus, DescribeCollectionResponse> {
  return {
    subject: subjectOf(id),
    found: collectionFound,
    find: () => find(context, id),
    arnOf,
    createdAtMs,
    async create(tags) {
      const answer = await context.aws.call("CreateCollection", { CollectionId: id, Tags: tags });
      return wholeArn(answer.CollectionArn ?? "");
    },
    remove: () => Promise.resolve(),
    waitUntilGone: () => Promise.resolve(),
    // Everything that can be read of a collection is its id.
    differences: () => [],
  };
}

/** Faces cannot be had back: AWS keeps vectors, not images. */
function assertMayLose(id: string, value: DescribeCollectionResponse, force: boolean): void {
  const held = heldBy({ faceCount: value.FaceCount, userCount: value.UserCount });
  if (force || held === "") return;
  throw new RekognitionError("NotEmpty", `${subjectOf(id)} still holds ${held}`);
}

/** As in "12 faces and 1 user"; empty where it holds nothing. */
function heldBy({ faceCount = 0, userCount = 0 }: Outputs): string {
  const counted = [
    [faceCount, "face"],
    [userCount, "user"],
  ] as const;
  return counted
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${String(count)} ${what}${count === 1 ? "" : "s"}`)
    .join(" and ");
}

async function deleteCollection(context: OperationContext, id: string): Promise<void> {
  try {
    await context.aws.call("DeleteCollection", { CollectionId: id });
  } catch (error) {
    // A second delete, or one whose answer got lost.
    if (!isRekognitionError(error, "NotFound")) throw error;
  }
}

async function find(context: OperationContext, id: string): Promise<Found | undefined> {
  const value = await context.describe.collection(id);
  return value === undefined ? undefined : { status: "PRESENT", value };
}

/** The same id in another account is another collection. */
async function findByArn(context: OperationContext, arn: string): Promise<Found | undefined> {
  const found = await find(context, idOf(arn));
  return found !== undefined && arnOf(found.value) === arn ? found : undefined;
}

function outputsOf(value: DescribeCollectionResponse): Outputs {
  return {
    faceCount: value.FaceCount,
    userCount: value.UserCount,
    faceModelVersion: value.FaceModelVersion,
    creationTimestamp: value.CreationTimestamp?.toISOString(),
  };
}

function arnOf(value: DescribeCollectionResponse): string {
  return wholeArn(value.CollectionARN ?? "");
}

function createdAtMs(value: DescribeCollectionResponse): number {
  return value.CreationTimestamp?.getTime() ?? 0;
}

function idOf(arn: string): string {
  return nameInArn(arn, "collection") ?? "";
}

function subjectOf(id: string): string {
  return `collection "${id}"`;
}

function goneOutside(id: string, arn: string): RekognitionError {
  return new RekognitionError("DeletedOutside", `${subjectOf(id)} (${arn}) is gone`);
}
