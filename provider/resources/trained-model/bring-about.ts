import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { RekognitionError } from "../../base/errors.js";
import type { Kept, OperationContext, RecordedMeta } from "../../lifecycle/handler.js";
import { runState } from "../../lifecycle/running.js";
import type { Sight } from "../../lifecycle/telling-costs.js";
import { type AdvanceOptions, advance } from "./advance.js";
import { withEvaluation } from "./gate.js";
import type { ModelInputs } from "./inputs.js";
import { type Found, type ModelReference, outputsOf, subjectOf } from "./model.js";
import type { ModelOutputs } from "./outputs.js";
import { recordedAs } from "./states.js";
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
interface ToBringAbout extends Omit<AdvanceOptions, "inPlace"> {
  /** What is recorded of it; undefined where nothing is yet. */
  readonly recorded: ModelOutputs | undefined;
}

/** Brings a model to what is asked, and says what is to be recorded of it; from here on every look at it is. */
export async function bringAbout<Inputs extends ModelInputs>(
  context: OperationContext,
  model: ModelReference,
  sight: Sight<ProjectVersionStatus, ProjectVersionDescription>,
  id: string,
  meta: RecordedMeta,
  from: Found,
  inputs: Inputs,
  { recorded, ...options }: ToBringAbout,
): Promise<Kept<Inputs, ModelOutputs>> {
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
  const done = await advance(context, model, from, inputs, { ...options, inPlace });
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
  const told = isUntold ? await withEvaluation(context, model, done) : done;
  return { id, outputs: outputsOf(told.value, recorded), meta: stillTraining ? meta : settledMeta };
}
