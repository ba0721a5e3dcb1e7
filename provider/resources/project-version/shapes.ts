import * as z from "zod";
import { groundTruthManifest } from "../../definition/shapes.js";

const asset = z
  .strictObject({
    groundTruthManifest,
  })
  .meta({ id: "Asset", description: "A source of images and labels." });

export const trainingData = z
  .strictObject({ assets: z.array(asset).min(1).describe("The manifests.") })
  .meta({ id: "TrainingData", description: "What a model is trained on." });

export const testingData = z
  .strictObject({
    assets: z.array(asset).optional().describe("The manifests to test with."),
    autoCreate: z.boolean().optional().describe("Hold back a fifth of the training data for testing."),
  })
  .meta({ id: "TestingData", description: "What a model is tested with." });

export const s3Reference = z
  .strictObject({
    bucket: z.string().describe("Bucket."),
    name: z.string().describe("Key."),
    version: z.string().optional().describe("Version id."),
  })
  .meta({ id: "S3Reference", description: "An object that AWS wrote or read." });

/** AWS repeats the inputs here; only what it made is recorded. */
export const trainingDataResult = z
  .strictObject({
    output: s3Reference.optional().describe("The manifest that was trained on."),
    validation: s3Reference.optional().describe("The manifest with AWS's remarks on each line."),
  })
  .meta({ id: "TrainingDataResult", description: "The manifests that training made." });

export const testingDataResult = z
  .strictObject({
    output: s3Reference.optional().describe("The manifest that was tested with."),
    validation: s3Reference.optional().describe("The manifest with AWS's remarks on each line."),
  })
  .meta({ id: "TestingDataResult", description: "The manifests that testing made." });
