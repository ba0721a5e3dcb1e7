import { type Resting, rested } from "../../lifecycle/at-rest.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { bringToRun } from "./bring-to-run.js";
import { withEvaluation } from "./gate.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type ModelReference, assertMade, soughtModel, subjectOf, there } from "./model.js";
import type { Units } from "./run-state.js";
import { copied, recordedAs, trained } from "./states.js";
import type { InPlace } from "./stop-first.js";

/** What `advance` may do, and what it tells as it goes. */
export interface AdvanceOptions extends Resting {
  /** Do not wait for a training. */
  readonly leaveTraining: boolean;
  /** The units that a running model is to be changed from: gone back to where it does not start with others. */
  readonly unitsBefore: Units | undefined;
  /** In whose place it is started. */
  readonly inPlace: InPlace;
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
  const { leaveTraining, ...others } = options;
  const isTraining = recordedAs.of(from.status, subjectOf(model)) === "training";
  if (isTraining && leaveTraining) return from;
  const ready = isTraining ? await waitUntilMade(context, model, from) : from;
  assertMade(model, ready);
  const wanted = unitsOf(inputs);
  if (wanted !== undefined) {
    return bringToRun(context, model, ready, wanted, { minF1Score: inputs.minF1Score, ...others });
  }
  return there(model, rested(context, soughtModel(context, model), ready, options));
}

async function waitUntilMade(context: OperationContext, model: ModelReference, from: Found): Promise<Found> {
  const isCopy = from.status === "COPYING_IN_PROGRESS";
  const thing = soughtModel(context, model);
  const { verdict, observed } = await waitForState(context, thing, isCopy ? copied : trained);
  if (observed === undefined) {
    const doing = isCopy ? "copied" : "trained";
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished while it was ${doing}`);
  }
  return verdict === "target" ? withEvaluation(context, model, observed) : observed;
}
