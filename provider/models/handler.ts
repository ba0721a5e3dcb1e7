import { modelInArn } from "../aws/arns.js";
import { NO_DOUBT, doubtFromNow } from "../lifecycle/at-rest.js";
import { parseClaim } from "../lifecycle/claim.js";
import { RekognitionError } from "../lifecycle/errors.js";
import type { OperationContext, Recorded, ResourceHandler } from "../lifecycle/handler.js";
import { claim, mayDelete } from "../lifecycle/ownership.js";
import { findRecorded } from "../lifecycle/presence.js";
import { openForUpdate } from "../lifecycle/update.js";
import { unitsOf } from "./advance.js";
import { bringAbout } from "./bring-about.js";
import { recordedCost } from "./costs.js";
import { removingModel } from "./failed-removal.js";
import type { ModelInputs } from "./inputs.js";
import type { ModelKind } from "./kind.js";
import { type Found, type ModelReference, createdAtMs, findByArn, findModel, outputsOf, subjectOf } from "./model.js";
import { outstanding } from "./outstanding.js";
import type { ModelOutputs } from "./outputs.js";
import { readModel } from "./read.js";
import { deleteModel, takeOutOfService } from "./removal.js";
import { recordedAs } from "./states.js";

/** The handler of a kind of models. */
export function createModelHandler<Inputs extends ModelInputs>(
  kind: ModelKind<Inputs>,
): ResourceHandler<Inputs, ModelOutputs> {
  const { definition, timeouts, notes, costNote, projectOf, inputsAsRead } = kind;
  const referenceOf = (id: string, inputs: Inputs): ModelReference => ({
    projectArn: projectOf(inputs),
    versionName: inputs.versionName ?? modelInArn(id)?.versionName ?? "",
  });

  return {
    definition,
    timeouts,
    knowsStatus: (status) => recordedAs.knows(status),
    outstanding,
    notes,
    costNote,
    stillCosts: recordedCost,

    async create(context, inputs) {
      const model = referenceOf("", inputs);
      const doubted = doubtFromNow(context);
      const { arn, meta, adopted } = await kind.ensure(context, model, inputs);
      const begun = context.isReplacement ? { ...meta, replacing: true } : meta;
      context.keep({ id: arn, outputs: { status: kind.firstStatus }, meta: begun });
      const from = await findRecorded(context, subjectOf(model), arn, begun, () => findModel(context, model));
      if (from === undefined)
        throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished after its creation`);
      if (adopted) {
        const found = `${subjectOf(model)} was found ${from.status} and taken up again`;
        context.warn(`${found} for owner "${context.identity.owner}"; ${kind.whenFound}.`);
      }
      return bringAbout(context, model, arn, begun, from, inputs, {
        leaveTraining: kind.leaveMaking(inputs),
        before: undefined,
        doubtedUntil: adopted ? doubted : NO_DOUBT,
        leaveRunning: false,
      });
    },

    read: (context, id, recorded) =>
      readModel(context, id, recorded, recorded && projectOf(recorded.inputs), inputsAsRead),

    async update(context, id, recorded, inputs) {
      const model = referenceOf(id, recorded.inputs);
      const doubtedUntil = isDoubtful(recorded) ? doubtFromNow(context) : NO_DOUBT;
      const found = {
        subject: subjectOf(model),
        arn: id,
        find: () => findByArn(context, model, id),
        createdAtMs,
        statuses: recordedAs,
      };
      const { observed, meta } = await openForUpdate(context, found, recorded, inputs);
      const before = unitsOf(recorded.inputs);
      const asked = unitsOf(inputs);
      const unitsDiffer = before?.min !== asked?.min || before?.max !== asked?.max;
      if (!unitsDiffer && recorded.meta.unfinished !== true && outstanding(recorded, inputs).action === "nothing") {
        // Whoever stopped or started it since (a scheduler, say) is left alone; a refresh shows it.
        return { id, outputs: { ...outputsOf(observed.value), status: recorded.outputs.status }, meta };
      }
      return bringAbout(context, model, id, meta, observed, inputs, {
        leaveTraining: kind.leaveMaking(inputs),
        before: recordedAs.of(observed.status, subjectOf(model)) === "running" ? before : undefined,
        doubtedUntil,
        leaveRunning: !unitsDiffer,
      });
    },

    delete: (context, id, recorded) =>
      removingModel(context, id, recorded, async (watched, see) => {
        const model = referenceOf(id, recorded.inputs);
        const doubted = doubtFromNow(context);
        const observed = await findRecorded(watched, subjectOf(model), id, recorded.meta, () =>
          findModel(watched, model),
        );
        if (observed === undefined) return;
        see(observed);
        const state = recordedAs.of(observed.status, subjectOf(model));
        const found = { arn: observed.value.ProjectVersionArn ?? "", createdAtMs: createdAtMs(observed.value) };
        if (!(await mayDelete(watched, subjectOf(model), id, found, recorded.meta))) return;
        const isLong = state === "training" && context.isTimeoutChosen !== true;
        const limitMs = isLong ? kind.makingLimitMs : 0;
        const bounded = { ...watched, deadline: Math.max(context.deadline, context.clock.monotonicMs() + limitMs) };
        if (recorded.inputs.deletionPolicy !== "stop") return deleteModel(bounded, model, observed, see);
        const idle = await takeOutOfService(bounded, model, observed, doubted);
        if (idle === undefined) return;
        see(idle);
        const isKept = recordedAs.of(idle.status, subjectOf(model)) === "idle";
        await (isKept ? keepStopped(context, model, id, recorded, idle) : deleteModel(bounded, model, idle, see));
      }),
  };
}

/** Whether a start or stop of unknown outcome is possible, by the record: only one that was never asked to run is safe. */
function isDoubtful({ inputs, outputs, meta }: Recorded<ModelInputs, ModelOutputs>): boolean {
  const isIdle = recordedAs.or(outputs.status, "unknown") === "idle";
  return meta.unfinished === true || !isIdle || inputs.minInferenceUnits !== undefined;
}

/** Marks a stopped model as kept instead of deleting it. */
async function keepStopped(
  context: OperationContext,
  model: ModelReference,
  id: string,
  recorded: Recorded<ModelInputs, ModelOutputs>,
  idle: Found,
): Promise<void> {
  await claim(context, id, createdAtMs(idle.value), {
    token: parseClaim(recorded.meta.claim)?.token ?? "",
    kept: true,
  });
  context.warn(`${subjectOf(model)} was stopped and kept (deletionPolicy "stop"); a stopped model costs nothing.`);
}
