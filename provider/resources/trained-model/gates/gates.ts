import { RekognitionError } from "../../../base/errors.js";
import { scoreText } from "../../../observe/evaluation/scores.js";
import type { ModelInputs } from "../fields.js";
import { type Found, subjectOf, type Work } from "../model.js";
import type { Lineage } from "../predecessors.js";
import { withEvaluation } from "../start.js";
import { worseThanServing } from "./comparison.js";
import { belowLabelScores, type MinLabelF1 } from "./label-gate.js";
import type { Refusal } from "./refusal.js";
import { servingBefore } from "./serving.js";

/** What a model has to reach to be started. */
export type Gates = Pick<
  ModelInputs,
  "minF1Score" | "minLabelF1" | "notWorseThan" | "notWorseThanTolerance" | "acrossTestSets"
>;

/** Whose place the model takes. */
interface Place extends Lineage {
  readonly isReplacing: boolean;
}

/**
 * The model that may be started. Fails where it must not be: it falls short of a gate, or cannot be judged. A model that
 * meanwhile shows another status is answered as it is.
 * @param certain the model once it is certain that it does not run already
 */
export async function throughGates(
  work: Work,
  from: Found,
  gates: Gates,
  place: Place,
  certain: (found: Found) => Promise<Found>,
): Promise<Found> {
  const { minF1Score, minLabelF1, notWorseThan } = gates;
  if (minF1Score === undefined && minLabelF1 === undefined && notWorseThan === undefined) return from;
  const judged = await withEvaluation(work, from);
  const refusal = await refusalOf(work, judged, gates, place);
  if (refusal === undefined) return judged;
  const idle = await certain(judged);
  if (idle.status !== from.status) return idle;
  throw refusal;
}

/** The error of a model that is not to be started. */
async function refusalOf(work: Work, found: Found, gates: Gates, place: Place): Promise<RekognitionError | undefined> {
  const stays = `it was not started${place.isReplacing ? ", and the model that it was to replace goes on serving" : ""}`;
  try {
    const refusal = await judge(work, found, gates, place);
    if (refusal === undefined) return undefined;
    const { code, why, more = "" } = refusal;
    return new RekognitionError(code, `${why}: ${stays}${more === "" ? "" : `. ${more}`}`);
  } catch (error) {
    if (!(error instanceof RekognitionError) || error.code === "Cancelled" || error.code === "EngineGone") throw error;
    return error.withMore(`Without that ${subjectOf(work.model)} cannot be judged: ${stays}.`);
  }
}

/** The first gate that is shut. */
async function judge(
  work: Work,
  found: Found,
  { minF1Score, minLabelF1, notWorseThan, notWorseThanTolerance = 0, acrossTestSets = false }: Gates,
  place: Place,
): Promise<Refusal | undefined> {
  const refusal = minF1Score === undefined ? undefined : belowScore(work, found, minF1Score);
  if (refusal !== undefined) return refusal;
  const serving = servingBefore(work, place, place.isReplacing);
  if (notWorseThan !== undefined) {
    const comparison = { tolerance: notWorseThanTolerance, acrossTestSets };
    const worse = await worseThanServing(work, found, comparison, serving);
    if (worse !== undefined) return worse;
  }
  return minLabelF1 === undefined ? undefined : belowLabelScores(work, found, minLabelF1 as MinLabelF1, serving);
}

function belowScore({ model }: Work, { value }: Found, minF1Score: number): Refusal | undefined {
  const score = value.EvaluationResult?.F1Score;
  const asked = `minF1Score ${String(minF1Score)}`;
  if (score === undefined) {
    return {
      code: "NotEvaluated",
      why: `AWS does not show the F1 score of ${subjectOf(model)}, so ${asked} cannot be judged`,
    };
  }
  if (score >= minF1Score) return undefined;
  return {
    code: "BelowQualityGate",
    why: `${subjectOf(model)} has an F1 score of ${scoreText(score)}, below ${asked}`,
  };
}
