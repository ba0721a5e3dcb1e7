import { RekognitionError } from "../../base/errors.js";
import { withMember } from "../../lifecycle/look-again.js";
import { type Found, type ModelReference, type Work, soughtModel, subjectOf } from "./model.js";
import type { InPlace } from "./stop-first.js";

/** The model once its evaluation shows, or as it was last seen: an answer may come without it for a while. */
export function withEvaluation({ context, model }: Work, from: Found): Promise<Found> {
  const isThere = ({ EvaluationResult }: Found["value"]): boolean => EvaluationResult?.F1Score !== undefined;
  return withMember(context, soughtModel(context, model), from, isThere);
}

/**
 * The model that may be started. Fails where it must not be: its score is too low, or AWS does not show it. A model that
 * meanwhile shows another status is answered as it is.
 * @param certain the model once it is certain that it does not run already
 */
export async function throughGate(
  work: Work,
  from: Found,
  minF1Score: number | undefined,
  { isReplacing }: Pick<InPlace, "isReplacing">,
  certain: (found: Found) => Promise<Found>,
): Promise<Found> {
  if (minF1Score === undefined) return from;
  const judged = await withEvaluation(work, from);
  const f1Score = judged.value.EvaluationResult?.F1Score;
  if (f1Score !== undefined && f1Score >= minF1Score) return judged;
  const idle = await certain(judged);
  if (idle.status !== from.status) return idle;
  throw refusal(work.model, f1Score, minF1Score, isReplacing);
}

function refusal(
  model: ModelReference,
  f1Score: number | undefined,
  minF1Score: number,
  isReplacing: boolean,
): RekognitionError {
  const stays = `it was not started${isReplacing ? ", and the model that it was to replace goes on serving" : ""}`;
  const asked = `minF1Score ${String(minF1Score)}`;
  return f1Score === undefined
    ? new RekognitionError(
        "NotEvaluated",
        `AWS does not show the F1 score of ${subjectOf(model)}, so ${asked} cannot be judged: ${stays}`,
      )
    : new RekognitionError(
        "BelowQualityGate",
        `${subjectOf(model)} has an F1 score of ${f1Score.toFixed(3)}, below ${asked}: ${stays}`,
      );
}
