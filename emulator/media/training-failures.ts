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
