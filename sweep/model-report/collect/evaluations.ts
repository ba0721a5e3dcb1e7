import { createHash } from "node:crypto";
import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { s3Uri } from "../../../provider/aws/s3-objects.js";
import { isRekognitionError } from "../../../provider/base/errors.js";
import type { AwsContext } from "../../../provider/lifecycle/aws-context.js";
import { isOfAnother, summaryLocation, testImagesLocation } from "../../../provider/observe/evaluation/description.js";
import type { ResultObject } from "../../../provider/observe/evaluation/result-object.js";
import { testedLabels } from "../../../provider/observe/evaluation/scores.js";
import { type Evaluation, readSummary } from "../../../provider/observe/evaluation/summary.js";
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
    const { ProjectVersionArn: modelArn = "", EvaluationResult, Status = "" } = version;
    return once(this.#read, modelArn, async () => {
      const location = summaryLocation(version);
      if (location === undefined) {
        return { missing: `There is no evaluation: the model is ${Status}.`, isFault: EvaluationResult !== undefined };
      }
      return this.#reading(async () => {
        const result: ResultObject = { subject: "The evaluation", location, modelArn };
        const evaluation = await readSummary(this.#contextIn(region).aws, result);
        if (isOfAnother(evaluation, version)) {
          return { missing: `${s3Uri(location)} is that of ${evaluation.projectVersionArn}.`, isFault: true };
        }
        return { read: entryOf(evaluation, s3Uri(location)) };
      });
    });
  }

  /** A digest of the images that a model was tested with: equal ones are of the same images. */
  testImagesOf(region: string, version: ProjectVersionDescription): Promise<Outcome<string>> {
    const { ProjectVersionArn: modelArn = "" } = version;
    return once(this.#images, modelArn, async () => {
      const location = testImagesLocation(version);
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
  const { tested, untested } = testedLabels(evaluation);
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
    labelEvaluations: tested.map(({ assumedThreshold = null, ...each }) => ({ ...each, assumedThreshold })),
    labelsWithoutTestImages: untested,
    confusionMatrix: evaluation.confusionMatrix?.filter(({ value }) => value > 0) ?? null,
  };
}
