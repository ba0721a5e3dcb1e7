import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { type DoubtedUntil, type Stoppable, bringToRest, doubtFromNow, onceCertain } from "../../lifecycle/at-rest.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { runState } from "../../lifecycle/running.js";
import { type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, type ModelReference, deprecation, soughtModel, subjectOf, vanished } from "./model.js";
import { RunningSlotWait, runningSlotsUsed } from "./slots.js";
import { running, runningAgain, settled, stopped } from "./states.js";

/** Inference units that a model is to run with. */
export interface Units {
  readonly min: number;
  readonly max: number | undefined;
}

/** Waits by one of the tables and returns what was last seen. */
export async function waitFor(
  context: AwsContext,
  model: ModelReference,
  table: VerdictTable<ProjectVersionStatus>,
): Promise<{ reached: boolean; found: Found | undefined }> {
  const result = await waitForState(context, subjectOf(model), table, soughtModel(context, model));
  return { reached: result.verdict === "target", found: result.observed };
}

/** How a model is looked at and stopped. */
export function stoppable(
  context: AwsContext,
  model: ModelReference,
): Stoppable<ProjectVersionStatus, ProjectVersionDescription> {
  return {
    subject: subjectOf(model),
    ...soughtModel(context, model),
    settled,
    stopped,
    stop: ({ value }) => context.aws.call("StopProjectVersion", { ProjectVersionArn: value.ProjectVersionArn ?? "" }),
  };
}

/** Stops a running or starting model and waits until it is stopped; one that does not run stays as it is. */
export function stopModel(
  context: AwsContext,
  model: ModelReference,
  from: Found,
  doubtedUntil: DoubtedUntil,
): Promise<Found | undefined> {
  return bringToRest(context, stoppable(context, model), from, doubtedUntil);
}

/**
 * Starts a model that does not run, once, and waits until it runs. A model that turns out to be up with other units, or on
 * its way from an earlier run, is answered as it is.
 */
export async function startModel(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  units: Units,
): Promise<Found> {
  if (from.status === "DEPRECATED") throw new RekognitionError("StartFailed", deprecation(model));
  const met = await askToStart(context, model, from, units);
  if (met !== undefined && !mayRunWith(met, units)) return met;
  const { reached, found } = await waitFor(context, model, from.status === "FAILED" ? runningAgain : running);
  if (reached && found !== undefined) return found;
  const said = found?.message === undefined ? "" : `: ${found.message}`;
  throw new RekognitionError("StartFailed", `${subjectOf(model)} is ${found?.status ?? "gone"} after its start${said}`);
}

/** Sends the start until AWS takes it. What AWS refuses because the model is not at rest after all is answered instead. */
async function askToStart(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  units: Units,
): Promise<Found | undefined> {
  const slot = new RunningSlotWait(context, model);
  for (;;) {
    try {
      await context.aws.call("StartProjectVersion", {
        ProjectVersionArn: from.value.ProjectVersionArn ?? "",
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
      // A start whose answer got lost, or one of a process that is gone, may have been taken although it does not show yet.
      if (!isRekognitionError(error) || context.signal.aborted) throw error;
      if (error.code !== "Busy" && !error.effectUnknown) throw error;
      const now = await onceCertain(context, stoppable(context, model), from, doubtFromNow(context));
      if (now === undefined) throw vanished(model);
      if (now.status === from.status) throw error;
      return now;
    }
  }
}

export function isSameUnits(one: Units, other: Units): boolean {
  return one.min === other.min && one.max === other.max;
}

/** Whether what is up may have been started with these units, as far as the description tells. */
export function mayRunWith(found: Found, units: Units): boolean {
  const { MinInferenceUnits: min, MaxInferenceUnits: max } = found.value;
  if (runState(found.status) !== "up") return false;
  return min === undefined || (min === units.min && (max ?? undefined) === units.max);
}
