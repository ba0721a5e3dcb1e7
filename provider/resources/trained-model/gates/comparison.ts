import { isRekognitionError } from "../../../base/errors.js";
import { isBelow, scoreText } from "../../../observe/evaluation/scores.js";
import type { Evaluation } from "../../../observe/evaluation/summary.js";
import { arnOf, type Found, recordedAs, subjectOf, type Work } from "../model.js";
import type { Predecessor } from "../predecessors.js";
import { withEvaluation } from "../start.js";
import { evaluationOf, testImagesOf, whereEvaluated } from "./evaluated.js";
import { listText, type Refusal } from "./refusal.js";
import type { Serving } from "./serving.js";

/** How a model is compared with the one that serves. */
export interface Comparison {
  /** How much lower its F1 score may be, 0 to 1. */
  readonly tolerance: number;
  /** Also where the two were tested with other images. */
  readonly acrossTestSets: boolean;
}

/** Judges a model by those that serve in its place. */
export async function worseThanServing(
  work: Work,
  found: Found,
  comparison: Comparison,
  serving: Serving,
): Promise<Refusal | undefined> {
  const { context, model } = work;
  const score = found.value.EvaluationResult?.F1Score;
  if (score === undefined) return unshown(subjectOf(model));
  const before = await serving();
  if (before.length === 0 && recordedAs.of(found.status, subjectOf(model)) === "idle") {
    context.warn(
      `notWorseThan: ${subjectOf(model)} takes the place of no model that serves, so it is compared with none.`,
    );
  }
  for (const predecessor of before) {
    const refusal = await worseThan(work, { found, score }, comparison, predecessor);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

async function worseThan(
  work: Work,
  { found, score }: { readonly found: Found; readonly score: number },
  { tolerance, acrossTestSets }: Comparison,
  predecessor: Predecessor,
): Promise<Refusal | undefined> {
  const oldWork = { context: work.context, model: predecessor.model };
  const old = await withEvaluation(oldWork, predecessor.found);
  const name = `${subjectOf(oldWork.model)} (${arnOf(old.value)})`;
  const oldScore = old.value.EvaluationResult?.F1Score;
  if (oldScore === undefined) return unshown(name);
  if (!acrossTestSets) {
    const [images, oldImages] = [await testImagesOf(work, found), await testImagesOf(oldWork, old)];
    const [isNew, isLost] = [lackingIn(oldImages, images), lackingIn(images, oldImages)];
    if (isNew + isLost > 0) {
      return {
        code: "TestSetsDiffer",
        why: `${subjectOf(work.model)} and ${name}, which it is to replace, were tested with other images (${String(isNew)} of ${String(images.size)} are new, ${String(isLost)} of ${String(oldImages.size)} are not there any more), so notWorseThan cannot compare their F1 scores, ${scoreText(score)} and ${scoreText(oldScore)}`,
        more: whereEvaluated(found),
      };
    }
  }
  if (!isBelow(score + tolerance, oldScore)) return undefined;
  const within = tolerance === 0 ? "" : `, by more than the tolerance of ${String(tolerance)}`;
  return {
    code: "WorseThanServing",
    why: `${subjectOf(work.model)} has an F1 score of ${scoreText(score)}, below the ${scoreText(oldScore)} of ${name}, which it is to replace${within} (notWorseThan)`,
    more: [await changesOf(work, found, oldWork, old), whereEvaluated(found)].filter(Boolean).join(" "),
  };
}

function unshown(whose: string): Refusal {
  return {
    code: "NotEvaluated",
    why: `AWS does not show the F1 score of ${whose}, so notWorseThan cannot be judged`,
  };
}

/** How many of them the others lack. */
function lackingIn(others: ReadonlySet<string>, images: ReadonlySet<string>): number {
  return [...images].filter((image) => !others.has(image)).length;
}

/** Which labels became worse, as a sentence; where that cannot be read, the model is refused without it. */
async function changesOf(work: Work, found: Found, oldWork: Work, old: Found): Promise<string> {
  try {
    const [now, before] = [await evaluationOf(work, found), await evaluationOf(oldWork, old)];
    const worse = worseLabels(now, before);
    return worse.length === 0 ? "" : `Labels with lower scores: ${listText(worse)}.`;
  } catch (error) {
    if (isRekognitionError(error, "EvaluationUnreadable", "EvaluationMalformed", "NotEvaluated")) return "";
    throw error;
  }
}

function worseLabels({ labelEvaluations: now }: Evaluation, { labelEvaluations: before }: Evaluation): string[] {
  const scores = new Map(now.map(({ label, f1Score }) => [label, f1Score]));
  return before
    .map(({ label, f1Score }) => ({ label, was: f1Score, is: scores.get(label) }))
    .filter(({ was, is }) => is === undefined || isBelow(is, was))
    .sort((one, other) => (one.is ?? 0) - one.was - ((other.is ?? 0) - other.was))
    .map(
      ({ label, was, is }) =>
        `${JSON.stringify(label)} ${scoreText(was)} before, ${is === undefined ? "none" : scoreText(is)} now`,
    );
}
