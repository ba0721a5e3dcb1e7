import * as z from "zod";
import { output } from "../../schema/definition.js";

const s3Reference = z
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

const trainingDataResult = made("TrainingDataResult", "training", "The manifest that was trained on.");
const testingDataResult = made("TestingDataResult", "testing", "The manifest that was tested with.");

/** What is recorded of every model, however it came about. */
export const modelOutputs = {
  status: output(
    z.string(),
    "Status as AWS reports it, such as TRAINING_IN_PROGRESS, TRAINING_COMPLETED, RUNNING or STOPPED. COPYING_IN_PROGRESS, _COMPLETED and _FAILED came with copies, DEPRECATED and EXPIRED with adapters.",
  ),
  statusMessage: output(z.string(), "AWS's message about the status."),
  creationTimestamp: output(z.string(), "When the training was requested, ISO 8601 in UTC."),
  f1Score: output(z.number(), "F1 score on the test data, 0 to 1. Known after training."),
  evaluationSummary: output(s3Reference, "Location of the evaluation summary."),
  manifestSummary: output(s3Reference, "Location of the manifest summary, which lists lines that were skipped."),
  trainingDataResult: output(trainingDataResult, "The manifests that training read and wrote."),
  testingDataResult: output(testingDataResult, "The manifests that testing read and wrote."),
  billableTrainingTimeSeconds: output(
    z.int(),
    "Billed training time, in seconds. It can be longer than the elapsed time.",
  ),
  trainingEndTimestamp: output(z.string(), "When training ended, ISO 8601 in UTC."),
  baseModelVersion: output(z.string(), "Version of the base model."),
  consoleUrl: output(
    z.string(),
    "The model's page in the AWS console. Absent for adapters and wherever the console's address is not known.",
  ),
  sourceProjectVersionArn: output(z.string(), "The model that this one was copied from."),
} as const;

export type ModelOutputs = {
  readonly [K in keyof typeof modelOutputs]?: z.output<(typeof modelOutputs)[K]["schema"]> | undefined;
};
