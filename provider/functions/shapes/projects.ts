import * as z from "zod";
import { s3Object } from "../../schema/shapes.js";

const timestamp = z.string();

export const datasetSummary = z
  .strictObject({
    datasetArn: z.string().describe("ARN."),
    datasetType: z.enum(["TRAIN", "TEST"]).describe("What it is for."),
    status: z.string().describe("Status as AWS reports it, such as CREATE_COMPLETE."),
    statusMessage: z.string().optional().describe("AWS's message about the status."),
    statusMessageCode: z
      .enum(["SUCCESS", "SERVICE_ERROR", "CLIENT_ERROR"])
      .optional()
      .describe("Cause of an error, if there is one."),
    creationTimestamp: timestamp.describe("When it was created, ISO 8601 in UTC."),
  })
  .meta({ id: "DatasetMetadata", description: "A dataset, as its project lists it." });

export const projectDescription = z
  .strictObject({
    projectArn: z.string().describe("ARN."),
    status: z.enum(["CREATING", "CREATED", "DELETING"]).describe("Status as AWS reports it."),
    feature: z
      .enum(["CUSTOM_LABELS", "CONTENT_MODERATION"])
      .optional()
      .describe("What the project's models are for. AWS leaves it out for many CUSTOM_LABELS projects."),
    autoUpdate: z
      .enum(["ENABLED", "DISABLED"])
      .optional()
      .describe("Whether adapters are retrained when AWS retires their base model."),
    datasets: z.array(datasetSummary).optional().describe("Its datasets, at most one of each type."),
    creationTimestamp: timestamp.describe("When it was created, ISO 8601 in UTC."),
  })
  .meta({ id: "ProjectDescription", description: "A project." });

export const projectPolicy = z
  .strictObject({
    projectArn: z.string().describe("ARN of the project it is attached to."),
    policyName: z.string().describe("Name."),
    policyRevisionId: z.string().describe("Revision id; every change gives it a new one."),
    policyDocument: z.string().describe("The document, JSON."),
    creationTimestamp: timestamp.describe("When it was created, ISO 8601 in UTC."),
    lastUpdatedTimestamp: timestamp.optional().describe("When it was last changed, ISO 8601 in UTC."),
  })
  .meta({ id: "AttachedProjectPolicy", description: "A policy of a project." });

const manifest = z
  .strictObject({ s3Object: s3Object.optional().describe("Location of the object.") })
  .meta({ id: "ManifestReference", description: "A manifest that AWS read or wrote." });

const manifests = z
  .strictObject({
    assets: z
      .array(
        z
          .strictObject({ groundTruthManifest: manifest.optional().describe("The manifest.") })
          .meta({ id: "AssetReference", description: "A source of images and labels." }),
      )
      .optional()
      .describe("The manifests. Absent if the project's datasets were used."),
    autoCreate: z.boolean().optional().describe("Whether a fifth of the training data was held back for testing."),
  })
  .meta({ id: "ManifestReferences", description: "Manifests that AWS read or wrote." });

const dataResult = z
  .strictObject({
    input: manifests.optional().describe("The data that was passed."),
    output: manifests.optional().describe("The data that was used."),
    validation: manifests.optional().describe("The same, with AWS's validation results for each line."),
  })
  .meta({ id: "DataResult", description: "The data of a training or a test." });

export const projectVersionDescription = z
  .strictObject({
    projectVersionArn: z.string().describe("ARN."),
    status: z
      .string()
      .describe("Status as AWS reports it, such as TRAINING_IN_PROGRESS, TRAINING_COMPLETED, RUNNING or STOPPED."),
    statusMessage: z.string().optional().describe("AWS's message about the status."),
    creationTimestamp: timestamp.describe("When the training was requested, ISO 8601 in UTC."),
    trainingEndTimestamp: timestamp.optional().describe("When training ended, ISO 8601 in UTC."),
    billableTrainingTimeInSeconds: z
      .int()
      .optional()
      .describe("Billed training time. It can be longer than the elapsed time."),
    minInferenceUnits: z.int().optional().describe("Minimum number of inference units it runs with."),
    maxInferenceUnits: z.int().optional().describe("Maximum number of inference units for automatic scaling."),
    evaluationResult: z
      .strictObject({
        f1Score: z.number().optional().describe("F1 score on the test data, 0 to 1."),
        summary: manifest.optional().describe("Location of the evaluation summary."),
      })
      .meta({ id: "EvaluationResult", description: "Result of the evaluation." })
      .optional()
      .describe("Result of the evaluation, after training."),
    outputConfig: z
      .strictObject({
        s3Bucket: z.string().optional().describe("Bucket."),
        s3KeyPrefix: z.string().optional().describe("Key prefix."),
      })
      .meta({ id: "OutputConfigDescription", description: "Where training wrote its results." })
      .optional()
      .describe("Where training wrote its results."),
    manifestSummary: manifest.optional().describe("The manifest summary, which lists lines that were skipped."),
    trainingDataResult: dataResult.optional().describe("What it was trained on."),
    testingDataResult: dataResult.optional().describe("What it was tested with."),
    kmsKeyId: z.string().optional().describe("KMS key that encrypts the copies AWS made."),
    sourceProjectVersionArn: z.string().optional().describe("The model that this one was copied from."),
    versionDescription: z.string().optional().describe("Description."),
    feature: z.enum(["CUSTOM_LABELS", "CONTENT_MODERATION"]).optional().describe("What the model is for."),
    baseModelVersion: z.string().optional().describe("Version of the base model."),
    featureConfig: z
      .strictObject({
        contentModeration: z
          .strictObject({ confidenceThreshold: z.number().optional().describe("Percent, 0 to 100.") })
          .meta({ id: "ContentModerationConfigDescription", description: "Settings of a content moderation adapter." })
          .optional()
          .describe("Settings of a content moderation adapter."),
      })
      .meta({ id: "FeatureConfigDescription", description: "Settings for the project's feature." })
      .optional()
      .describe("Settings for the project's feature."),
  })
  .meta({ id: "ProjectVersionDescription", description: "A model." });
