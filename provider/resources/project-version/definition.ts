import * as z from "zod";
import { defineResource, optional, required } from "../../schema/definition.js";
import { commonInputs, groundTruthManifest, kmsKeyId, name255, percent, projectArn } from "../../schema/shapes.js";
import {
  deletionPolicy,
  gateRules,
  modelOutputs,
  outputConfig,
  replacement,
  runInputs,
  unitRules,
} from "../trained-model/fields.js";

const CREATE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateProjectVersion.html";

const asset = z
  .strictObject({ groundTruthManifest })
  .meta({ id: "Asset", description: "A source of images and labels." });

const trainingData = z
  .strictObject({ assets: z.array(asset).min(1).describe("The manifests.") })
  .meta({ id: "TrainingData", description: "What a model is trained on." });

const testingData = z
  .strictObject({
    assets: z.array(asset).optional().describe("The manifests to test with."),
    autoCreate: z.boolean().optional().describe("Hold back a fifth of the training data for testing."),
  })
  .meta({ id: "TestingData", description: "What a model is tested with." });

/** A model: trained by create, started and stopped through its inference units. */
export const projectVersionDefinition = defineResource({
  kind: "ProjectVersion",
  doc: "A Custom Labels model. Creating it trains it (30 minutes to 24 hours, about $1.00 an hour); `minInferenceUnits` runs it (about $4.00 per unit and hour for as long as it runs); deleting it stops it first.",
  page: CREATE,
  name: { field: "versionName", maxLength: 255, reuse: "refused", scope: "projectArn" },
  deleteBeforeReplace: false,
  alsoCalled: { name: "versionName", description: "versionDescription" },
  inputs: {
    projectArn: required(
      "replace",
      projectArn,
      "ARN of the project that the model belongs to, as in `project.arn`. At most 100 models a project.",
    ),
    versionName: optional(
      "replace",
      name255,
      "Name, unique in the project. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash of all inputs whose change retrains. An explicit name must change with the data, since the new model is trained while the old one serves, unless the resource option deleteBeforeReplace is set.",
    ),
    outputConfig: required(
      "ignore",
      outputConfig,
      "Where training writes its results. A change applies at the next training and does not cause one.",
    ),
    trainingData: optional(
      "replace",
      trainingData,
      "Manifests to train on, for a project without datasets. Set it together with testingData, which only an adapter may leave out. Default: the project's datasets are used. AWS's documents of 2021, from before datasets, call both required.",
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
        .meta({ id: "FeatureConfig", description: "Settings for the project's feature." }),
      "Settings for adapters of CONTENT_MODERATION projects. `{ contentModeration: {} }` takes all defaults.",
    ),
    triggers: optional(
      "replace",
      z.record(z.string(), z.string()),
      "Any values whose change should retrain the model, such as a dataset's contentHash. In TypeScript `retrainOn: [training, test]` adds the hashes of datasets. Not sent to AWS.",
    ),
    ...runInputs,
    waitForTraining: optional(
      "local",
      z.boolean(),
      "Default true: create ends when the model is trained (and runs, if minInferenceUnits is set). False: it ends once the training has begun, and each later `pulumi up` continues; for CI jobs that cannot stay open for a day. Where AWS trains as many models as it may, it still waits for one of them to end, for at most the create's timeout (26 hours by default; `customTimeouts` shortens it).",
    ),
    replacement,
    deletionPolicy,
    ...commonInputs,
  },
  outputs: modelOutputs,
  rules: [
    {
      fields: ["trainingData", "testingData", "featureConfig"],
      looksAt: "members",
      property: "testingData",
      reason:
        "trainingData and testingData are given together or not at all; `testingData: { autoCreate: true }` holds back a fifth of the training data. Only an adapter, one with featureConfig.contentModeration, goes without testingData",
      page: CREATE,
      // The page speaks of Custom Labels there; AWS's guide trains an adapter from training data alone.
      holds: ({ trainingData: training, testingData: testing, featureConfig }) => {
        const isAdapter =
          (featureConfig as { contentModeration?: object } | undefined)?.contentModeration !== undefined;
        return training === undefined ? testing === undefined : testing !== undefined || isAdapter;
      },
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
    ...unitRules,
    ...gateRules,
  ],
});
