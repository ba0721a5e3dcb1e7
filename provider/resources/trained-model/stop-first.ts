import { modelInArn } from "../../aws/arns.js";
import { NO_DOUBT, bringToRest } from "../../lifecycle/at-rest.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext, StoodDown } from "../../lifecycle/handler.js";
import { withMember } from "../../lifecycle/look-again.js";
import { runState } from "../../lifecycle/running.js";
import { tellingCosts } from "../../lifecycle/telling-costs.js";
import { modelCosting, unitsText } from "./costs.js";
import { type Found, soughtModel, vanished, type Work } from "./model.js";
import { claimOfPredecessor, type Lineage, type Predecessor, predecessorsOf } from "./predecessors.js";
import { showsUnits, startModel, type Units } from "./start.js";

/** A start that is to take the place of what runs. */
export interface InPlace extends Lineage {
  /** Another model serves until this one does. */
  readonly isReplacing: boolean;
  /** Whether those are to be stopped first. */
  readonly stopsFirst: boolean;
  /** Those that an earlier run stopped for it. */
  readonly stoodDown: readonly StoodDown[];
  /** Called with all that are stopped for it, whenever it is one more. */
  readonly record: (stoodDown: readonly StoodDown[]) => void;
}

/** After these the new model does not run, and the old one may take its place again. */
const NOT_STARTED = [
  "StartFailed",
  "RunningSlotsUsed",
  "InvalidInput",
  "AccessDenied",
  "Busy",
  "DeletedOutside",
] as const;

/**
 * Stops what the model replaces, then starts the model; where it does not start, what was stopped is started again, once,
 * with the units it had, and the error says what runs.
 */
export async function startInPlace(work: Work, from: Found, wanted: Units, inPlace: InPlace): Promise<Found> {
  const serving = await servingPredecessors(work.context, inPlace);
  return telling(work.context, serving, async (watched) => {
    let stoodDown = inPlace.stoodDown;
    for (const { model: old, found } of serving) {
      const thing = soughtModel(watched, old);
      const told = await withMember(watched, thing, found, showsUnits);
      await bringToRest(watched, thing, told, NO_DOUBT);
      const { ProjectVersionArn: arn = "", MinInferenceUnits: min = 1, MaxInferenceUnits: max } = told.value;
      const stopped = { arn, projectArn: old.projectArn, min, ...(max === undefined ? {} : { max }) };
      stoodDown = [...stoodDown.filter((other) => other.arn !== arn), stopped];
      inPlace.record(stoodDown);
    }
    try {
      return await startModel({ ...work, context: watched }, from, wanted);
    } catch (error) {
      if (!isRekognitionError(error, ...NOT_STARTED) || error.effectUnknown) throw error;
      throw error.withMore(await startedAgain(watched, inPlace, stoodDown));
    }
  });
}

/** The error for a start that finds no slot, with the way out where what it replaces holds one. */
export async function withoutSlot(
  context: OperationContext,
  inPlace: InPlace,
  error: RekognitionError,
): Promise<RekognitionError> {
  const serving = await servingPredecessors(context, inPlace).catch((): Predecessor[] => []);
  const arns = serving.map(({ found }) => found.value.ProjectVersionArn ?? "");
  if (arns.length === 0) return error;
  return error.withMore(
    `One of the slots is that of the model which it is to replace (${arns.join(", ")}): with \`replacement: "stopFirst"\` that one is stopped before this one is started.`,
  );
}

/** Runs something with models; where that fails, the error says what each of them goes on costing. */
function telling<R>(
  context: OperationContext,
  serving: readonly Predecessor[],
  run: (context: OperationContext) => Promise<R>,
): Promise<R> {
  const [first, ...others] = serving;
  if (first === undefined) return run(context);
  return tellingCosts(context, modelCosting(first.model, context), (watched, sight) => {
    sight.saw(first.found);
    return telling(watched, others, run);
  });
}

/** What runs of what it replaces: looked up right before anything is stopped. */
function servingPredecessors(context: OperationContext, inPlace: InPlace): Promise<Predecessor[]> {
  return predecessorsOf(context, inPlace, ({ status }) => runState(status) === "up");
}

/** Starts what was stopped, each once; what came of it, as sentences. */
async function startedAgain(
  context: OperationContext,
  inPlace: InPlace,
  stoodDown: readonly StoodDown[],
): Promise<string> {
  const told: string[] = [];
  for (const { arn, projectArn, min, max } of stoodDown) {
    const model = { projectArn, versionName: modelInArn(arn)?.versionName ?? "" };
    const what = `the model that it was to replace (${arn})`;
    try {
      const claim = await claimOfPredecessor(context, inPlace, arn);
      const found = claim === undefined ? undefined : await soughtModel(context, model, arn).look();
      if (found === undefined) throw vanished(model);
      await startModel({ context, model }, found, { min, max });
      told.push(`${capitalized(what)} runs again with ${unitsText(min, max)}.`);
    } catch (error) {
      if (!(error instanceof RekognitionError)) throw error;
      told.push(`${capitalized(what)} could not be started again, so none of them serves: ${error.what}`);
    }
  }
  return told.join(" ");
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
