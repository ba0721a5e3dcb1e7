import type { ProjectVersionDescription, ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import {
  bringToRest,
  type DoubtedUntil,
  NO_DOUBT,
  onceCertain,
  rested,
  type Resting,
  settledFrom,
} from "../../lifecycle/at-rest.js";
import type { Kept, OperationContext, RecordedMeta } from "../../lifecycle/handler.js";
import { withMember } from "../../lifecycle/look-again.js";
import { isUp, runState } from "../../lifecycle/running.js";
import type { Sight } from "../../lifecycle/telling-costs.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { unitsText } from "./costs.js";
import type { ModelInputs, ModelOutputs } from "./fields.js";
import {
  assertMade,
  copied,
  deprecation,
  type Found,
  outputsOf,
  recordedAs,
  soughtModel,
  subjectOf,
  there,
  trained,
  type Work,
} from "./model.js";
import { type Gates, throughGates } from "./gates/gates.js";
import { mayRunWith, showsUnits, startModel, type Units, withEvaluation } from "./start.js";
import { type InPlace, startInPlace, withoutSlot } from "./stop-first.js";

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
    return bringToRun(work, ready, wanted, { gates: inputs, ...options });
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

/** How a model is to be brought to run. */
interface RunOptions {
  readonly gates: Gates;
  /** The units that a running model is to be changed from: gone back to where it does not start with others. */
  readonly unitsBefore: Units | undefined;
  readonly doubtedUntil: DoubtedUntil;
  /** In whose place it is started. */
  readonly inPlace: InPlace;
}

/** So often what is shown may turn out to be old, or somebody else start or stop it, before this gives up. */
const MAX_ROUNDS = 5;

/** Brings a model that is made, wherever it stands, to run with these units. */
async function bringToRun(work: Work, from: Found, wanted: Units, options: RunOptions): Promise<Found> {
  const { context, model } = work;
  if (from.status === "DEPRECATED") context.warn(deprecation(model));
  const thing = soughtModel(context, model);
  const certain = (found: Found): Promise<Found> =>
    there(model, onceCertain(context, thing, found, options.doubtedUntil));
  // The gate is for what is on its way to run; a model that runs already serves.
  let isPastGate = isUp(from.status, thing.subject);
  let now = from;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    now = await there(model, settledFrom(context, thing, now));
    assertMade(model, now);
    if (now.status === "RUNNING") {
      now = await withMember(context, thing, now, showsUnits);
      if (now.status === "RUNNING" && isAsWanted(now, wanted, options.unitsBefore)) {
        now = await certain(now);
        if (now.status === "RUNNING") return now;
      }
      if (now.status !== "RUNNING") continue;
      now = await there(model, bringToRest(context, thing, now, NO_DOUBT));
    } else if (!isPastGate) {
      const { status } = now;
      now = await throughGates(work, now, options.gates, options.inPlace, certain);
      isPastGate = isUp(now.status, thing.subject);
      if (now.status !== status) continue;
    }
    isPastGate = true;
    now = await start(work, now, wanted, options);
    if (now.status === "RUNNING" && mayRunWith(now, wanted)) return now;
  }
  throw new RekognitionError(
    "StateDidNotChange",
    `${subjectOf(model)} was in an unexpected status ${String(MAX_ROUNDS)} times while it was to be started, at last ${now.status}`,
  );
}

/** One start; where new units do not start, the old ones do. */
async function start(work: Work, from: Found, wanted: Units, { unitsBefore, inPlace }: RunOptions): Promise<Found> {
  if (inPlace.stopsFirst) return startInPlace(work, from, wanted, inPlace);
  try {
    return await startModel(work, from, wanted);
  } catch (error) {
    if (inPlace.isReplacing && isRekognitionError(error, "RunningSlotsUsed")) {
      throw await withoutSlot(work.context, inPlace, error);
    }
    const mayGoBack = isRekognitionError(error, "StartFailed", "RunningSlotsUsed", "InvalidInput");
    if (unitsBefore === undefined || !mayGoBack) throw error;
    await startModel(work, from, unitsBefore);
    const { min, max } = unitsBefore;
    throw error.withMore(`It runs again with ${unitsText(min, max)}; the change was not made.`);
  }
}

/** Units that AWS does not tell are no difference, unless they were asked to change. */
function isAsWanted(found: Found, wanted: Units, unitsBefore: Units | undefined): boolean {
  return mayRunWith(found, wanted) && (showsUnits(found.value) || unitsBefore === undefined);
}
