import { createHash } from "node:crypto";
import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { s3Uri } from "../../../provider/aws/s3-objects.js";
import { isRekognitionError } from "../../../provider/base/errors.js";
import type { AwsContext } from "../../../provider/lifecycle/aws-context.js";
import { locationIn, type ResultObject } from "../../../provider/observe/evaluation/result-object.js";
import { type Evaluation, type LabelEvaluation, readSummary } from "../../../provider/observe/evaluation/summary.js";
import { readTestImages } from "../../../provider/observe/evaluation/test-images.js";
import type { EvaluationEntry } from "../document.js";

/** What was read of a model, or why it was not; `isFault` where a trained model should have had it. */
export type Outcome<T> = { readonly read: T } | { readonly missing: string; readonly isFault: boolean };

/** Reads what trainings left, each object once. */
export class Evaluations {
  readonly #contextIn: (region: string) => AwsContext;
  readonly #read = new Map<string, Promise<Outcome<EvaluationEntry>>>();
  readonly #images = new Map<string, Promise<Outcome<string>>>();

  constructor(contextIn: (region: string) => AwsContext) {
    this.#contextIn = contextIn;
  }

  /** What the tests of a model say of it. */
  of(region: string, version: ProjectVersionDescription): Promise<Outcome<EvaluationEntry>> {
    const { ProjectVersionArn: modelArn = "", EvaluationResult, Status = "", SourceProjectVersionArn } = version;
    return once(this.#read, modelArn, async () => {
      const location = locationIn(EvaluationResult?.Summary?.S3Object);
      if (location === undefined) {
        return { missing: `There is no evaluation: the model is ${Status}.`, isFault: EvaluationResult !== undefined };
      }
      return this.#reading(async () => {
        const result: ResultObject = { subject: "The evaluation", location, modelArn };
        const evaluation = await readSummary(this.#contextIn(region).aws, result);
        // A model of the same name writes to the same key; that of a copy names the model that was copied.
        if (evaluation.projectVersionArn !== modelArn && SourceProjectVersionArn === undefined) {
          return { missing: `${s3Uri(location)} is that of ${evaluation.projectVersionArn}.`, isFault: true };
        }
        return { read: entryOf(evaluation, s3Uri(location)) };
      });
    });
  }

  /** A digest of the images that a model was tested with: equal ones are of the same images. */
  testImagesOf(region: string, version: ProjectVersionDescription): Promise<Outcome<string>> {
    const { ProjectVersionArn: modelArn = "", TestingDataResult } = version;
    return once(this.#images, modelArn, async () => {
      const [asset] = TestingDataResult?.Output?.Assets ?? [];
      const location = locationIn(asset?.GroundTruthManifest?.S3Object);
      if (location === undefined)
        return { missing: "AWS does not show where its test images are listed.", isFault: true };
      return this.#reading(async () => {
        const result: ResultObject = { subject: "The list of its test images", location, modelArn };
        const images = await readTestImages(this.#contextIn(region).aws, result);
        const digest = createHash("sha256");
        for (const image of [...images].sort()) digest.update(`${image}\n`);
        return { read: digest.digest("hex") };
      });
    });
  }

  async #reading<T>(read: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await read();
    } catch (error) {
      if (!isRekognitionError(error) || error.code === "Cancelled") throw error;
      return { missing: error.message, isFault: true };
    }
  }
}

function once<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key) ?? make();
  kept.set(key, known);
  return known;
}

function entryOf(evaluation: Evaluation, summaryUri: string): EvaluationEntry {
  const tested = evaluation.labelEvaluations.filter(({ numberOfTestingImages }) => numberOfTestingImages > 0);
  const names = new Set(tested.map(({ label }) => label));
  return {
    f1Score: evaluation.f1Score,
    precision: evaluation.precision ?? null,
    recall: evaluation.recall ?? null,
    averagePrecision: evaluation.averagePrecision ?? null,
    averageRecall: evaluation.averageRecall ?? null,
    numberOfTestingImages: evaluation.numberOfTestingImages,
    numberOfTrainingImages: evaluation.numberOfTrainingImages,
    evaluationEndTimestamp: evaluation.evaluationEndTimestamp,
    summaryUri,
    labelEvaluations: tested
      .sort(byScore)
      .map(({ assumedThreshold = null, ...each }) => ({ ...each, assumedThreshold })),
    labelsWithoutTestImages: evaluation.labels.filter((label) => !names.has(label)),
    confusionMatrix: evaluation.confusionMatrix?.filter(({ value }) => value > 0) ?? null,
  };
}

function byScore(one: LabelEvaluation, other: LabelEvaluation): number {
  return one.f1Score - other.f1Score || (one.label < other.label ? -1 : 1);
}
