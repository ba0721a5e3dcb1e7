import { type DoubtedUntil, NO_DOUBT, bringToRest, onceCertain, settledFrom } from "../../lifecycle/at-rest.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import { withMember } from "../../lifecycle/look-again.js";
import { isUp } from "../../lifecycle/running.js";
import { unitsText } from "./costs.js";
import { throughGate } from "./gate.js";
import { type Found, type Work, assertMade, deprecation, soughtModel, subjectOf, there } from "./model.js";
import { type Units, mayRunWith, showsUnits, startModel } from "./run-state.js";
import { type InPlace, startInPlace, withoutSlot } from "./stop-first.js";

/** How a model is to be brought to run. */
export interface RunOptions {
  readonly minF1Score: number | undefined;
  /** The units that a running model is to be changed from: gone back to where it does not start with others. */
  readonly unitsBefore: Units | undefined;
  readonly doubtedUntil: DoubtedUntil;
  /** In whose place it is started. */
  readonly inPlace: InPlace;
}

/** So often what is shown may turn out to be old, or somebody else start or stop it, before this gives up. */
const MAX_ROUNDS = 5;

/** Brings a model that is made, wherever it stands, to run with these units. */
export async function bringToRun(work: Work, from: Found, wanted: Units, options: RunOptions): Promise<Found> {
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
      now = await throughGate(work, now, options.minF1Score, options.inPlace, certain);
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
