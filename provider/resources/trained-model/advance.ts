import { type DoubtedUntil, settledFrom } from "../../lifecycle/at-rest.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { bringToRun } from "./bring-to-run.js";
import { withEvaluation } from "./gate.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type ModelReference, assertMade, subjectOf, vanished } from "./model.js";
import { type Units, stopModel, stoppable, waitFor } from "./run-state.js";
import { copied, recordedAs, trained } from "./states.js";
import type { InPlace } from "./stop-first.js";

/** What `advance` may do, and what it tells as it goes. */
export interface AdvanceOptions {
  /** Do not wait for a training. */
  readonly leaveTraining: boolean;
  /** The units that a running model is to be changed from: gone back to where it does not start with others. */
  readonly unitsBefore: Units | undefined;
  /** Another model serves until this one does. */
  readonly isReplacing: boolean;
  /** In whose place it is started. */
  readonly inPlace: InPlace;
  /** A start or stop of unknown outcome may show as late as this. */
  readonly doubtedUntil: DoubtedUntil;
  /** Nobody asks for another run state: what runs although no units are asked for is somebody else's, a scheduler's say. */
  readonly leaveRunning: boolean;
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
  const { doubtedUntil, unitsBefore, isReplacing, inPlace } = options;
  const isTraining = recordedAs.of(from.status, subjectOf(model)) === "training";
  if (isTraining && options.leaveTraining) return from;
  const ready = isTraining ? await waitUntilMade(context, model, from) : from;
  assertMade(model, ready);
  const wanted = unitsOf(inputs);
  const gate = { minF1Score: inputs.minF1Score, isReplacing };
  return wanted === undefined
    ? rest(context, model, ready, options)
    : bringToRun(context, model, ready, wanted, { gate, unitsBefore, doubtedUntil, inPlace });
}

async function waitUntilMade(context: OperationContext, model: ModelReference, from: Found): Promise<Found> {
  const isCopy = from.status === "COPYING_IN_PROGRESS";
  const { reached, found } = await waitFor(context, model, isCopy ? copied : trained);
  if (found === undefined) {
    const doing = isCopy ? "copied" : "trained";
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished while it was ${doing}`);
  }
  return reached ? withEvaluation(context, model, found) : found;
}

async function rest(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  { doubtedUntil, leaveRunning }: AdvanceOptions,
): Promise<Found> {
  const now = leaveRunning
    ? await settledFrom(context, stoppable(context, model), from)
    : await stopModel(context, model, from, doubtedUntil);
  if (now === undefined) throw vanished(model);
  return now;
}
