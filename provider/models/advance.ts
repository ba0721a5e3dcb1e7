import { RekognitionError, isRekognitionError } from "../lifecycle/errors.js";
import type { OperationContext } from "../lifecycle/handler.js";
import { unitsText } from "./costs.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type ModelReference, deprecation, subjectOf } from "./model.js";
import { type Units, runsWith, startModel, stopModel, waitFor } from "./run-state.js";
import { copied, recordedAs, settled, trained } from "./states.js";

/** What `advance` may do, and what it tells as it goes. */
export interface AdvanceOptions {
  /** Do not wait for a training. */
  readonly leaveTraining: boolean;
  /** Units to go back to where a restart with new ones fails. */
  readonly before: Units | undefined;
  /** Called with every description worth recording. */
  readonly keep: (found: Found) => void;
}

/** Units that the inputs ask for; undefined is "not running". */
export function unitsOf(inputs: ModelInputs): Units | undefined {
  return inputs.minInferenceUnits === undefined
    ? undefined
    : { min: inputs.minInferenceUnits, max: inputs.maxInferenceUnits };
}

/** Brings a version, wherever it stands, to what the inputs ask: trained, through the gate, running or not. */
export async function advance(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  inputs: ModelInputs,
  options: AdvanceOptions,
): Promise<Found> {
  options.keep(from);
  const isTraining = recordedAs.of(from.status, subjectOf(model)) === "training";
  if (isTraining && options.leaveTraining) return from;
  const ready = isTraining ? await waitUntilMade(context, model, from, options) : from;
  assertTrained(model, ready);
  const wanted = unitsOf(inputs);
  const done =
    wanted === undefined
      ? await stopIfNeeded(context, model, ready)
      : await run(context, model, ready, wanted, inputs, options);
  options.keep(done);
  return done;
}

async function waitUntilMade(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  options: AdvanceOptions,
): Promise<Found> {
  const isCopy = from.status === "COPYING_IN_PROGRESS";
  const { found } = await waitFor(context, model, isCopy ? copied : trained);
  if (found === undefined) {
    const doing = isCopy ? "copied" : "trained";
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished while it was ${doing}`);
  }
  options.keep(found);
  return found;
}

function assertTrained(model: ModelReference, found: Found): void {
  const state = recordedAs.of(found.status, subjectOf(model));
  if (state === "failed" || state === "expired") {
    const said = found.message ?? "AWS gave no reason";
    const code = found.status === "COPYING_FAILED" ? "CopyFailed" : "TrainingFailed";
    throw new RekognitionError(code, `${subjectOf(model)} is ${found.status}: ${said}`);
  }
  if (found.status === "DELETING") {
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} is being deleted`);
  }
}

async function stopIfNeeded(context: OperationContext, model: ModelReference, from: Found): Promise<Found> {
  const now = await stopModel(context, model, from);
  if (now === undefined)
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished while it was stopped`);
  return now;
}

async function run(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  wanted: Units,
  inputs: ModelInputs,
  options: AdvanceOptions,
): Promise<Found> {
  if (from.status === "DEPRECATED") context.warn(deprecation(model));
  if (from.status === "RUNNING" && runsWith(from, wanted)) return from;
  if (from.status === "STARTING" && runsWith(from, wanted)) {
    const { found } = await waitFor(context, model, settled);
    if (found?.status === "RUNNING") return found;
    return start(context, model, found ?? from, wanted, options);
  }
  // The gate is for what is on its way to run; a model that runs already serves.
  if (from.status !== "RUNNING") assertGate(model, from, inputs.minF1Score);
  const idle = await stopIfNeeded(context, model, from);
  if (idle.status === "RUNNING") return idle;
  options.keep(idle);
  return start(context, model, idle, wanted, options);
}

async function start(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  wanted: Units,
  options: AdvanceOptions,
): Promise<Found> {
  try {
    return await startModel(context, model, from, wanted, options.keep);
  } catch (error) {
    const { before } = options;
    const restart = before !== undefined && (before.min !== wanted.min || before.max !== wanted.max);
    if (!restart || !isRekognitionError(error, "StartFailed", "RunningSlotsUsed", "InvalidInput")) throw error;
    await startModel(context, model, from, before, options.keep);
    throw error.withMore(`It runs again with ${unitsText(before.min, before.max)}; the change was not made.`);
  }
}

function assertGate(model: ModelReference, found: Found, minF1Score: number | undefined): void {
  const f1Score = found.value.EvaluationResult?.F1Score;
  if (minF1Score === undefined || f1Score === undefined || f1Score >= minF1Score) return;
  throw new RekognitionError(
    "BelowQualityGate",
    `${subjectOf(model)} has an F1 score of ${f1Score.toFixed(3)}, below minF1Score ${String(minF1Score)}`,
  );
}
