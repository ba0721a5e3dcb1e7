import type { DatasetSource } from "@aws-sdk/client-rekognition";
import { readDatasetManifest } from "../../media/dataset-manifest.js";
import type { DatasetLimits, DatasetManifest } from "../../media/dataset-manifest.js";
import { manifestFile } from "../../media/manifest-file.js";
import { invalidParameter } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import { DatasetEntries } from "../../store/dataset-entries.js";
import { requireDataset } from "../../store/lookup.js";
import type { Call } from "../../world.js";
import { DATASET_LEGALITY } from "../legality.js";

/** What a new dataset begins with, and what AWS says of it. */
export interface DatasetContents extends DatasetManifest {
  readonly message: string;
}

export const datasetLimits = (call: Call): DatasetLimits => ({
  maxEntries: call.world.switches.quotaDatasetEntries,
  maxLabels: call.world.switches.quotaDatasetLabels,
  needsAllMetadata: call.world.switches.needsAllLabelMetadata,
});

function fromManifest(call: Call, source: Wire<DatasetSource>): DatasetContents {
  const message = "The dataset was successfully created from the manifest file.";
  const { buckets, switches } = call.world;
  const refuseMissing = switches.missingDatasetManifest === "InvalidS3ObjectException";
  const file = manifestFile(buckets, source.GroundTruthManifest?.S3Object, refuseMissing);
  if ("failure" in file) return { entries: new DatasetEntries(), failure: file.failure, message };
  return { ...readDatasetManifest(file.lines, datasetLimits(call)), message };
}

function fromDataset(call: Call, arn: string): DatasetContents {
  const original = requireDataset(call, arn);
  if (DATASET_LEGALITY[original.status.current].list !== "ok") {
    throw invalidParameter(`The dataset ${arn} is ${original.status.current}.`);
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
