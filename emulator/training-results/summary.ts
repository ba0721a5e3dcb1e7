import type { ModelKind } from "../media/trained-model.js";
import type { Switches } from "../switches.js";
import type { SimulatedTest } from "./answers.js";
import { confusion, rankedMeans } from "./figures.js";
import type { Evaluation, Figures } from "./figures.js";

/** What a summary says of the training itself. */
export interface EvaluatedTraining {
  readonly arn: string;
  readonly endedAtMs: number;
  readonly labels: readonly string[];
  readonly trainingImages: number;
  readonly testingImages: number;
}

/** AWS writes microseconds, and no time zone. */
export const timestamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}000`;

export const evaluationDetails = (training: EvaluatedTraining) => ({
  EvaluationEndTimestamp: timestamp(training.endedAtMs),
  Labels: training.labels,
  NumberOfTestingImages: training.testingImages,
  NumberOfTrainingImages: training.trainingImages,
  ProjectVersionArn: training.arn,
});

const metrics = ({ f1Score, precision, recall }: Figures) => ({
  F1Score: f1Score,
  Precision: precision,
  Recall: recall,
});

/** The summary of an evaluation, as JSON. */
export function evaluationSummary(
  training: EvaluatedTraining,
  test: SimulatedTest,
  { overall, labels }: Evaluation,
  kind: ModelKind,
  { evaluationSummaryShape, confusionShareOf }: Switches,
): string {
  const means = rankedMeans(test);
  const ofKind =
    kind === "detection"
      ? { AveragePrecision: means.precision, AverageRecall: means.recall }
      : {
          ConfusionMatrix: confusion(test, confusionShareOf).map(({ groundTruthLabel, predictedLabel, share }) => ({
            GroundTruthLabel: groundTruthLabel,
            PredictedLabel: predictedLabel,
            Value: share,
          })),
        };
  const aggregated = { ...ofKind, ...metrics(overall) };
  return JSON.stringify({
    Version: 1,
    AggregatedEvaluationResults: evaluationSummaryShape === "flat" ? aggregated : { Metrics: aggregated },
    EvaluationDetails: evaluationDetails(training),
    LabelEvaluationResults: labels.map((each) => ({
      Label: each.label,
      Metrics: { ...metrics(each), Threshold: each.threshold },
      NumberOfTestingImages: each.images,
    })),
  });
}
