import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { RekognitionError } from "../../base/errors.js";
import { type Resting, rested } from "../../lifecycle/at-rest.js";
import type { Kept, OperationContext, RecordedMeta } from "../../lifecycle/handler.js";
import { runState } from "../../lifecycle/running.js";
import type { Sight } from "../../lifecycle/telling-costs.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type RunOptions, bringToRun } from "./bring-to-run.js";
import { withEvaluation } from "./gate.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type Work, assertMade, outputsOf, soughtModel, subjectOf, there } from "./model.js";
import type { ModelOutputs } from "./outputs.js";
import type { Units } from "./run-state.js";
import { copied, recordedAs, trained } from "./states.js";
import type { InPlace } from "./stop-first.js";

/** While a model runs, the units it runs with are what is true, whatever was asked for. */
function keeper(
  context: OperationContext,
  id: string,
  meta: RecordedMeta,
  recorded: ModelOutputs | undefined,
): (found: Found) => void {
  return (found) => {
    if (found.value.ProjectVersionArn !== id) return;
    const { MinInferenceUnits: minInferenceUnits, MaxInferenceUnits: maxInferenceUnits } = found.value;
    const areTold = runState(found.status) === "up" && minInferenceUnits !== undefined;
    const actual = areTold ? { actual: { minInferenceUnits, maxInferenceUnits } } : {};
    context.keep({ id, outputs: outputsOf(found.value, recorded), meta, ...actual });
  };
}

/** What bears on how a model is brought to what is asked. */
interface ToBringAbout extends Resting, Pick<RunOptions, "unitsBefore"> {
  /** Do not wait for a training. */
  readonly leaveTraining: boolean;
  /** What is recorded of it; undefined where nothing is yet. */
  readonly recorded: ModelOutputs | undefined;
}

/** Brings a model to what is asked, and says what is to be recorded of it; from here on every look at it is. */
export async function bringAbout<Inputs extends ModelInputs>(
  work: Work,
  sight: Sight<ProjectVersionStatus, ProjectVersionDescription>,
  id: string,
  meta: RecordedMeta,
  from: Found,
  inputs: Inputs,
  { recorded, ...options }: ToBringAbout,
): Promise<Kept<Inputs, ModelOutputs>> {
  const { context, model } = work;
  const isReplacing = meta.replacing === true;
  sight.keepWith(keeper(context, id, meta, recorded));
  const inPlace: InPlace = {
    arn: id,
    predecessors: meta.predecessors ?? [],
    isReplacing,
    stopsFirst: isReplacing && inputs.replacement === "stopFirst",
    stoodDown: meta.stoodDown ?? [],
    record(stoodDown) {
      sight.keepWith(keeper(context, id, { ...meta, stoodDown }, recorded));
    },
  };
  const done = await advance(work, from, inputs, { ...options, inPlace });
  const stillTraining = recordedAs.of(done.status, subjectOf(model)) === "training";
  if (stillTraining && isReplacing) {
    throw new RekognitionError(
      "TrainingGoesOn",
      `${subjectOf(model)} is still being trained, and what it replaces still serves`,
    );
  }
  const { replacing: _reached, stoodDown: _started, unfinished: _finished, ...settledMeta } = meta;
  if (stillTraining) {
    context.warn(
      `${subjectOf(model)} is still being trained (waitForTraining: false): a later \`pulumi up\` moves it on.`,
    );
  }
  const isUntold = recorded?.f1Score === undefined && !stillTraining;
  const told = isUntold ? await withEvaluation(work, done) : done;
  return { id, outputs: outputsOf(told.value, recorded), meta: stillTraining ? meta : settledMeta };
}

/** Units that the inputs ask for; undefined is "not running". */
export function unitsOf(inputs: ModelInputs): Units | undefined {
  return inputs.minInferenceUnits === undefined
    ? undefined
    : { min: inputs.minInferenceUnits, max: inputs.maxInferenceUnits };
}

/** Brings a version, wherever it stands, to what the inputs ask: trained, through the gate, running or not. */
async function advance(
  work: Work,
  from: Found,
  inputs: ModelInputs,
  { leaveTraining, ...options }: Omit<ToBringAbout, "recorded"> & { readonly inPlace: InPlace },
): Promise<Found> {
  const { context, model } = work;
  const isTraining = recordedAs.of(from.status, subjectOf(model)) === "training";
  if (isTraining && leaveTraining) return from;
  const ready = isTraining ? await waitUntilMade(work, from) : from;
  assertMade(model, ready);
  const wanted = unitsOf(inputs);
  if (wanted !== undefined) {
    return bringToRun(work, ready, wanted, { minF1Score: inputs.minF1Score, ...options });
  }
  return there(model, rested(context, soughtModel(context, model), ready, options));
}

async function waitUntilMade(work: Work, from: Found): Promise<Found> {
  const { context, model } = work;
  const isCopy = from.status === "COPYING_IN_PROGRESS";
  const thing = soughtModel(context, model);
  const { verdict, observed } = await waitForState(context, thing, isCopy ? copied : trained);
  if (observed === undefined) {
    const doing = isCopy ? "copied" : "trained";
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished while it was ${doing}`);
  }
  return verdict === "target" ? withEvaluation(work, observed) : observed;
}
