import type { Evaluation, LabelEvaluation } from "./summary.js";

/** Scores are sums of many shares; this is no difference. */
const ROUNDING = 1e-9;

/** Whether a score, 0 to 1, falls short of another one. */
export function isBelow(score: number, least: number): boolean {
  return score < least - ROUNDING;
}

/** Scores as messages and reports show them. */
export function scoreText(score: number): string {
  return score.toFixed(3);
}

/** A model's labels by whether any test image shows them. */
export interface TestedLabels {
  /** The lowest F1 score first. */
  readonly tested: readonly LabelEvaluation[];
  readonly untested: readonly string[];
}

/** Which labels of a model were tested. */
export function testedLabels({ labels, labelEvaluations }: Evaluation): TestedLabels {
  const tested = labelEvaluations.filter(({ numberOfTestingImages }) => numberOfTestingImages > 0).sort(byScore);
  const names = new Set(tested.map(({ label }) => label));
  return { tested, untested: labels.filter((label) => !names.has(label)) };
}

function byScore(one: LabelEvaluation, other: LabelEvaluation): number {
  return one.f1Score - other.f1Score || (one.label < other.label ? -1 : 1);
}
