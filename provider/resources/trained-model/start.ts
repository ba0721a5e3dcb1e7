import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import { doubtFromNow, metByStart } from "../../lifecycle/at-rest.js";
import { withMember } from "../../lifecycle/look-again.js";
import { runState } from "../../lifecycle/running.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import {
  arnOf,
  deprecation,
  type Found,
  running,
  runningAgain,
  soughtModel,
  subjectOf,
  there,
  type Work,
} from "./model.js";
import { runningSlotsUsed, SlotWait } from "./slots.js";

/** The model once its evaluation shows, or as it was last seen: an answer may come without it for a while. */
export function withEvaluation({ context, model }: Work, from: Found): Promise<Found> {
  const isThere = ({ EvaluationResult }: Found["value"]): boolean => EvaluationResult?.F1Score !== undefined;
  return withMember(context, soughtModel(context, model), from, isThere);
}

/** Inference units that a model is to run with. */
export interface Units {
  readonly min: number;
  readonly max: number | undefined;
}

/**
 * Starts a model that does not run, once, and waits until it runs. A model that turns out to be up with other units, or on
 * its way from an earlier run, is answered as it is.
 */
export async function startModel(work: Work, from: Found, units: Units): Promise<Found> {
  const { context, model } = work;
  if (from.status === "DEPRECATED") throw new RekognitionError("StartFailed", deprecation(model));
  const met = await askToStart(work, from, units);
  if (met !== undefined && !mayRunWith(met, units)) return met;
  const table = from.status === "FAILED" ? runningAgain : running;
  const { verdict, observed } = await waitForState(context, soughtModel(context, model), table);
  if (verdict === "target" && observed !== undefined) return observed;
  const said = observed?.message === undefined ? "" : `: ${observed.message}`;
  const status = observed?.status ?? "gone";
  throw new RekognitionError("StartFailed", `${subjectOf(model)} is ${status} after its start${said}`);
}

/** Sends the start until AWS takes it. What AWS refuses because the model is not at rest after all is answered instead. */
async function askToStart(work: Work, from: Found, units: Units): Promise<Found | undefined> {
  const { context, model } = work;
  const slot = new SlotWait(work, "STOPPING");
  for (;;) {
    try {
      await context.aws.call("StartProjectVersion", {
        ProjectVersionArn: arnOf(from.value),
        MinInferenceUnits: units.min,
        ...(units.max === undefined ? {} : { MaxInferenceUnits: units.max }),
      });
      return undefined;
    } catch (error) {
      if (isRekognitionError(error, "QuotaExceeded")) {
        const models = await slot.refused();
        if (models !== undefined) throw runningSlotsUsed(model, units, models, error);
        continue;
      }
      const doubtedUntil = doubtFromNow(context);
      return there(model, metByStart(context, soughtModel(context, model), from, error, doubtedUntil));
    }
  }
}

/** Whether what is up may have been started with these units, as far as the description tells. */
export function mayRunWith(found: Found, units: Units): boolean {
  const { MinInferenceUnits: min, MaxInferenceUnits: max } = found.value;
  if (runState(found.status) !== "up") return false;
  return min === undefined || (min === units.min && (max ?? undefined) === units.max);
}

export function showsUnits({ MinInferenceUnits }: Found["value"]): boolean {
  return MinInferenceUnits !== undefined;
}
