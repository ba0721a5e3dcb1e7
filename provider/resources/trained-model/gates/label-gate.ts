import { isBelow, scoreText, testedLabels } from "../../../observe/evaluation/scores.js";
import type { Evaluation } from "../../../observe/evaluation/summary.js";
import { type Found, subjectOf, type Work } from "../model.js";
import { evaluationOf, whereEvaluated } from "./evaluated.js";
import { listText, type Refusal } from "./refusal.js";
import type { Serving } from "./serving.js";

/** One score for all labels, or one for each of some. */
export type MinLabelF1 = number | Readonly<Record<string, number>>;

/** Judges labels one by one; one without a score does not pass. */
export async function belowLabelScores(
  work: Work,
  found: Found,
  minLabelF1: MinLabelF1,
  serving: Serving,
): Promise<Refusal | undefined> {
  const evaluation = await evaluationOf(work, found);
  const before = typeof minLabelF1 === "number" ? await labelsBefore(work, serving) : undefined;
  const flaws = flawsOf(evaluation, demandsOf(minLabelF1, evaluation, before), before);
  if (flaws.length === 0) return undefined;
  return {
    code: "LabelsBelowGate",
    why: `${subjectOf(work.model)} is below minLabelF1: ${listText(flaws)}`,
    more: whereEvaluated(found),
  };
}

/** The labels of the models that it is to replace, with their scores; undefined where there are none. */
async function labelsBefore({ context }: Work, serving: Serving): Promise<Labels | undefined> {
  const evaluations: Labels[] = [];
  for (const { model, found } of await serving()) {
    evaluations.push(scoresIn(await evaluationOf({ context, model }, found)));
  }
  return evaluations.length === 0 ? undefined : new Map(evaluations.flatMap((each) => [...each]));
}

/** Scores by label; undefined where no test image shows it. */
type Labels = ReadonlyMap<string, number | undefined>;

function scoresIn(evaluation: Evaluation): Labels {
  return new Map<string, number | undefined>([
    ...evaluation.labels.map((label) => [label, undefined] as const),
    ...testedLabels(evaluation).tested.map(({ label, f1Score }) => [label, f1Score] as const),
  ]);
}

function demandsOf(minLabelF1: MinLabelF1, evaluation: Evaluation, before: Labels | undefined): [string, number][] {
  if (typeof minLabelF1 !== "number") return Object.entries(minLabelF1);
  const labels = new Set([...scoresIn(evaluation).keys(), ...(before?.keys() ?? [])]);
  return [...labels].map((label) => [label, minLabelF1]);
}

function flawsOf(evaluation: Evaluation, demands: [string, number][], before: Labels | undefined): string[] {
  if (evaluation.labelEvaluations.length === 0) return ["its evaluation has no scores of labels"];
  const now = scoresIn(evaluation);
  return demands.flatMap(([label, least]) => {
    const score = now.get(label);
    const quoted = JSON.stringify(label);
    if (score === undefined) return [`${quoted} has no F1 score: ${whyUntested(label, now, before)}`];
    if (!isBelow(score, least)) return [];
    const old = before?.get(label);
    const was = old === undefined ? "" : ` (${scoreText(old)} before)`;
    return [`${quoted} has an F1 score of ${scoreText(score)}, below ${String(least)}${was}`];
  });
}

function whyUntested(label: string, now: Labels, before: Labels | undefined): string {
  if (!now.has(label)) {
    return before?.has(label) === true
      ? "the model that it was to replace was trained on this label, and this one was not"
      : "the model was not trained on this label";
  }
  const isNew = before !== undefined && !before.has(label);
  return `no test image shows it${isNew ? ", and the label is new" : ""}`;
}
