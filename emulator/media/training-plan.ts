import type { Asset, CustomizationFeature, TestingData, TrainingData } from "@aws-sdk/client-rekognition";
import type { ManifestReports } from "../manifest-report.js";
import type { Wire } from "../protocol/wire.js";
import type { Call } from "../world.js";
import { manifestFile } from "./manifest-file.js";
import { TrainedModel, labelsOf } from "./trained-model.js";
import type { ModelKind, TrainingEntry } from "./trained-model.js";
import { TRAINING_FAILURES, wasValidated } from "./training-failures.js";
import { readTrainingManifest } from "./training-manifest.js";
import type { TrainingManifest } from "./training-manifest.js";

/** What the manifests of a training will lead to. */
export interface TrainingPlan {
  readonly model: TrainedModel;
  /** Why the training will fail, in AWS's words; undefined if nothing stands against it. */
  readonly failure: string | undefined;
  /** What their lines came to; undefined if they were not looked at. */
  readonly manifests: ManifestReports | undefined;
}

export interface TrainingRequest {
  readonly feature: CustomizationFeature;
  readonly trainingData: Wire<TrainingData>;
  readonly testingData: Wire<TestingData>;
  /** The lines of the project's datasets, where they are trained from instead. */
  readonly datasets:
    { readonly training: Iterable<string>; readonly testing: Iterable<string> | undefined } | undefined;
  readonly outputBucket: string;
}

const MIN_LABELS = { classification: 2, detection: 1 } as const;
const MIN_LABEL_OVERLAP = 0.5;

/** The lines of a training's manifests as if they were one, or why one of them cannot be read. */
function assetLines(call: Call, assets: readonly Wire<Asset>[]): Iterable<string> | string {
  const { buckets, switches } = call.world;
  const refuseMissing = switches.missingManifest === "InvalidS3ObjectException";
  const files = assets.map((asset) => manifestFile(buckets, asset.GroundTruthManifest?.S3Object, refuseMissing));
  const parts: Iterable<string>[] = [];
  for (const file of files) {
    if ("failure" in file) return file.failure;
    parts.push(file.lines);
  }
  return (function* chained() {
    for (const part of parts) yield* part;
  })();
}

/** A test set made from the training set needs images to take away. */
function splitFailure(call: Call, model: TrainedModel, entries: readonly TrainingEntry[]): string | undefined {
  const fewest = call.world.switches.autoSplitImagesPerLabel;
  const images = (label: string): number =>
    entries.filter((entry) => labelsOf([entry], "either").includes(label)).length;
  return model.labels.some((label) => images(label) < fewest) ? TRAINING_FAILURES.tooFewImages : undefined;
}

/** Images with a label each, tested on images with boxes, make a model that finds brands: where something is, too. */
function kindOf(...sets: readonly (readonly TrainingEntry[])[]): ModelKind {
  return sets.some((entries) => entries.some((entry) => entry.boxes.length > 0)) ? "detection" : "classification";
}

/** Whether too few of the labels that are trained are tested. */
function misses(tested: readonly string[], trained: readonly string[]): boolean {
  return trained.filter((label) => tested.includes(label)).length / trained.length < MIN_LABEL_OVERLAP;
}

/** First what is wrong with all labels, then with those of the lines that are in the model's format. */
function labelFailure(
  call: Call,
  model: TrainedModel,
  training: readonly TrainingEntry[],
  testing: readonly TrainingEntry[] | undefined,
): string | undefined {
  const fewest = MIN_LABELS[model.kind];
  const countFailure = ({ length }: readonly string[]): string | undefined => {
    if (length < fewest) return TRAINING_FAILURES.tooFewLabels;
    return length > call.world.switches.quotaDatasetLabels ? TRAINING_FAILURES.tooManyLabels : undefined;
  };
  const trained = labelsOf(training, "either");
  const inTraining = countFailure(trained);
  if (inTraining !== undefined) return inTraining;
  if (model.labels.length < fewest) return TRAINING_FAILURES.tooFewUsableLabels;
  if (testing === undefined) return undefined;
  const tested = labelsOf(testing, "either");
  if (misses(tested, trained)) return TRAINING_FAILURES.overlap;
  const usable = labelsOf(testing, model.kind === "detection" ? "boxes" : "labels");
  const inTesting = countFailure(tested);
  if (inTesting !== undefined) return inTesting;
  if (usable.length < fewest) return TRAINING_FAILURES.tooFewUsableLabels;
  return misses(usable, model.labels) ? TRAINING_FAILURES.usableOverlap : undefined;
}

/** What the lines of both manifests say, or why a manifest cannot be read at all. */
function readManifests(
  call: Call,
  { feature, trainingData, testingData, datasets }: TrainingRequest,
): { readonly training: TrainingManifest; readonly testing: TrainingManifest | undefined } | string {
  const training = datasets === undefined ? assetLines(call, trainingData.Assets ?? []) : datasets.training;
  const { Assets: testAssets = [] } = testingData;
  const fromFiles = testAssets.length === 0 ? undefined : assetLines(call, testAssets);
  const testing = datasets === undefined ? fromFiles : datasets.testing;
  if (typeof training === "string") return training;
  if (typeof testing === "string") return testing;
  const manifests = {
    training: readTrainingManifest(call, training, feature),
    testing: testing === undefined ? undefined : readTrainingManifest(call, testing, feature),
  };
  const failures = [manifests.training.failure, manifests.testing?.failure];
  return failures.find((failure) => failure !== undefined && !wasValidated(failure)) ?? manifests;
}

/** Reads the manifests a training was given, at the time of the request, and says what will come of them. */
export function planTraining(call: Call, request: TrainingRequest): TrainingPlan {
  const read = readManifests(call, request);
  const { buckets, switches } = call.world;
  const outputMissing = switches.checkOutputBucket && !buckets.hasBucket(request.outputBucket);
  if (typeof read === "string" || outputMissing) {
    const failure = typeof read === "string" ? read : TRAINING_FAILURES.noOutputBucket;
    return { model: new TrainedModel([], "classification"), failure, manifests: undefined };
  }
  const { training, testing } = read;
  const model = new TrainedModel(training.entries, kindOf(training.entries, testing?.entries ?? []));
  const manifests = { training: training.report, testing: testing?.report };
  const inLines = training.failure ?? testing?.failure;
  if (inLines !== undefined || request.feature === "CONTENT_MODERATION") return { model, failure: inLines, manifests };
  const split = testing === undefined ? splitFailure(call, model, training.entries) : undefined;
  return { model, failure: labelFailure(call, model, training.entries, testing?.entries) ?? split, manifests };
}
