import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import { NO_DOUBT, doubtFromNow } from "../../lifecycle/at-rest.js";
import type { ResourceDefinition } from "../../schema/definition.js";
import { type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import { parseClaim } from "../../lifecycle/claim.js";
import type { OperationContext, Outstanding, Recorded, ResourceHandler } from "../../lifecycle/handler.js";
import { claim } from "../../lifecycle/ownership.js";
import { findRecorded, watchProject } from "../../lifecycle/presence.js";
import { isDoubtful, isUnderWay } from "../../lifecycle/running.js";
import { removalTellingCosts, tellingCosts } from "../../lifecycle/telling-costs.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import { bringAbout, unitsOf } from "./bring-about.js";
import { modelCosting } from "./costing.js";
import { costAsSeen, recordedCost } from "./costs.js";
import type { ModelInputs } from "./inputs.js";
import {
  type Found,
  MADE,
  type Making,
  type ModelReference,
  type Work,
  outputsOf,
  soughtModel,
  subjectOf,
  there,
} from "./model.js";
import { changesUnits, modelNotes, quotaNotes } from "./notes.js";
import type { ModelOutputs } from "./outputs.js";
import { type InputsAsRead, readModel } from "./read.js";
import { deleteModel, takeOutOfService } from "./removal.js";
import { recordedAs } from "./states.js";
import { unrecordedModels } from "./unrecorded.js";

/** How the models of one kind come about; everything after that they have in common. */
interface ModelKind<Inputs extends ModelInputs> {
  readonly definition: ResourceDefinition;
  readonly making: Making;
  /** How long AWS may take to make one and start it, in milliseconds; it cannot be cancelled, so a delete waits as long. */
  readonly makingLimitMs: number;
  readonly costNote: NonNullable<ResourceHandler<Inputs, ModelOutputs>["costNote"]>;
  readonly inputsAsRead: InputsAsRead<Inputs>;
  /** The project that the model is in. */
  readonly projectOf: (inputs: Inputs) => string;
  /** Whether create and update end while the model is still made. */
  readonly leaveMaking: (inputs: Inputs) => boolean;
  /** Begins to make the model, with these tags; returns the ARN. */
  readonly begin: (work: Work, inputs: Inputs, tags: Record<string, string>) => Promise<string>;
  /** For `adopt: true`: the inputs that differ from what can be read of the model, the KMS key apart. */
  readonly differences: (inputs: Inputs, value: ProjectVersionDescription) => string[];
}

const HOUR_MS = 60 * 60_000;

/** The handler of a kind of models. */
export function createModelHandler<Inputs extends ModelInputs>(
  kind: ModelKind<Inputs>,
): ResourceHandler<Inputs, ModelOutputs> {
  const { definition, making, makingLimitMs, costNote, projectOf, inputsAsRead } = kind;
  const firstStatus = making === "copy" ? "COPYING_IN_PROGRESS" : "TRAINING_IN_PROGRESS";
  const referenceOf = (id: string, inputs: Inputs): ModelReference => ({
    projectArn: projectOf(inputs),
    versionName: inputs.versionName ?? modelInArn(id)?.versionName ?? "",
  });

  return {
    definition,
    timeouts: { createMs: makingLimitMs, updateMs: HOUR_MS, deleteMs: HOUR_MS },
    unrecorded: unrecordedModels(making),
    knowsStatus: (status) => recordedAs.knows(status),
    outstanding,
    notes: modelNotes(making),
    costNote,
    cautions: quotaNotes,
    stillCosts: recordedCost,

    create(context, inputs) {
      const model = referenceOf("", inputs);
      return tellingCosts(context, modelCosting(model, context.region), async (watched, sight) => {
        const doubted = doubtFromNow(watched);
        const { arn, meta, adopted } = await ensureModel({ context: watched, model }, kind, inputs);
        const begun = watched.isReplacement ? { ...meta, replacing: true } : meta;
        watched.keep({ id: arn, outputs: { status: firstStatus }, meta: begun });
        const from = await there(model, findRecorded(watched, soughtModel(watched, model), arn, begun));
        if (adopted) {
          const found = `${subjectOf(model)} was found ${from.status} and taken up again`;
          watched.warn(`${found} for owner "${watched.identity.owner}"; nothing is ${MADE[making]} twice.`);
        }
        return bringAbout({ context: watched, model }, sight, arn, begun, from, inputs, {
          recorded: undefined,
          leaveTraining: kind.leaveMaking(inputs),
          unitsBefore: undefined,
          doubtedUntil: adopted ? doubted : NO_DOUBT,
          leaveRunning: false,
        });
      });
    },

    read: (context, id, recorded) =>
      readModel(context, id, recorded, recorded && projectOf(recorded.inputs), inputsAsRead),

    update(context, id, recorded, inputs, due) {
      const model = referenceOf(id, recorded.inputs);
      return tellingCosts(context, modelCosting(model, context.region), async (watched, sight) => {
        const state = recordedAs.or(recorded.outputs.status, "unknown");
        const wasAskedToRun = recorded.inputs.minInferenceUnits !== undefined;
        const doubtedUntil = isDoubtful(state, recorded.meta, wasAskedToRun) ? doubtFromNow(watched) : NO_DOUBT;
        const thing = soughtModel(watched, model, id);
        const { observed, meta } = await openForUpdate(watched, thing, id, recorded, inputs);
        const isUnitChange = changesUnits(due);
        if (!isUnitChange && recorded.meta.unfinished !== true && due.outstanding.action === "nothing") {
          // A stop or start by others since (by a scheduler, say) is left alone; a refresh shows it.
          return {
            id,
            outputs: { ...outputsOf(observed.value, recorded.outputs), status: recorded.outputs.status },
            meta,
          };
        }
        return bringAbout({ context: watched, model }, sight, id, meta, observed, inputs, {
          recorded: recorded.outputs,
          leaveTraining: kind.leaveMaking(inputs),
          unitsBefore:
            isUnitChange && recordedAs.of(observed.status, subjectOf(model)) === "running"
              ? unitsOf(recorded.inputs)
              : undefined,
          doubtedUntil,
          leaveRunning: !isUnitChange && !isUnderWay(state),
        });
      });
    },

    delete(context, id, recorded) {
      const model = referenceOf(id, recorded.inputs);
      const costing = modelCosting(model, context.region);
      return removalTellingCosts(context, costing, recordedCost(id, recorded), async (watched) => {
        const doubted = doubtFromNow(watched);
        const thing = soughtModel(watched, model);
        const costs = ({ value }: Found): string | undefined => costAsSeen(value);
        const observed = await openForDelete(watched, thing, id, recorded.meta, costs);
        if (observed === undefined) return;
        const isLong = recordedAs.of(observed.status, thing.subject) === "training" && watched.isTimeoutChosen !== true;
        const limitMs = isLong ? makingLimitMs : 0;
        context.lastUntil(context.clock.monotonicMs() + limitMs);
        const bounded = { ...watched, deadline: Math.max(watched.deadline, watched.clock.monotonicMs() + limitMs) };
        if (recorded.inputs.deletionPolicy !== "stop") return deleteModel(bounded, model, observed);
        const idle = await takeOutOfService(bounded, model, observed, doubted);
        if (idle === undefined) return;
        const isKept = recordedAs.of(idle.status, subjectOf(model)) === "idle";
        await (isKept ? keepStopped(watched, model, id, recorded) : deleteModel(bounded, model, idle));
      });
    },
  };
}

/** Begins a model, or finds the one that an interrupted create began. */
function ensureModel<Inputs extends ModelInputs>(
  work: Work,
  { begin, differences }: ModelKind<Inputs>,
  inputs: Inputs,
): Promise<Ensured> {
  const { context, model } = work;
  const keyDifference = ({ KmsKeyId }: ProjectVersionDescription): string[] =>
    KmsKeyId === inputs.kmsKeyId ? [] : [`its kmsKeyId is ${KmsKeyId ?? "unset"}`];
  return ensureExists(
    context,
    {
      ...soughtModel(context, model),
      watchPlace: () => watchProject(context, subjectOf(model), model.projectArn),
      beingMade: ["TRAINING_IN_PROGRESS", "COPYING_IN_PROGRESS"],
      create: (tags) => begin(work, inputs, tags),
      remove: (observed) => deleteModel(context, model, observed),
      differences: (value) => [...differences(inputs, value), ...keyDifference(value)],
    },
    inputs,
  );
}

/** Marks a stopped model as kept instead of deleting it. */
async function keepStopped(
  context: OperationContext,
  model: ModelReference,
  id: string,
  recorded: Recorded<ModelInputs, ModelOutputs>,
): Promise<void> {
  const { token, from } = parseClaim(recorded.meta.claim) ?? {};
  await claim(context, id, { phase: "kept", token, from });
  context.warn(`${subjectOf(model)} was stopped and kept (deletionPolicy "stop"); a stopped model costs nothing.`);
}

/** What a recorded status asks for: to go on, to be brought to run or to rest, or to be made again. */
function outstanding(recorded: Recorded<ModelInputs, ModelOutputs>, inputs: ModelInputs): Outstanding {
  const { status } = recorded.outputs;
  const state = status === undefined ? "moving" : recordedAs.or(status, "unknown");
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
      // Where no units were recorded either, somebody else started it: it is theirs.
      return { action: "nothing" };
    case "unknown":
      return { action: "nothing" };
  }
}
