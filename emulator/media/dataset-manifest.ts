import { DatasetEntries } from "../store/dataset-entries.js";
import { readLines } from "./entry-line.js";
import { TRAINING_FAILURES } from "./training-failures.js";

const { unreadable, tooLarge, tooManyRows, tooManyLabels, manyBuckets, service } = TRAINING_FAILURES;

/** AWS's texts for datasets that cannot be made or changed. */
export const DATASET_FAILURES = {
  unreadable,
  tooLarge,
  tooManyRows,
  tooManyLabels,
  manyBuckets,
  service,
  tooManyErrors: "The manifest file has too many terminal errors.",
  notEnoughToDistribute: "The manifest file doesn't have enough labeled images to distribute the dataset.",
} as const;

/** Entries read from lines, and why they cannot become a dataset, if so. */
export interface DatasetManifest {
  readonly entries: DatasetEntries;
  readonly failure: string | undefined;
}

export interface DatasetLimits {
  readonly maxEntries: number;
  readonly maxLabels: number;
  readonly needsAllMetadata: boolean;
}

const MAX_DROPPED_SHARE = 0.2;

/**
 * Reads lines as AWS does for a dataset: a line that is no entry, or is for an image that already has one, is dropped
 * without a word, as long as there are few of them.
 */
export function readDatasetManifest(lines: Iterable<string>, limits: DatasetLimits): DatasetManifest {
  const entries = new DatasetEntries();
  const buckets = new Set<string>();
  let [total, dropped] = [0, 0];
  for (const read of readLines(lines, limits.needsAllMetadata)) {
    total += 1;
    if (total > limits.maxEntries) return { entries, failure: DATASET_FAILURES.tooManyRows };
    if ("entry" in read) {
      entries.put(read.entry);
      buckets.add(read.entry.bucket);
    } else dropped += 1;
  }
  if (total === 0) return { entries, failure: DATASET_FAILURES.unreadable };
  if (dropped / total > MAX_DROPPED_SHARE) return { entries, failure: DATASET_FAILURES.tooManyErrors };
  if (buckets.size > 1) return { entries, failure: DATASET_FAILURES.manyBuckets };
  if (entries.labels().size > limits.maxLabels) return { entries, failure: DATASET_FAILURES.tooManyLabels };
  return { entries, failure: undefined };
}
