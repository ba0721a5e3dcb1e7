import type { ProjectDescription } from "@aws-sdk/client-rekognition";
import { modelInArn, nameInArn } from "../../provider/aws/arns.js";
import { doubtFromNow } from "../../provider/lifecycle/at-rest.js";
import { RekognitionError } from "../../provider/base/errors.js";
import type { OperationContext } from "../../provider/lifecycle/handler.js";
import { findOrGone } from "../../provider/lifecycle/presence.js";
import {
  type Found as FoundModel,
  type ModelReference,
  soughtModel,
  subjectOf as subjectOfModel,
} from "../../provider/resources/trained-model/model.js";
import { deleteModel, removeModel } from "../../provider/resources/trained-model/removal.js";
import { stopModel } from "../../provider/resources/trained-model/run-state.js";
import { deleteCollection } from "../../provider/resources/collection/removal.js";
import { removeDataset } from "../../provider/resources/dataset/removal.js";
import { emptyProject } from "../../provider/resources/project/contents.js";
import { soughtProject, subjectOf as subjectOfProject } from "../../provider/resources/project/project.js";
import { deleteProject } from "../../provider/resources/project/removal.js";
import { projectFound } from "../../provider/resources/project/states.js";
import {
  soughtProcessor,
  subjectOf as subjectOfProcessor,
} from "../../provider/resources/stream-processor/processor.js";
import { deleteProcessor } from "../../provider/resources/stream-processor/removal.js";
import { stopProcessor } from "../../provider/resources/stream-processor/run-state.js";
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
    if (found !== undefined) await stopModel(context, referenceOf(thing), found, doubtFromNow(context));
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
      const name = nameInArn(arn, "streamprocessor") ?? "";
      const found = await findOrGone(context, subjectOfProcessor(name), soughtProcessor(context, name, arn));
      if (found !== undefined) await stopProcessor(context, arn, found, doubtFromNow(context));
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
      const found = await findOrGone(context, subjectOfProject(name), soughtProject(context, name, arn));
      if (found === undefined) return;
      projectFound.of(found.status, subjectOfProject(name));
      // Whatever is still in it was not listed, or has been left: not ours to take.
      const empty = (project: ProjectDescription): Promise<void> =>
        emptyProject(context, project, false, { removeModel, removeDataset });
      await empty(found.value);
      await deleteProject(context, name, arn, empty);
    },
  },
};

/** A model that one answer leaves out may run on. */
function modelOrGone(context: OperationContext, thing: Thing): Promise<FoundModel | undefined> {
  const model = referenceOf(thing);
  return findOrGone(context, subjectOfModel(model), soughtModel(context, model, thing.arn));
}

function referenceOf({ arn, projectArn }: Thing): ModelReference {
  const named = modelInArn(arn);
  if (named === undefined || projectArn === undefined) throw new RekognitionError("NotFound", `${arn} is no model`);
  return { projectArn, versionName: named.versionName };
}
