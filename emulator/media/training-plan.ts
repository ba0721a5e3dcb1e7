import type { Asset, CustomizationFeature, TestingData, TrainingData } from "@aws-sdk/client-rekognition";
import type { ManifestReports } from "../manifest-report.js";
import type { Wire } from "../protocol/wire.js";
import { isMissingBucket } from "../training-results/output-bucket.js";
import type { Call } from "../world.js";
import { manifestFile } from "./manifest-file.js";
import { TrainedModel, labelsOf } from "./trained-model.js";
import type { ModelKind, TrainingEntry } from "./trained-model.js";
import { TRAINING_FAILURES, wasValidated } from "./training-failures.js";
import type { TrainingFailure } from "./training-failures.js";
import { readTrainingManifest } from "./training-manifest.js";
import type { TrainingManifest } from "./training-manifest.js";

interface Manifests {
  readonly training: TrainingManifest;
  readonly testing: TrainingManifest | undefined;
}

/** What the manifests of a training will lead to. */
export interface TrainingPlan {
  readonly model: TrainedModel;
  /** Why the training will fail, the reason that AWS states first; none if nothing stands against it. */
  readonly failures: readonly TrainingFailure[];
  /** What their lines came to; undefined if they were not looked at. */
  readonly manifests: ManifestReports | undefined;
  /** What is written down of that. */
  readonly validated: Manifests | undefined;
  /** What is trained and tested on; no test set: a part of the training set is taken for it. */
  readonly sets: {
    readonly training: readonly TrainingEntry[];
    readonly testing: readonly TrainingEntry[] | undefined;
  };
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
): TrainingFailure | undefined {
  const fewest = MIN_LABELS[model.kind];
  const countFailure = ({ length }: readonly string[]): string | undefined => {
    if (length < fewest) return TRAINING_FAILURES.tooFewLabels;
    return length > call.world.switches.quotaDatasetLabels ? TRAINING_FAILURES.tooManyLabels : undefined;
  };
  const trained = labelsOf(training, "either");
  const few = (usable: readonly string[]): string | undefined =>
    usable.length < fewest ? TRAINING_FAILURES.tooFewUsableLabels : undefined;
  const inTraining = countFailure(trained) ?? few(model.labels);
  if (inTraining !== undefined) return { text: inTraining, in: "training" };
  if (testing === undefined) return undefined;
  const tested = labelsOf(testing, "either");
  if (misses(tested, trained)) return { text: TRAINING_FAILURES.overlap, in: "both" };
  const usable = labelsOf(testing, model.kind === "detection" ? "boxes" : "labels");
  const inTesting = countFailure(tested) ?? few(usable);
  if (inTesting !== undefined) return { text: inTesting, in: "testing" };
  return misses(usable, model.labels) ? { text: TRAINING_FAILURES.usableOverlap, in: "both" } : undefined;
}

/** A training that ends before any line is looked at. */
const unread = (text: string): TrainingPlan => ({
  model: new TrainedModel([], "classification"),
  failures: [{ text, in: "both" }],
  manifests: undefined,
  validated: undefined,
  sets: { training: [], testing: [] },
});

/** Validation manifests that nobody will see. */
function discard(call: Call, { training, testing }: Manifests): void {
  for (const each of [training, testing]) if (each !== undefined) call.world.buckets.discard(each.file.blob);
}

/** What the lines of both manifests say, or why a manifest cannot be read at all. */
function readManifests(
  call: Call,
  { feature, trainingData, testingData, datasets }: TrainingRequest,
): Manifests | string {
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
  const unvalidated = failures.find((failure) => failure !== undefined && !wasValidated(failure));
  if (unvalidated === undefined) return manifests;
  discard(call, manifests);
  return unvalidated;
}

/** Reads the manifests a training was given, at the time of the request, and says what will come of them. */
export function planTraining(call: Call, request: TrainingRequest): TrainingPlan {
  const read = readManifests(call, request);
  if (typeof read === "string") return unread(read);
  if (isMissingBucket(call.world, request.outputBucket)) {
    discard(call, read);
    return unread(TRAINING_FAILURES.noOutputBucket);
  }
  const { training, testing } = read;
  const model = new TrainedModel(training.entries, kindOf(training.entries, testing?.entries ?? []));
  const plan = {
    model,
    manifests: { training: training.report, testing: testing?.report },
    validated: read,
    sets: { training: training.entries, testing: testing?.entries },
  };
  const inLines: TrainingFailure[] = [];
  if (training.failure !== undefined) inLines.push({ text: training.failure, in: "training" });
  if (testing?.failure !== undefined) inLines.push({ text: testing.failure, in: "testing" });
  if (inLines.length > 0 || request.feature === "CONTENT_MODERATION") return { ...plan, failures: inLines };
  const split = testing === undefined ? splitFailure(call, model, training.entries) : undefined;
  const ofLabels = labelFailure(call, model, training.entries, testing?.entries);
  const failure = ofLabels ?? (split === undefined ? undefined : { text: split, in: "training" as const });
  return { ...plan, failures: failure === undefined ? [] : [failure] };
}
