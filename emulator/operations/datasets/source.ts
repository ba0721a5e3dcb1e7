import type { DatasetSource } from "@aws-sdk/client-rekognition";
import { DATASET_FAILURES, readDatasetManifest } from "../../media/dataset-manifest.js";
import type { DatasetLimits, DatasetManifest } from "../../media/dataset-manifest.js";
import { fileLines } from "../../media/lines.js";
import { invalidParameter, invalidS3Object, resourceNotReady } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { DatasetEntries } from "../../store/dataset-entries.js";
import { requireDataset } from "../../store/lookup.js";
import type { Call } from "../../world.js";
import { DATASET_LEGALITY } from "../legality.js";

/** What a new dataset begins with, and what AWS says of it. */
export interface DatasetContents extends DatasetManifest {
  readonly message: string;
}

const MAX_MANIFEST_BYTES = 1024 ** 3;

export const datasetLimits = (call: Call): DatasetLimits => ({
  maxEntries: call.world.switches.quotaDatasetEntries,
  maxLabels: call.world.switches.quotaDatasetLabels,
});

function fromManifest(call: Call, source: Wire<DatasetSource>): DatasetContents {
  const { Bucket = "", Name = "", Version } = source.GroundTruthManifest?.S3Object ?? {};
  const message = "The dataset was successfully created from the manifest file.";
  const failed = (failure: string): DatasetContents => ({ entries: new DatasetEntries(), failure, message });
  const object = call.world.buckets.locate(Bucket, Name, Version);
  if (object === undefined) {
    if (call.world.switches.missingDatasetManifest === "InvalidS3ObjectException") throw invalidS3Object();
    return failed(DATASET_FAILURES.unreadable);
  }
  if (!/\.[^./]+$/.test(Name)) return failed(DATASET_FAILURES.unreadable);
  if (object.sizeBytes > MAX_MANIFEST_BYTES) return failed(DATASET_FAILURES.tooLarge);
  return { ...readDatasetManifest(fileLines(object.path), datasetLimits(call)), message };
}

function fromDataset(call: Call, arn: string): DatasetContents {
  const original = requireDataset(call, arn);
  if (DATASET_LEGALITY[original.status.current].list !== "ok") {
    throw resourceNotReady(`The dataset ${arn} is ${original.status.current}.`);
  }
  const entries = new DatasetEntries();
  entries.putAll(original.entries);
  return { entries, failure: undefined, message: "The dataset was successfully created from the existing dataset." };
}

/** Reads what a dataset is to be made from, at the time of the request. */
export function readSource(call: Call, source: Wire<DatasetSource> | undefined): DatasetContents {
  if (source === undefined) {
    return { entries: new DatasetEntries(), failure: undefined, message: "The dataset was successfully created." };
  }
  if ((source.DatasetArn === undefined) === (source.GroundTruthManifest === undefined)) {
    throw invalidParameter("DatasetSource must have either GroundTruthManifest or DatasetArn.");
  }
  return source.DatasetArn === undefined ? fromManifest(call, source) : fromDataset(call, source.DatasetArn);
}
