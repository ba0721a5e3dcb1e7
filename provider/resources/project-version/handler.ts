import { modelInArn } from "../../aws/arns.js";
import { claim, holdForUpdate, mayDelete, syncTags } from "../../lifecycle/ownership.js";
import { parseClaim } from "../../lifecycle/claim.js";
import { RekognitionError } from "../../lifecycle/errors.js";
import type {
  Kept,
  OperationContext,
  Outstanding,
  Recorded,
  RecordedMeta,
  ResourceHandler,
} from "../../lifecycle/handler.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { advance, unitsOf } from "./advance.js";
import { ensureTraining } from "./creation.js";
import { projectVersionDefinition } from "./definition.js";
import {
  type Found,
  type Inputs,
  type ModelReference,
  type Outputs,
  createdAtMs,
  findModel,
  outputsOf,
  subjectOf,
} from "./model.js";
import { costNote, notes } from "./notes.js";
import { readModel } from "./read.js";
import { deleteModel, takeOutOfService } from "./removal.js";
import { recordedAs } from "./states.js";

const HOUR_MS = 60 * 60_000;

/** AWS trains for up to 24 hours; the model then has to start. */
const TRAINING_LIMIT_MS = 26 * HOUR_MS;

/** The handler of models. */
export const projectVersionHandler: ResourceHandler<Inputs, Outputs> = {
  definition: projectVersionDefinition,
  timeouts: { createMs: TRAINING_LIMIT_MS, updateMs: HOUR_MS, deleteMs: HOUR_MS },
  read: readModel,
  outstanding,
  notes,
  costNote,

  async create(context, inputs) {
    const model = { projectArn: inputs.projectArn, versionName: inputs.versionName ?? "" };
    const { arn, meta, adopted } = await ensureTraining(context, model, inputs);
    const begun = context.isReplacement ? { ...meta, replacing: true } : meta;
    const keep = keeper(context, arn, begun);
    context.keep({ id: arn, outputs: { status: "TRAINING_IN_PROGRESS" }, meta: begun });
    const from = await findRecorded(context, subjectOf(model), arn, begun, () => findModel(context, model));
    if (from === undefined)
      throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished after its creation`);
    if (adopted)
      context.warn(`${subjectOf(model)} was found ${from.status} and taken up again; nothing is trained twice.`);
    return bringAbout(context, model, arn, begun, from, inputs, undefined, keep);
  },

  async update(context, id, recorded, inputs) {
    const model = referenceOf(id, recorded.inputs);
    const observed = await findRecorded(context, subjectOf(model), id, recorded.meta, () =>
      findByArn(context, model, id),
    );
    if (observed === undefined) throw new RekognitionError("DeletedOutside", `${subjectOf(model)} (${id}) is gone`);
    const held = await holdForUpdate(context, subjectOf(model), id, createdAtMs(observed.value), recorded.meta);
    await syncTags(context, id, held.tags, inputs.tags ?? {}, recorded.inputs.tags);
    const keep = keeper(context, id, held.meta);
    const before = unitsOf(recorded.inputs);
    const asked = unitsOf(inputs);
    const unitsDiffer = before?.min !== asked?.min || before?.max !== asked?.max;
    if (!unitsDiffer && recorded.meta.unfinished !== true && outstanding(recorded, inputs).action === "nothing") {
      // Whoever stopped or started it since (a scheduler, say) is left alone; a refresh shows it.
      return { id, outputs: { ...outputsOf(observed.value), status: recorded.outputs.status }, meta: held.meta };
    }
    const back = recordedAs[observed.status] === "running" ? before : undefined;
    return bringAbout(context, model, id, held.meta, observed, inputs, back, keep);
  },

  async delete(context, id, recorded) {
    const model = referenceOf(id, recorded.inputs);
    const observed = await findRecorded(context, subjectOf(model), id, recorded.meta, () => findModel(context, model));
    if (observed === undefined) return;
    const found = { arn: observed.value.ProjectVersionArn ?? "", createdAtMs: createdAtMs(observed.value) };
    if (!(await mayDelete(context, subjectOf(model), id, found, recorded.meta))) return;
    const limit = recordedAs[observed.status] === "training" ? TRAINING_LIMIT_MS : 0;
    const bounded = { ...context, deadline: Math.max(context.deadline, context.clock.now() + limit) };
    const idle = await takeOutOfService(bounded, model, observed);
    if (idle === undefined) return;
    if (recorded.inputs.deletionPolicy === "stop" && recordedAs[idle.status] === "idle") {
      await claim(context, id, createdAtMs(idle.value), {
        token: parseClaim(recorded.meta.claim)?.token ?? "",
        kept: true,
      });
      context.warn(`${subjectOf(model)} was stopped and kept (deletionPolicy "stop"); a stopped model costs nothing.`);
      return;
    }
    await deleteModel(bounded, model, idle);
  },
};

type Keep = (found: Found) => void;

/** While a model runs, the units it runs with are what is true, whatever was asked for. */
function keeper(context: OperationContext, id: string, meta: RecordedMeta): Keep {
  return (found) => {
    const { MinInferenceUnits: minInferenceUnits, MaxInferenceUnits: maxInferenceUnits } = found.value;
    const isUp = found.status === "RUNNING" || found.status === "STARTING";
    const actual = isUp ? { actual: { minInferenceUnits, maxInferenceUnits } } : {};
    context.keep({ id, outputs: outputsOf(found.value), meta, ...actual });
  };
}

async function bringAbout(
  context: OperationContext,
  model: ModelReference,
  id: string,
  meta: RecordedMeta,
  from: Found,
  inputs: Inputs,
  before: ReturnType<typeof unitsOf>,
  keep: Keep,
): Promise<Kept<Inputs, Outputs>> {
  const leaveTraining = inputs.waitForTraining === false;
  const done = await advance(context, model, from, inputs, { leaveTraining, before, keep });
  if (recordedAs[done.status] === "training" && meta.replacing === true) {
    throw new RekognitionError(
      "TrainingGoesOn",
      `${subjectOf(model)} is still being trained, and what it replaces still serves`,
    );
  }
  const { replacing: _reached, unfinished: _finished, ...settledMeta } = meta;
  const stillTraining = recordedAs[done.status] === "training";
  if (stillTraining) {
    context.warn(
      `${subjectOf(model)} is still being trained (waitForTraining: false): a later \`pulumi up\` moves it on.`,
    );
  }
  return { id, outputs: outputsOf(done.value), meta: stillTraining ? meta : settledMeta };
}

function outstanding(recorded: Recorded<Inputs, Outputs>, inputs: Inputs): Outstanding {
  const status = recorded.outputs.status as keyof typeof recordedAs | undefined;
  const state = status === undefined ? "moving" : recordedAs[status];
  switch (state) {
    case "failed":
      return { action: "replace", because: "status", deleteFirst: true };
    case "expired":
      return { action: "replace", because: "status", deleteFirst: false };
    case "training":
    case "moving":
      return { action: "update" };
    case "idle":
      return { action: inputs.minInferenceUnits === undefined ? "nothing" : "update" };
    case "running":
      return { action: inputs.minInferenceUnits === undefined ? "update" : "nothing" };
  }
}

function referenceOf(id: string, inputs: Inputs): ModelReference {
  return { projectArn: inputs.projectArn, versionName: inputs.versionName ?? modelInArn(id)?.versionName ?? "" };
}

async function findByArn(context: OperationContext, model: ModelReference, arn: string): Promise<Found | undefined> {
  const found = await findModel(context, model);
  return found?.value.ProjectVersionArn === arn ? found : undefined;
}
