import type { Switches } from "../switches.js";
import { f1Of, f1ScoreOf, meanOf } from "./answers.js";
import type { LabelCounts, SimulatedTest, TestAnswer, TestRequest } from "./answers.js";

/** 0 to 1 each. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  readonly f1Score: number;
}

export interface LabelFigures extends Figures {
  readonly label: string;
  readonly threshold: number;
  readonly images: number;
}

export interface ConfusedShare {
  readonly groundTruthLabel: string;
  readonly predictedLabel: string;
  readonly share: number;
}

/** What a test says of a model. */
export interface Evaluation {
  /** The unweighted means over the labels. */
  readonly overall: Figures;
  /** The best F1 score first. */
  readonly labels: readonly LabelFigures[];
}

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/**
 * Counts what the answers come to. Few test images cannot give every F1 score: the answers come as near as they can from
 * above, and all figures are then multiplied by one factor, so that the overall score is the one asked for, each label's
 * is still 2PR/(P+R), and the overall figures are still means. Where scores of labels are asked for, each label has a factor
 * of its own.
 */
export function evaluate(
  { counts, thresholds }: SimulatedTest,
  asked: Pick<TestRequest, "f1Score" | "labelF1Scores">,
  figures: Switches["evaluationFigures"],
): Evaluation {
  const { f1Score, labelF1Scores } = asked;
  const counted = [...counts].map(([label, each]) => ({ label, each, f1Score: f1Of(each) }));
  if (counted.length === 0) return { overall: { precision: f1Score, recall: f1Score, f1Score }, labels: [] };
  const mean = meanOf(counted.map((each) => each.f1Score));
  const isByLabel = labelF1Scores !== undefined;
  const factorOf = (score: number, of: number): number =>
    figures === "counted" || of === 0 ? 1 : Math.min(1, score / of);
  const common = factorOf(f1Score, mean);
  const labels = counted
    .map(({ label, each, f1Score: own }) => {
      const factor = isByLabel ? factorOf(f1ScoreOf(asked, label), own) : common;
      return {
        label,
        threshold: thresholds.get(label) ?? 0,
        images: each.images,
        precision: factor * ratio(each.truePositives, each.truePositives + each.falsePositives),
        recall: factor * ratio(each.truePositives, each.truePositives + each.falseNegatives),
        f1Score: factor * own,
      };
    })
    .sort((a, b) => b.f1Score - a.f1Score || (a.label < b.label ? -1 : 1));
  return {
    overall: {
      precision: meanOf(labels.map(({ precision }) => precision)),
      recall: meanOf(labels.map(({ recall }) => recall)),
      f1Score: figures === "scaled" && !isByLabel ? f1Score : meanOf(labels.map((each) => each.f1Score)),
    },
    labels,
  };
}

/** Which labels were taken for which, as shares of the test images with the label that `shareOf` names. */
export function confusion(
  { answers, counts }: SimulatedTest,
  shareOf: Switches["confusionShareOf"],
): readonly ConfusedShare[] {
  const times = new Map<string, number>();
  const key = (shown: string, predicted: string): string => JSON.stringify([shown, predicted]);
  for (const { predictions } of answers) {
    const shown = predictions.filter(({ isPresent }) => isPresent);
    for (const { label, isFound } of shown) {
      if (isFound) times.set(key(label, label), (times.get(key(label, label)) ?? 0) + 1);
      for (const wrong of predictions.filter(({ isPresent }) => !isPresent)) {
        times.set(key(label, wrong.label), (times.get(key(label, wrong.label)) ?? 0) + 1);
      }
    }
  }
  const labels = [...counts.keys()].sort();
  return labels.flatMap((groundTruthLabel) =>
    labels.map((predictedLabel) => {
      const whole = counts.get(shareOf === "GroundTruthLabel" ? groundTruthLabel : predictedLabel)?.images ?? 0;
      const share = ratio(times.get(key(groundTruthLabel, predictedLabel)) ?? 0, whole);
      return { groundTruthLabel, predictedLabel, share };
    }),
  );
}

/** Answers that are less sure do not count as detections at all. */
const LEAST_CONFIDENCE = 0.05;

/** Precision at each further true positive, the surest answer first, and how many there are at all. */
function ranked(answers: readonly TestAnswer[], label: string, { truePositives, falseNegatives }: LabelCounts) {
  const detections = answers
    .flatMap(({ predictions }) => predictions)
    .filter((prediction) => prediction.label === label && prediction.confidence >= LEAST_CONFIDENCE)
    .sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let precisions = 0;
  for (const [index, { isPresent }] of detections.entries()) {
    if (!isPresent) continue;
    right += 1;
    precisions += right / (index + 1);
  }
  const boxes = truePositives + falseNegatives;
  return { precision: ratio(precisions, boxes), recall: ratio(right, boxes) };
}

/** Mean average precision and mean average recall, whatever the thresholds. */
export function rankedMeans({ answers, counts }: SimulatedTest): Omit<Figures, "f1Score"> {
  const labels = [...counts].map(([label, each]) => ranked(answers, label, each));
  if (labels.length === 0) return { precision: 0, recall: 0 };
  return {
    precision: meanOf(labels.map(({ precision }) => precision)),
    recall: meanOf(labels.map(({ recall }) => recall)),
  };
}
