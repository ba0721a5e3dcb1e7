import { modelInArn, nameInArn } from "../../provider/aws/arns.js";
import { bringToRest, doubtFromNow } from "../../provider/lifecycle/at-rest.js";
import { RekognitionError } from "../../provider/base/errors.js";
import type { OperationContext } from "../../provider/lifecycle/handler.js";
import { findOrGone } from "../../provider/lifecycle/presence.js";
import {
  type Found as FoundModel,
  type ModelReference,
  soughtModel,
} from "../../provider/resources/trained-model/model.js";
import { deleteModel, removeModel } from "../../provider/resources/trained-model/removal.js";
import { deleteCollection } from "../../provider/resources/collection/removal.js";
import { removeDataset } from "../../provider/resources/dataset/removal.js";
import { emptyProject } from "../../provider/resources/project/contents.js";
import { soughtProject } from "../../provider/resources/project/project.js";
import { deleteProject } from "../../provider/resources/project/removal.js";
import { processorOf } from "../../provider/resources/stream-processor/processor.js";
import { deleteProcessor } from "../../provider/resources/stream-processor/removal.js";
import type { Thing, ThingKind } from "../find/thing.js";

/** How far a removal may go. */
export interface RemovalBounds {
  /** Delete collections that hold faces or users, too. */
  readonly forceDestroy: boolean;
}

/** How the things of one kind are stopped and deleted, by the provider's own code. */
interface Removal {
  /** Deletions go in this order: what others need goes after them. */
  readonly order: number;
  readonly stop?: (context: OperationContext, thing: Thing) => Promise<void>;
  readonly remove: (context: OperationContext, thing: Thing, bounds: RemovalBounds) => Promise<void>;
}

const model: Removal = {
  order: 1,
  async stop(context, thing) {
    const found = await modelOrGone(context, thing);
    if (found !== undefined)
      await bringToRest(context, soughtModel(context, referenceOf(thing)), found, doubtFromNow(context));
  },
  async remove(context, thing) {
    const found = await modelOrGone(context, thing);
    if (found !== undefined) await deleteModel(context, referenceOf(thing), found);
  },
};

/** Every kind that can be found by its tags. A project's policies go with it. */
export const removals: Readonly<Record<ThingKind, Removal>> = {
  ProjectVersion: model,
  ProjectVersionCopy: model,
  StreamProcessor: {
    order: 1,
    async stop(context, { arn }) {
      const processor = processorOf(context, arn);
      const found = await findOrGone(context, processor);
      if (found !== undefined) await bringToRest(context, processor, found, doubtFromNow(context));
    },
    remove: (context, { arn }) => deleteProcessor(context, arn),
  },
  Dataset: { order: 2, remove: (context, { arn }) => removeDataset(context, arn) },
  Collection: {
    order: 2,
    remove: (context, { arn }, { forceDestroy }) => deleteCollection(context, arn, forceDestroy),
  },
  Project: {
    order: 3,
    async remove(context, { arn }) {
      const name = nameInArn(arn, "project") ?? "";
      const project = soughtProject(context, name, arn);
      const found = await findOrGone(context, project);
      if (found === undefined) return;
      project.found.of(found.status, project.subject);
      // Whatever is still in it was not listed, or has been left: not ours to take.
      await deleteProject(context, name, arn, found, (value) =>
        emptyProject(context, value, false, { removeModel, removeDataset }),
      );
    },
  },
};

/** A model that one answer leaves out may run on. */
function modelOrGone(context: OperationContext, thing: Thing): Promise<FoundModel | undefined> {
  return findOrGone(context, soughtModel(context, referenceOf(thing), thing.arn));
}

function referenceOf({ arn, projectArn }: Thing): ModelReference {
  const named = modelInArn(arn);
  if (named === undefined || projectArn === undefined) throw new RekognitionError("NotFound", `${arn} is no model`);
  return { projectArn, versionName: named.versionName };
}
