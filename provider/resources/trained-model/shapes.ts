import * as z from "zod";
import { bucketName, s3KeyPrefix } from "../../schema/shapes.js";

export const outputConfig = z
  .strictObject({
    s3Bucket: bucketName.describe("Bucket for the training results, in the model's region."),
    s3KeyPrefix: s3KeyPrefix.optional().describe("Key prefix of the results. Up to 1024 characters."),
  })
  .meta({ id: "OutputConfig", description: "Where training writes its results." });

export const s3Reference = z
  .strictObject({
    bucket: z.string().describe("Bucket."),
    name: z.string().describe("Key."),
    version: z.string().optional().describe("Version id."),
  })
  .meta({ id: "S3Reference", description: "An object that AWS wrote or read." });

/** AWS repeats the inputs in its results; only what it made is recorded. */
function made(id: string, by: string, manifest: string) {
  return z
    .strictObject({
      output: s3Reference.optional().describe(manifest),
      validation: s3Reference.optional().describe("The manifest with AWS's validation results for each line."),
    })
    .meta({ id, description: `The manifests that ${by} made.` });
}

export const trainingDataResult = made("TrainingDataResult", "training", "The manifest that was trained on.");
export const testingDataResult = made("TestingDataResult", "testing", "The manifest that was tested with.");
