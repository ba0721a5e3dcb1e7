import * as z from "zod";
import { type Bag, defineResource, optional, output, required } from "../../definition/definition.js";
import {
  bucketName,
  commonInputs,
  kmsKeyId,
  name255,
  percent,
  projectArn,
  s3KeyPrefix,
} from "../../definition/shapes.js";
import { s3Reference, testingData, testingDataResult, trainingData, trainingDataResult } from "./shapes.js";

const CREATE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProjectVersion.html";
const START = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StartProjectVersion.html";

const units = z.int().min(1);

/** A model: trained by create, started and stopped through its inference units. */
export const projectVersionDefinition = defineResource({
  kind: "ProjectVersion",
  doc: "A Custom Labels model. Creating it trains it (30 minutes to 24 hours, about $1.00 an hour); `minInferenceUnits` runs it (about $4.00 per unit and hour for as long as it runs); deleting it stops it first.",
  page: CREATE,
  name: { field: "versionName", maxLength: 255, reuse: "refused", scope: "projectArn" },
  deleteBeforeReplace: false,
  inputs: {
    projectArn: required(
      "replace",
      projectArn,
      "ARN of the project that the model belongs to, as in `project.arn`. At most 100 models a project.",
    ),
    versionName: optional(
      "replace",
      name255,
      "Name, unique in the project. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash over everything that retrains. An explicit name must change with the data, since the new model is trained while the old one serves.",
    ),
    outputConfig: required(
      "ignore",
      z
        .strictObject({
          s3Bucket: bucketName.describe("Bucket for the training's results, in the model's region."),
          s3KeyPrefix: s3KeyPrefix.optional().describe("Key prefix of the results. Up to 1024 characters."),
        })
        .meta({ id: "OutputConfig", description: "Where training writes its results." }),
      "Where training writes its results. A change applies at the next training and does not cause one.",
    ),
    trainingData: optional(
      "replace",
      trainingData,
      "Manifests to train on. Together with testingData, and only for a project without datasets; unset, the project's datasets are used. AWS's documents from before datasets, of 2021, call both required.",
    ),
    testingData: optional(
      "replace",
      testingData,
      "Manifests to test with, or `autoCreate: true` to hold back a fifth of the training data.",
    ),
    kmsKeyId: optional(
      "replace",
      kmsKeyId,
      "KMS key that encrypts the copies AWS makes of the images. The caller needs kms:CreateGrant, DescribeKey, GenerateDataKey and Decrypt on it. Default: a key that AWS owns.",
    ),
    versionDescription: optional(
      "ignore",
      z
        .string()
        .min(1)
        .max(255)
        .regex(/^[a-zA-Z0-9-_. ()':,;?]+$/, "letters, digits, spaces and - _ . ( ) ' : , ; ? only"),
      "Description, 1 to 255 characters. AWS has no call to change it: a change applies at the next training.",
    ),
    featureConfig: optional(
      "replace",
      z
        .strictObject({
          contentModeration: z
            .strictObject({
              confidenceThreshold: percent
                .optional()
                .describe("Percent, 0 to 100. Predictions below it are not returned."),
            })
            .optional()
            .meta({ id: "ContentModerationConfig", description: "Settings of a content moderation adapter." }),
        })
        .meta({ id: "FeatureConfig", description: "Settings that hang on the project's feature." }),
      "Settings for adapters of CONTENT_MODERATION projects.",
    ),
    triggers: optional(
      "replace",
      z.record(z.string(), z.string()),
      "Any values whose change should retrain the model, such as a dataset's contentHash. Not sent to AWS.",
    ),
    minInferenceUnits: optional(
      "update",
      units,
      "Set: the model runs with at least this many inference units, each about $4.00 an hour, whether used or not. Unset (default): it does not run. At least 1, by quota at most 5. How many images a second one takes depends on the model: AWS no longer promises the 5 of its first documents. A change stops and restarts the model: 10 to 20 minutes without inference.",
    ),
    maxInferenceUnits: optional(
      "update",
      units,
      "Upper bound of automatic scaling, in inference units; newer than AWS's first documents. Default: no scaling. Needs minInferenceUnits and is at least that. A change restarts the model.",
    ),
    minF1Score: optional(
      "local",
      z.number().min(0).max(1),
      "Quality gate, 0 to 1: a model with a lower F1 score is kept but not started, and what it was to replace goes on serving. Judged only before a start.",
    ),
    waitForTraining: optional(
      "local",
      z.boolean(),
      "Default true: create ends when the model is trained (and running, if asked for). False: it ends once the training has begun, and each later `pulumi up` moves on: for CI jobs that cannot stay open for a day.",
    ),
    deletionPolicy: optional(
      "local",
      z.enum(["delete", "stop"]),
      "What deletion and replacement do to a trained model. `delete` (default): stop, then delete. `stop`: stop and keep it, which is free, so that going back is a start instead of a training.",
    ),
    ...commonInputs,
  },
  outputs: {
    status: output(
      z.string(),
      "Status as AWS reports it, such as TRAINING_IN_PROGRESS, TRAINING_COMPLETED, RUNNING or STOPPED. COPYING_IN_PROGRESS, _COMPLETED and _FAILED came with copies, DEPRECATED and EXPIRED with adapters.",
    ),
    statusMessage: output(z.string(), "AWS's sentence about the status."),
    creationTimestamp: output(z.string(), "When the training was asked for, ISO 8601 in UTC."),
    f1Score: output(z.number(), "F1 score of the test, 0 to 1. Known after training."),
    evaluationSummary: output(s3Reference, "Where the evaluation's summary lies."),
    manifestSummary: output(s3Reference, "Where the summary of the manifests lies; it names lines that were left out."),
    trainingDataResult: output(trainingDataResult, "The manifests that training used and made."),
    testingDataResult: output(testingDataResult, "The manifests that testing used and made."),
    billableTrainingTimeSeconds: output(
      z.number(),
      "Training time that is billed, in seconds; may be more than the time that passed.",
    ),
    trainingEndTimestamp: output(z.string(), "When training ended, ISO 8601 in UTC."),
    baseModelVersion: output(z.string(), "Version of the base model."),
    sourceProjectVersionArn: output(z.string(), "The model that this one was copied from."),
  },
  rules: [
    {
      fields: ["trainingData", "testingData"],
      property: "testingData",
      reason:
        "trainingData and testingData are given together or not at all; `testingData: { autoCreate: true }` holds back a fifth of the training data",
      page: CREATE,
      holds: (inputs) => (inputs.trainingData === undefined) === (inputs.testingData === undefined),
    },
    {
      fields: ["testingData"],
      property: "testingData",
      reason: "needs either assets or autoCreate: true, not both",
      page: CREATE,
      holds: (inputs) => {
        const data = inputs.testingData as { assets?: unknown[]; autoCreate?: boolean } | undefined;
        return data === undefined || (data.assets?.length ?? 0) > 0 !== (data.autoCreate === true);
      },
    },
    {
      fields: ["minInferenceUnits", "maxInferenceUnits"],
      property: "maxInferenceUnits",
      reason: "needs minInferenceUnits: it bounds how far a running model scales",
      page: START,
      holds: (inputs) => inputs.maxInferenceUnits === undefined || inputs.minInferenceUnits !== undefined,
    },
    {
      fields: ["minInferenceUnits", "maxInferenceUnits"],
      property: "maxInferenceUnits",
      reason: "must not be less than minInferenceUnits",
      page: START,
      holds: (inputs) => unitsOf(inputs, "maxInferenceUnits", Infinity) >= unitsOf(inputs, "minInferenceUnits", 0),
    },
  ],
});

function unitsOf(inputs: Bag, field: string, otherwise: number): number {
  const value = inputs[field];
  return typeof value === "number" ? value : otherwise;
}
