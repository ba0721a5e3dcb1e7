/** AWS's texts for trainings that cannot work. */
export const TRAINING_FAILURES = {
  unreadable: "The manifest file extension or contents are invalid.",
  empty: "The manifest file is empty.",
  tooLarge: "The manifest file size exceeds the maximum supported size.",
  noOutputBucket: "Unable to write to output S3 bucket.",
  tooManyRows: "The manifest file has too many rows.",
  tooManyInvalidRows: "The manifest file contains too many invalid rows.",
  manyBuckets: "The manifest file contains images from multiple S3 buckets.",
  noImages: "Failed to copy images from S3 bucket.",
  tooFewImages: "The manifest file contains insufficient labeled images per label to perform auto-split.",
  tooFewLabels: "The manifest file has too few labels.",
  tooManyLabels: "The manifest file has too many labels.",
  overlap: "Less than 50% label overlap between the training and testing manifest files.",
  tooFewUsableLabels: "The manifest file has too few usable labels.",
  usableOverlap: "Less than 50% usable label overlap between the training and testing manifest files.",
  service: "Amazon Rekognition experienced a service issue",
} as const;

/** Why a training fails, and what a manifest summary says it of. */
export interface TrainingFailure {
  readonly text: string;
  readonly in: "training" | "testing" | "both";
}

/** AWS's codes for what is wrong with a manifest as a whole. */
const CODES: ReadonlyMap<string, string> = new Map([
  [TRAINING_FAILURES.tooManyRows, "ERROR_MANIFEST_ROWS_EXCEEDS_MAXIMUM"],
  [TRAINING_FAILURES.tooManyInvalidRows, "ERROR_TOO_MANY_INVALID_ROWS_IN_MANIFEST"],
  [TRAINING_FAILURES.manyBuckets, "ERROR_IMAGES_IN_MULTIPLE_S3_BUCKETS"],
  [TRAINING_FAILURES.noImages, "ERROR_FAILED_IMAGES_S3_COPY"],
  [TRAINING_FAILURES.tooFewImages, "ERROR_INSUFFICIENT_IMAGES_PER_LABEL_FOR_AUTOSPLIT"],
  [TRAINING_FAILURES.tooFewLabels, "ERROR_MANIFEST_TOO_FEW_LABELS"],
  [TRAINING_FAILURES.tooManyLabels, "ERROR_MANIFEST_TOO_MANY_LABELS"],
  [TRAINING_FAILURES.overlap, "ERROR_INSUFFICIENT_LABEL_OVERLAP"],
  [TRAINING_FAILURES.tooFewUsableLabels, "ERROR_MANIFEST_TOO_FEW_USABLE_LABELS"],
  [TRAINING_FAILURES.usableOverlap, "ERROR_INSUFFICIENT_USABLE_LABEL_OVERLAP"],
]);

/** AWS's code for a failure by what manifests contain; undefined for any other. */
export const failureCode = (failure: string): string | undefined => CODES.get(failure);

/** Failures that are met before any line is looked at: no manifest summary is written then. */
const BEFORE_VALIDATION: readonly string[] = [
  TRAINING_FAILURES.unreadable,
  TRAINING_FAILURES.empty,
  TRAINING_FAILURES.tooLarge,
  TRAINING_FAILURES.noOutputBucket,
  TRAINING_FAILURES.service,
];

/** Whether the lines of the manifests were validated before the training failed. */
export const wasValidated = (failure: string): boolean => !BEFORE_VALIDATION.includes(failure);
