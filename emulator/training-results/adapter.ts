import type { TrainingEntry } from "../media/trained-model.js";
import type { Prediction, SimulatedTest, TestAnswer } from "./answers.js";
import { evaluationDetails } from "./summary.js";
import type { EvaluatedTraining } from "./summary.js";

/** The answers of an adapter, and of the base model that it changes, to the same test set. */
export interface AdapterTests {
  readonly adapter: SimulatedTest;
  readonly base: SimulatedTest;
}

/** What the answers are said to come from. */
export interface AdapterFacts {
  readonly modelVersion: string;
  readonly arn: string;
}

/** Answers that are less sure are not returned. */
const LEAST_CONFIDENCE = 5;
const STEP = 5;

interface Quadrants {
  TruePositive: number;
  TrueNegative: number;
  FalsePositive: number;
  FalseNegative: number;
}

const percent = ({ confidence }: Prediction): number => confidence * 100;

/** What the answers are at a threshold, for each label. */
function quadrantsByLabel(test: SimulatedTest, labels: readonly string[], threshold: number): Map<string, Quadrants> {
  const images = test.answers.length;
  const zero = { TruePositive: 0, TrueNegative: images, FalsePositive: 0, FalseNegative: 0 };
  const all = new Map(labels.map((label): [string, Quadrants] => [label, { ...zero }]));
  for (const prediction of test.answers.flatMap(({ predictions }) => predictions)) {
    const own = all.get(prediction.label);
    if (own === undefined) continue;
    const isFound = percent(prediction) >= threshold;
    if (isFound || prediction.isPresent) own.TrueNegative -= 1;
    if (prediction.isPresent) own[isFound ? "TruePositive" : "FalseNegative"] += 1;
    else if (isFound) own.FalsePositive += 1;
  }
  return all;
}

const NAMES = ["TruePositive", "TrueNegative", "FalsePositive", "FalseNegative"] as const;

function sumOf(quadrants: readonly Quadrants[]): Quadrants {
  const sum = { TruePositive: 0, TrueNegative: 0, FalsePositive: 0, FalseNegative: 0 };
  for (const each of quadrants) for (const name of NAMES) sum[name] += each[name];
  return sum;
}

function atThreshold({ adapter, base }: AdapterTests, labels: readonly string[], threshold: number) {
  const [ofAdapter, ofBase] = [adapter, base].map((test) => quadrantsByLabel(test, labels, threshold));
  return {
    ConfidenceThreshold: threshold,
    AggregatedEvaluationResults: {
      BaseModel: sumOf([...(ofBase?.values() ?? [])]),
      Adapter: sumOf([...(ofAdapter?.values() ?? [])]),
    },
    LabelEvaluationResults: labels.map((label) => ({
      Label: label,
      BaseModel: ofBase?.get(label),
      Adapter: ofAdapter?.get(label),
    })),
  };
}

/** What an adapter's evaluation is written down as: counts beside those of the base model, at thresholds from 5 to 100. */
export function adapterSummary(
  training: EvaluatedTraining,
  tests: AdapterTests,
  f1Score: number,
  confidenceThreshold: number,
): string {
  const { labels } = training;
  const thresholds = Array.from({ length: 100 / STEP }, (_, index) => (index + 1) * STEP);
  return JSON.stringify({
    AggregatedEvaluationResults: { F1Score: f1Score },
    EvaluationDetails: evaluationDetails(training),
    ContentModeration: {
      InputConfidenceThresholdEvalResults: atThreshold(tests, labels, confidenceThreshold),
      AllConfidenceThresholdsEvalResults: thresholds.map((threshold) => atThreshold(tests, labels, threshold)),
    },
  });
}

const groundTruth = ({ bucket, key, labels }: TrainingEntry) => ({
  "source-ref": `s3://${bucket}/${key}`,
  "content-moderation-groundtruth": { ModerationLabels: labels.map((Name) => ({ Name })) },
});

const answered = (answer: TestAnswer | undefined, modelVersion: string, more: object) => ({
  ModerationLabels: (answer?.predictions ?? [])
    .filter((prediction) => percent(prediction) >= LEAST_CONFIDENCE)
    .map((prediction) => ({ Confidence: percent(prediction), Name: prediction.label, ParentName: "" })),
  ModerationModelVersion: modelVersion,
  ...more,
});

/** A line that an adapter was trained on. */
export const adapterTrainingLine = (entry: TrainingEntry): string => JSON.stringify(groundTruth(entry));

/** The lines that an adapter was tested on, with its answers and those of the base model. */
export function* adapterTestingLines({ adapter, base }: AdapterTests, facts: AdapterFacts): Generator<string> {
  for (const [index, answer] of adapter.answers.entries()) {
    yield JSON.stringify({
      ...groundTruth(answer.entry),
      "detect-moderation-labels": answered(answer, facts.modelVersion, { ProjectVersion: facts.arn }),
      "detect-moderation-labels-base-model": answered(base.answers[index], facts.modelVersion, {}),
    });
  }
}
