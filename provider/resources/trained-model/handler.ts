import { modelInArn } from "../../aws/arns.js";
import { NO_DOUBT, doubtFromNow } from "../../lifecycle/at-rest.js";
import { parseClaim } from "../../lifecycle/claim.js";
import type { OperationContext, Recorded, ResourceHandler } from "../../lifecycle/handler.js";
import { claim, mayDelete } from "../../lifecycle/ownership.js";
import { findRecorded } from "../../lifecycle/presence.js";
import { openForUpdate } from "../../lifecycle/update.js";
import { unitsOf } from "./advance.js";
import { bringAbout } from "./bring-about.js";
import { costAsSeen, recordedCost } from "./costs.js";
import type { ModelInputs } from "./inputs.js";
import type { ModelKind } from "./kind.js";
import { quotaNotes } from "./notes.js";
import { type ModelReference, createdAtMs, outputsOf, soughtModel, subjectOf, vanished } from "./model.js";
import { outstanding } from "./outstanding.js";
import type { ModelOutputs } from "./outputs.js";
import { readModel } from "./read.js";
import { deleteModel, takeOutOfService } from "./removal.js";
import { recordedAs } from "./states.js";
import { removingModel, tellingModel } from "./telling-costs.js";
import { unrecordedModels } from "./unrecorded.js";

/** The handler of a kind of models. */
export function createModelHandler<Inputs extends ModelInputs>(
  kind: ModelKind<Inputs>,
): ResourceHandler<Inputs, ModelOutputs> {
  const { definition, timeouts, notes, costNote, projectOf, inputsAsRead } = kind;
  const firstStatus = kind.making === "copy" ? "COPYING_IN_PROGRESS" : "TRAINING_IN_PROGRESS";
  const referenceOf = (id: string, inputs: Inputs): ModelReference => ({
    projectArn: projectOf(inputs),
    versionName: inputs.versionName ?? modelInArn(id)?.versionName ?? "",
  });

  return {
    definition,
    timeouts,
    unrecorded: unrecordedModels(kind.making),
    knowsStatus: (status) => recordedAs.knows(status),
    outstanding,
    notes,
    costNote,
    cautions: quotaNotes,
    stillCosts: recordedCost,

    create(context, inputs) {
      const model = referenceOf("", inputs);
      return tellingModel(context, model, async (watched, sight) => {
        const doubted = doubtFromNow(watched);
        const { arn, meta, adopted } = await kind.ensure(watched, model, inputs);
        const begun = watched.isReplacement ? { ...meta, replacing: true } : meta;
        watched.keep({ id: arn, outputs: { status: firstStatus }, meta: begun });
        const from = await findRecorded(watched, subjectOf(model), arn, begun, soughtModel(watched, model));
        if (from === undefined) throw vanished(model);
        if (adopted) {
          const found = `${subjectOf(model)} was found ${from.status} and taken up again`;
          watched.warn(`${found} for owner "${watched.identity.owner}"; ${kind.whenFound}.`);
        }
        return bringAbout(watched, model, sight, arn, begun, from, inputs, {
          recorded: undefined,
          leaveTraining: kind.leaveMaking(inputs),
          before: undefined,
          doubtedUntil: adopted ? doubted : NO_DOUBT,
          leaveRunning: false,
        });
      });
    },

    read: (context, id, recorded) =>
      readModel(context, id, recorded, recorded && projectOf(recorded.inputs), inputsAsRead),

    update(context, id, recorded, inputs) {
      const model = referenceOf(id, recorded.inputs);
      return tellingModel(context, model, async (watched, sight) => {
        const doubtedUntil = isDoubtful(recorded) ? doubtFromNow(watched) : NO_DOUBT;
        const found = {
          subject: subjectOf(model),
          arn: id,
          thing: soughtModel(watched, model, id),
          createdAtMs,
          statuses: recordedAs,
        };
        const { observed, meta } = await openForUpdate(watched, found, recorded, inputs);
        const before = unitsOf(recorded.inputs);
        const asked = unitsOf(inputs);
        const unitsDiffer = before?.min !== asked?.min || before?.max !== asked?.max;
        if (!unitsDiffer && recorded.meta.unfinished !== true && outstanding(recorded, inputs).action === "nothing") {
          // A stop or start by others since (by a scheduler, say) is left alone; a refresh shows it.
          return {
            id,
            outputs: { ...outputsOf(observed.value, recorded.outputs), status: recorded.outputs.status },
            meta,
          };
        }
        return bringAbout(watched, model, sight, id, meta, observed, inputs, {
          recorded: recorded.outputs,
          leaveTraining: kind.leaveMaking(inputs),
          before: recordedAs.of(observed.status, subjectOf(model)) === "running" ? before : undefined,
          doubtedUntil,
          // Where the last run asked for a stop and did not see its end, what runs now may be what it was to stop.
          leaveRunning: !unitsDiffer && recordedAs.or(recorded.outputs.status, "unknown") !== "moving",
        });
      });
    },

    delete(context, id, recorded) {
      const model = referenceOf(id, recorded.inputs);
      return removingModel(context, model, id, recorded, async (watched) => {
        const doubted = doubtFromNow(watched);
        const observed = await findRecorded(watched, subjectOf(model), id, recorded.meta, soughtModel(watched, model));
        if (observed === undefined) return;
        const state = recordedAs.of(observed.status, subjectOf(model));
        const { value } = observed;
        const found = { arn: value.ProjectVersionArn ?? "", createdAtMs: createdAtMs(value), costs: costAsSeen(value) };
        if (!(await mayDelete(watched, subjectOf(model), id, found, recorded.meta))) return;
        const isLong = state === "training" && watched.isTimeoutChosen !== true;
        const limitMs = isLong ? kind.makingLimitMs : 0;
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
): Promise<void> {
  const { token, from } = parseClaim(recorded.meta.claim) ?? {};
  await claim(context, id, { phase: "kept", token, from });
  context.warn(`${subjectOf(model)} was stopped and kept (deletionPolicy "stop"); a stopped model costs nothing.`);
}
