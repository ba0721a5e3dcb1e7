import type { CustomizationFeature, TestingData, TrainingData } from "@aws-sdk/client-rekognition";
import { serviceError } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import type { Call } from "../world.js";
import { parseManifest } from "./manifest.js";
import type { ManifestEntry } from "./manifest.js";
import { TrainedModel } from "./trained-model.js";

/** What the manifests of a training will lead to. */
export interface TrainingPlan {
  readonly model: TrainedModel;
  /** Why the training will fail, in AWS's words; undefined if nothing stands against it. */
  readonly failure: string | undefined;
}

interface TrainingRequest {
  readonly feature: CustomizationFeature;
  readonly trainingData: Wire<TrainingData>;
  readonly testingData: Wire<TestingData>;
}

/** AWS's texts for manifests it cannot train from. */
const FAILURES = {
  unreadable: "The manifest file extension or contents are invalid.",
  empty: "The manifest file is empty.",
  tooLarge: "The manifest file size exceeds the maximum supported size.",
  tooManyInvalidRows: "The manifest file contains too many invalid rows.",
  manyBuckets: "The manifest file contains images from multiple S3 buckets.",
  tooFewLabels: "The manifest file has too few labels.",
  tooManyLabels: "The manifest file has too many labels.",
  overlap: "Less than 50% label overlap between the training and testing manifest files.",
} as const;

const MAX_MANIFEST_BYTES = 1024 ** 3;
const MAX_INVALID_SHARE = 0.2;
const MAX_LABELS = 250;
const MIN_LABEL_OVERLAP = 0.5;

interface Reading {
  readonly entries: readonly ManifestEntry[];
  readonly failure: string | undefined;
}

type ManifestAssets = Wire<TrainingData>["Assets"];

function readAsset(call: Call, bucket: string, key: string): Reading {
  const bytes = call.world.buckets.read(bucket, key);
  if (bytes === undefined) {
    if (call.world.switches.missingManifest === "InvalidS3ObjectException") {
      throw serviceError(
        "InvalidS3ObjectException",
        "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
      );
    }
    return { entries: [], failure: FAILURES.unreadable };
  }
  if (bytes.length > MAX_MANIFEST_BYTES) return { entries: [], failure: FAILURES.tooLarge };
  const { entries, totalLines, invalidLines } = parseManifest(bytes);
  if (totalLines === 0) return { entries, failure: FAILURES.empty };
  if (invalidLines / totalLines > MAX_INVALID_SHARE) return { entries, failure: FAILURES.tooManyInvalidRows };
  if (new Set(entries.map((entry) => entry.bucket)).size > 1) return { entries, failure: FAILURES.manyBuckets };
  return { entries, failure: undefined };
}

function readAssets(call: Call, assets: ManifestAssets): Reading {
  const readings = (assets ?? []).map((asset) => {
    const object = asset.GroundTruthManifest?.S3Object;
    return readAsset(call, object?.Bucket ?? "", object?.Name ?? "");
  });
  return {
    entries: readings.flatMap((reading) => reading.entries),
    failure: readings.find((reading) => reading.failure !== undefined)?.failure,
  };
}

function labelFailure(training: TrainedModel, testing: readonly ManifestEntry[]): string | undefined {
  const fewest = training.kind === "detection" ? 1 : 2;
  if (training.labels.length < fewest) return FAILURES.tooFewLabels;
  if (training.labels.length > MAX_LABELS) return FAILURES.tooManyLabels;
  if (testing.length === 0) return undefined;
  const tested = new Set(testing.flatMap((entry) => entry.labels));
  const shared = training.labels.filter((label) => tested.has(label)).length;
  return shared / training.labels.length < MIN_LABEL_OVERLAP ? FAILURES.overlap : undefined;
}

/** Reads the manifests a training was given, at the time of the request, and says what will come of them. */
export function planTraining(call: Call, request: TrainingRequest): TrainingPlan {
  const training = readAssets(call, request.trainingData.Assets);
  const testing = readAssets(call, request.testingData.Assets);
  const model = new TrainedModel(training.entries);
  const isAdapter = request.feature === "CONTENT_MODERATION";
  const labels = isAdapter ? undefined : labelFailure(model, testing.entries);
  return { model, failure: training.failure ?? testing.failure ?? labels };
}
