import type { DescribeCollectionResponse } from "@aws-sdk/client-rekognition";
import { wholeArn } from "../../aws/arns.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { type Ensurable, ensureExists } from "../../lifecycle/ensure.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext, ResourceHandler } from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { createdAt, isSuccessor, marksAsRead } from "../../lifecycle/recorded.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import {
  type CollectionStatus,
  collectionVisible,
  createdAtMs,
  deleteCollection,
  heldBy,
  idOf,
  soughtCollection,
  subjectOf,
  unrecordedCollections,
} from "./collection.js";
import { collectionDefinition } from "./definition.js";

type Inputs = InputsOf<typeof collectionDefinition>;
type Outputs = OutputsOf<typeof collectionDefinition>;

const TEN_MINUTES_MS = 10 * 60_000;

/** The handler of collections. */
export const collectionHandler: ResourceHandler<Inputs, Outputs> = {
  definition: collectionDefinition,
  timeouts: { createMs: TEN_MINUTES_MS, updateMs: TEN_MINUTES_MS, deleteMs: TEN_MINUTES_MS },
  unrecorded: unrecordedCollections,

  notes({ inputs, outputs }, _inputs, { changed }) {
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
    const { observed } = await waitForState(context, soughtCollection(context, id), collectionVisible);
    if (observed === undefined) throw new RekognitionError("DeletedOutside", `${subjectOf(id)} (${arn}) is gone`);
    return { id: arn, outputs: outputsOf(observed.value), meta: createdAt(meta, createdAtMs(observed.value)) };
  },

  async read(context, arn, recorded) {
    const id = idOf(arn);
    if (id === "") return undefined;
    const observed = await findRecorded(context, soughtCollection(context, id, arn), arn, recorded?.meta);
    // Under the same id somebody may have made another one since, which holds none of the faces.
    if (observed === undefined || isSuccessor(recorded?.meta, createdAtMs(observed.value))) return undefined;
    const { tags, meta } = await marksAsRead(context, arn, recorded, createdAtMs(observed.value));
    const inputs: Inputs = { ...recorded?.inputs, region: context.region, collectionId: id, tags };
    return { inputs, outputs: outputsOf(observed.value), meta };
  },

  async update(context, arn, recorded, inputs) {
    const collection = soughtCollection(context, idOf(arn), arn);
    const { observed, meta } = await openForUpdate(context, collection, arn, recorded, inputs);
    return { id: arn, outputs: outputsOf(observed.value), meta: createdAt(meta, createdAtMs(observed.value)) };
  },

  async delete(context, arn, recorded) {
    const observed = await openForDelete(context, soughtCollection(context, idOf(arn)), arn, recorded.meta);
    if (observed !== undefined) await deleteCollection(context, arn, recorded.inputs.forceDestroy === true);
  },
};

function ensurable(context: OperationContext, id: string): Ensurable<CollectionStatus, DescribeCollectionResponse> {
  return {
    ...soughtCollection(context, id),
    beingMade: [],
    async create(tags) {
      const answer = await context.aws.call("CreateCollection", { CollectionId: id, Tags: tags });
      return wholeArn(answer.CollectionArn ?? "");
    },
    // Everything that can be read of a collection is its id.
    differences: () => [],
  };
}

function outputsOf(value: DescribeCollectionResponse): Outputs {
  return {
    faceCount: value.FaceCount,
    userCount: value.UserCount,
    faceModelVersion: value.FaceModelVersion,
    creationTimestamp: value.CreationTimestamp?.toISOString(),
  };
}
