import * as z from "zod";
import { groundTruthManifest } from "../../schema/shapes.js";

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
