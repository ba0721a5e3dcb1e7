import { RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { withMember } from "../../lifecycle/look-again.js";
import { type Found, type ModelReference, findModel, subjectOf } from "./model.js";

/** What a model is judged by before it is started. */
export interface Gate {
  readonly minF1Score: number | undefined;
  /** Another model serves until this one does. */
  readonly isReplacing: boolean;
}

/** The model once its evaluation shows, or as it was last seen: an answer may come without it for a while. */
export function withEvaluation(context: OperationContext, model: ModelReference, from: Found): Promise<Found> {
  const isThere = ({ EvaluationResult }: Found["value"]): boolean => EvaluationResult?.F1Score !== undefined;
  return withMember(context, subjectOf(model), from, isThere, () => findModel(context, model));
}

/**
 * The model that may be started. Fails where it must not be: its score is too low, or AWS does not show it. A model that
 * meanwhile shows another status is answered as it is.
 * @param certain the model once it is certain that it does not run already
 */
export async function throughGate(
  context: OperationContext,
  model: ModelReference,
  from: Found,
  gate: Gate,
  certain: (found: Found) => Promise<Found>,
): Promise<Found> {
  const { minF1Score } = gate;
  if (minF1Score === undefined) return from;
  const judged = await withEvaluation(context, model, from);
  const f1Score = judged.value.EvaluationResult?.F1Score;
  if (f1Score !== undefined && f1Score >= minF1Score) return judged;
  const idle = await certain(judged);
  if (idle.status !== from.status) return idle;
  throw refusal(model, f1Score, minF1Score, gate.isReplacing);
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
