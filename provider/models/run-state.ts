import { RekognitionError, isRekognitionError } from "../lifecycle/errors.js";
import type { OperationContext } from "../lifecycle/handler.js";
import { isUp, runState } from "../lifecycle/running.js";
import { type VerdictTable, waitForState } from "../lifecycle/wait-for-state.js";
import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { type Found, type ModelReference, deprecation, findModel, subjectOf } from "./model.js";
import { waitForRunningSlot } from "./slots.js";
import { recordedAs, running, runningAgain, settled, stopped } from "./states.js";

/** Inference units that a model is to run with. */
export interface Units {
  readonly min: number;
  readonly max: number | undefined;
}

/** Waits by one of the tables and returns what was last seen. */
export async function waitFor(
  context: OperationContext,
  model: ModelReference,
  table: VerdictTable<ProjectVersionStatus>,
): Promise<{ reached: boolean; found: Found | undefined }> {
  const result = await waitForState(context, subjectOf(model), table, () => findModel(context, model));
  return { reached: result.verdict === "target", found: result.observed };
}

/** Starts the model once and waits until it runs; `keep` is called with how it ended, also where that is an error. */
export async function startModel(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  units: Units,
  keep: (found: Found) => void,
): Promise<Found> {
  const arn = from.value.ProjectVersionArn ?? "";
  for (let refusals = 1; ; refusals++) {
    try {
      await context.aws.call("StartProjectVersion", {
        ProjectVersionArn: arn,
        MinInferenceUnits: units.min,
        ...(units.max === undefined ? {} : { MaxInferenceUnits: units.max }),
      });
      break;
    } catch (error) {
      if (isRekognitionError(error, "QuotaExceeded")) {
        await waitForRunningSlot(context, model, units, error, refusals);
        continue;
      }
      // A repeated call whose first answer got lost meets a model that is starting already.
      const now = isRekognitionError(error, "Busy") ? await findModel(context, model) : undefined;
      if (isUp(now?.status, subjectOf(model))) break;
      if (now?.status === "DEPRECATED") throw new RekognitionError("StartFailed", deprecation(model), { cause: error });
      throw error;
    }
  }
  const { reached, found } = await waitFor(context, model, from.status === "FAILED" ? runningAgain : running);
  if (found !== undefined) keep(found);
  if (reached && found !== undefined) return found;
  const said = found?.message === undefined ? "" : `: ${found.message}`;
  throw new RekognitionError("StartFailed", `${subjectOf(model)} is ${found?.status ?? "gone"} after its start${said}`);
}

/** Stops a running or starting model and waits until it is stopped; one that does not run stays as it is. */
export async function stopModel(
  context: OperationContext,
  model: ModelReference,
  from: Found,
): Promise<Found | undefined> {
  let current: Found | undefined = from;
  recordedAs.of(from.status, subjectOf(model));
  // AWS takes no stop while a model starts or stops.
  if (current.status === "STARTING" || current.status === "STOPPING") {
    current = (await waitFor(context, model, settled)).found;
  }
  if (current?.status !== "RUNNING") return current;
  try {
    await context.aws.call("StopProjectVersion", { ProjectVersionArn: current.value.ProjectVersionArn ?? "" });
  } catch (error) {
    // Somebody else stopped it, or our first answer got lost.
    if (!isRekognitionError(error, "Busy", "NotFound")) throw error;
  }
  const { reached, found } = await waitFor(context, model, stopped);
  if (reached) return found;
  throw new RekognitionError("UnexpectedStatus", `${subjectOf(model)} is ${found?.status ?? "gone"} after its stop`);
}

/** Whether the model already runs with just these units. */
export function runsWith(found: Found, units: Units): boolean {
  const { MinInferenceUnits: min, MaxInferenceUnits: max } = found.value;
  return runState(found.status) === "up" && min === units.min && (max ?? undefined) === units.max;
}
