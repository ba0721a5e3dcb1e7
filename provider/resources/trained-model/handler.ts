import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import { doubtFromNow, NO_DOUBT } from "../../lifecycle/at-rest.js";
import { parseClaim } from "../../lifecycle/claim.js";
import { type Ensured, ensureExists } from "../../lifecycle/ensure.js";
import type { OperationContext, Outstanding, Recorded, ResourceHandler } from "../../lifecycle/handler.js";
import { claim } from "../../lifecycle/ownership.js";
import { findRecorded, watchProject } from "../../lifecycle/presence.js";
import { marksAsRead } from "../../lifecycle/recorded.js";
import { isDoubtful, isUnderWay, runState } from "../../lifecycle/running.js";
import { removalTellingCosts, tellingCosts } from "../../lifecycle/telling-costs.js";
import { openForDelete, openForUpdate } from "../../lifecycle/update.js";
import type { ResourceDefinition } from "../../schema/definition.js";
import { bringAbout, unitsOf } from "./bring-about.js";
import { costAsSeen, modelCosting, recordedCost } from "./costs.js";
import type { ModelInputs, ModelOutputs } from "./fields.js";
import {
  deprecation,
  type Found,
  MADE,
  type Making,
  type ModelReference,
  outputsOf,
  recordedAs,
  soughtModel,
  subjectOf,
  there,
  type Work,
} from "./model.js";
import { cautions, changesUnits, modelNotes } from "./notes.js";
import { deleteModel, takeOutOfService, unrecordedModels } from "./removal.js";

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
    cautions,
    stillCosts: recordedCost,

    create(context, inputs) {
      const model = referenceOf("", inputs);
      return tellingCosts(context, modelCosting(model, context), async (watched, sight) => {
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
      return tellingCosts(context, modelCosting(model, context), async (watched, sight) => {
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
      const costing = modelCosting(model, context);
      return removalTellingCosts(context, costing, recordedCost(id, recorded, context.prices), async (watched) => {
        const doubted = doubtFromNow(watched);
        const thing = soughtModel(watched, model);
        const costs = ({ value }: Found): string | undefined => costAsSeen(value, context.prices);
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

/** The inputs of one kind that a description tells beside those of every model. */
type InputsAsRead<Inputs> = (
  context: OperationContext,
  recorded: Inputs | undefined,
  projectArn: string,
  value: ProjectVersionDescription,
) => Inputs | Promise<Inputs>;

/** Reads a model: drift of its run state shows as a change of its units. */
async function readModel<Inputs extends ModelInputs>(
  context: OperationContext,
  id: string,
  recorded: Recorded<Inputs, ModelOutputs> | undefined,
  recordedProject: string | undefined,
  inputsAsRead: InputsAsRead<Inputs>,
): Promise<Recorded<Inputs, ModelOutputs> | undefined> {
  const named = modelInArn(id);
  if (named === undefined) return undefined;
  const projectArn = recordedProject ?? (await projectArnOf(context, named.projectName));
  if (projectArn === undefined) return undefined;
  const model = { projectArn, versionName: named.versionName };
  const thing = soughtModel(context, model, id);
  const observed = await findRecorded(context, thing, id, recorded?.meta);
  if (observed === undefined || observed.status === "DELETING") return undefined;
  if (recorded !== undefined) tellOfRetirement(context, model, observed);
  const { tags, meta } = await marksAsRead(context, id, recorded, thing.createdAtMs(observed.value));
  const inputs: Inputs = {
    ...(await inputsAsRead(context, recorded?.inputs, projectArn, observed.value)),
    ...unitsAsSeen(observed, recorded),
    region: context.region,
    versionName: named.versionName,
    tags,
  };
  return { inputs, outputs: outputsOf(observed.value, recorded?.outputs), meta };
}

/** No input shows that AWS retires a model's base. */
function tellOfRetirement(context: OperationContext, model: ModelReference, { status }: Found): void {
  if (status === "DEPRECATED") context.warn(deprecation(model));
  if (status === "EXPIRED") context.warn(`${subjectOf(model)} is EXPIRED: the next \`pulumi up\` trains it again.`);
}

/**
 * A model that runs shows its units. One that was recorded as running and does not run any more shows none, so that `up`
 * starts it again and `ignoreChanges` leaves it stopped. One that never ran keeps what was asked for it.
 */
function unitsAsSeen(
  observed: Found,
  recorded: Recorded<ModelInputs, ModelOutputs> | undefined,
): Pick<ModelInputs, "minInferenceUnits" | "maxInferenceUnits"> {
  const { MinInferenceUnits, MaxInferenceUnits } = observed.value;
  const now = runState(observed.status);
  if (now === "up" && MinInferenceUnits === undefined) {
    // Units that AWS does not tell are no difference; what nobody is recorded to have asked for runs with one at least.
    const { minInferenceUnits = 1, maxInferenceUnits } = recorded?.inputs ?? {};
    return { minInferenceUnits, maxInferenceUnits };
  }
  if (now === "up") {
    return { minInferenceUnits: MinInferenceUnits, maxInferenceUnits: MaxInferenceUnits };
  }
  if (recorded === undefined || (now === "down" && runState(recorded.outputs.status) === "up")) {
    return { minInferenceUnits: undefined, maxInferenceUnits: undefined };
  }
  return { minInferenceUnits: recorded.inputs.minInferenceUnits, maxInferenceUnits: recorded.inputs.maxInferenceUnits };
}

async function projectArnOf(context: OperationContext, projectName: string): Promise<string | undefined> {
  return (await context.describe.project(projectName))?.ProjectArn;
}
