import type { CustomizationFeature, S3Object, TestingData, TrainingData } from "@aws-sdk/client-rekognition";
import { invalidS3Object } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import type { Call } from "../world.js";
import type { Buckets } from "./buckets.js";
import { CUSTOM_LABELS_IMAGE, fitsLimits } from "./image-limits.js";
import { parseManifest } from "./manifest.js";
import type { Manifest, ManifestEntry } from "./manifest.js";
import { TrainedModel, labelsOf } from "./trained-model.js";
import { TRAINING_FAILURES } from "./training-failures.js";

/** What the manifests of a training will lead to. */
export interface TrainingPlan {
  readonly model: TrainedModel;
  /** Why the training will fail, in AWS's words; undefined if nothing stands against it. */
  readonly failure: string | undefined;
}

export interface TrainingRequest {
  readonly feature: CustomizationFeature;
  readonly trainingData: Wire<TrainingData>;
  readonly testingData: Wire<TestingData>;
  /** The project's datasets, where they are trained from instead. */
  readonly datasets: { readonly training: Manifest; readonly testing: Manifest | undefined } | undefined;
  readonly outputBucket: string;
}

const MAX_MANIFEST_BYTES = 1024 ** 3;
const MAX_LINES = 250_000;
const MAX_INVALID_SHARE = 0.2;
const MIN_LABELS = { classification: 2, detection: 1 } as const;
const MAX_LABELS = 250;
const MIN_LABEL_OVERLAP = 0.5;

interface Reading {
  readonly entries: readonly ManifestEntry[];
  readonly failure: string | undefined;
}

const failed = (failure: string, entries: readonly ManifestEntry[] = []): Reading => ({ entries, failure });

function hasFitImage(buckets: Buckets, entry: ManifestEntry): boolean {
  const image = buckets.read(entry.bucket, entry.key);
  return image !== undefined && fitsLimits(image, CUSTOM_LABELS_IMAGE);
}

/** Lines, then images: what is wrong with either adds up. */
function judge(call: Call, manifest: Manifest, feature: CustomizationFeature): Reading {
  const { buckets, switches } = call.world;
  const { entries, totalLines, invalidLines } = manifest;
  if (totalLines === 0) return failed(TRAINING_FAILURES.empty);
  if (totalLines > MAX_LINES) return failed(TRAINING_FAILURES.tooManyRows);
  if (new Set(entries.map((entry) => entry.bucket)).size > 1) return failed(TRAINING_FAILURES.manyBuckets, entries);
  const labeled = feature === "CONTENT_MODERATION" ? entries : entries.filter((entry) => entry.hasLabels);
  const usable = switches.checkManifestImages ? labeled.filter((entry) => hasFitImage(buckets, entry)) : labeled;
  if (labeled.length > 0 && usable.length === 0) return failed(TRAINING_FAILURES.noImages);
  const invalid = invalidLines + entries.length - usable.length;
  if (invalid / totalLines > MAX_INVALID_SHARE) return failed(TRAINING_FAILURES.tooManyInvalidRows, usable);
  return { entries: usable, failure: undefined };
}

function readAsset(call: Call, feature: CustomizationFeature, object: Wire<S3Object> | undefined): Reading {
  const { Bucket = "", Name = "", Version } = object ?? {};
  const bytes = call.world.buckets.read(Bucket, Name, Version);
  if (bytes === undefined && call.world.switches.missingManifest === "InvalidS3ObjectException") {
    throw invalidS3Object();
  }
  const hasExtension = /\.[^./]+$/.test(Name);
  if (bytes === undefined || !hasExtension) return failed(TRAINING_FAILURES.unreadable);
  if (bytes.length > MAX_MANIFEST_BYTES) return failed(TRAINING_FAILURES.tooLarge);
  return judge(call, parseManifest(bytes), feature);
}

function readAssets(call: Call, request: TrainingRequest, assets: Wire<TrainingData>["Assets"]): Reading {
  const readings = (assets ?? []).map((asset) => readAsset(call, request.feature, asset.GroundTruthManifest?.S3Object));
  return {
    entries: readings.flatMap((reading) => reading.entries),
    failure: readings.find((reading) => reading.failure !== undefined)?.failure,
  };
}

/** A test set made from the training set needs images to take away. */
function splitFailure(call: Call, model: TrainedModel, entries: readonly ManifestEntry[]): string | undefined {
  const fewest = call.world.switches.autoSplitImagesPerLabel;
  const short = model.labels.some((label) => entries.filter((entry) => entry.labels.includes(label)).length < fewest);
  return short ? TRAINING_FAILURES.tooFewImages : undefined;
}

function labelFailure(model: TrainedModel, testing: readonly ManifestEntry[]): string | undefined {
  if (model.labels.length < MIN_LABELS[model.kind]) return TRAINING_FAILURES.tooFewLabels;
  if (model.labels.length > MAX_LABELS) return TRAINING_FAILURES.tooManyLabels;
  if (testing.length === 0) return undefined;
  const tested = new Set(labelsOf(testing, model.kind));
  const shared = model.labels.filter((label) => tested.has(label)).length;
  return shared / model.labels.length < MIN_LABEL_OVERLAP ? TRAINING_FAILURES.overlap : undefined;
}

interface Readings {
  readonly training: Reading;
  readonly testing: Reading;
}

const readFiles = (call: Call, request: TrainingRequest): Readings => ({
  training: readAssets(call, request, request.trainingData.Assets),
  testing: readAssets(call, request, request.testingData.Assets),
});

function readDatasets(call: Call, { datasets, feature }: TrainingRequest): Readings {
  const read = (manifest: Manifest | undefined): Reading =>
    manifest === undefined ? { entries: [], failure: undefined } : judge(call, manifest, feature);
  return { training: read(datasets?.training), testing: read(datasets?.testing) };
}

/** Reads the manifests a training was given, at the time of the request, and says what will come of them. */
export function planTraining(call: Call, request: TrainingRequest): TrainingPlan {
  const { training, testing } = request.datasets === undefined ? readFiles(call, request) : readDatasets(call, request);
  const model = new TrainedModel(training.entries);
  const { checkOutputBucket } = call.world.switches;
  const outputMissing = checkOutputBucket && !call.world.buckets.hasBucket(request.outputBucket);
  const inFiles = training.failure ?? testing.failure ?? (outputMissing ? TRAINING_FAILURES.noOutputBucket : undefined);
  if (inFiles !== undefined || request.feature === "CONTENT_MODERATION") return { model, failure: inFiles };
  const autoSplit = request.testingData.AutoCreate === true || (request.datasets && !request.datasets.testing);
  const split = autoSplit === true ? splitFailure(call, model, training.entries) : undefined;
  return { model, failure: labelFailure(model, testing.entries) ?? split };
}
