import * as z from "zod";
import {
  type Bag,
  type CrossFieldRule,
  type InputsOf,
  optional,
  output,
  type ResourceDefinition,
} from "../../schema/definition.js";
import { UNKNOWN } from "../../schema/unknown.js";
import { bucketName, type commonInputs, s3KeyPrefix } from "../../schema/shapes.js";

const START = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StartProjectVersion.html";

const METRICS = "https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-metrics-use.html";

/** AWS's default quotas, which can be raised: inference units of one model, and models that run in an account and Region. */
export const DEFAULT_UNITS = 5;
export const DEFAULT_RUNNING = 2;

export const outputConfig = z
  .strictObject({
    s3Bucket: bucketName.describe("Bucket for the training results, in the model's region."),
    s3KeyPrefix: s3KeyPrefix.optional().describe("Key prefix of the results. Up to 1024 characters."),
  })
  .meta({ id: "OutputConfig", description: "Where training writes its results." });

/** The same in AWS's form: AWS wants a prefix, if an empty one. */
export function outputConfigOf(inputs: { readonly outputConfig: z.output<typeof outputConfig> }) {
  const { s3Bucket, s3KeyPrefix: prefix = "" } = inputs.outputConfig;
  return { S3Bucket: s3Bucket, S3KeyPrefix: prefix };
}

const units = z.int().min(1);

const score = z.number().min(0).max(1);

/** The flaws are told by label; a value that is not known yet is none. */
const labelScores = z
  .union([z.number(), z.record(z.string(), z.unknown())], { error: "must be a number, or numbers by label" })
  .superRefine((value, context) => {
    const all: [string[], unknown][] =
      typeof value === "number" ? [[[], value]] : Object.entries(value).map(([label, each]) => [[label], each]);
    if (all.length === 0) context.addIssue({ code: "custom", message: "must name a label" });
    for (const [path, each] of all) {
      if (each === UNKNOWN || score.safeParse(each).success) continue;
      const got = typeof each === "number" ? String(each) : `a ${typeof each}`;
      context.addIssue({ code: "custom", path, message: `must be a number from 0 to 1, got ${got}` });
    }
  })
  .meta({ typescript: "number | Record<string, number>" });

/** Whether and how a model runs, however it came about. */
export const runInputs = {
  minInferenceUnits: optional(
    "update",
    units,
    "If set, the model runs with at least this many inference units, each about $4.00 an hour, whether used or not. If unset (default), it does not run. At least 1; at most 5 by AWS's default quota. How many images per second a unit analyzes depends on the model: AWS no longer promises the 5 of its first documents. A change stops and restarts the model: 10 to 20 minutes without inference.",
  ),
  maxInferenceUnits: optional(
    "update",
    units,
    "Maximum number of inference units for automatic scaling. Default: no scaling. Requires minInferenceUnits and must not be less than it. A change stops and restarts the model.",
  ),
  minF1Score: optional(
    "local",
    score,
    "Minimum F1 score, 0 to 1. A model with a lower score is kept but not started, and the model it was to replace keeps serving. Compared only before a start.",
  ),
  minLabelF1: optional(
    "local",
    labelScores,
    "Minimum F1 score of labels, 0 to 1: one number for every label, or numbers by label, as in `{ scratch: 0.9 }`; labels that are not named are not judged then. A label has no score, and does not pass, if no test image shows it or the model was not trained on it; with one number, that goes for the labels of the model that is replaced, too. A model that does not pass is kept but not started, and the model it was to replace keeps serving. Judged only before a start, by the evaluation in S3: the identity needs s3:GetObject on what training writes.",
  ),
  notWorseThan: optional(
    "local",
    z.enum(["serving"]),
    "`serving`: the F1 score must not be lower than that of the model that is replaced. A model that is worse is kept but not started, and the model it was to replace keeps serving. Both must have been tested with the same images, by the lists that the trainings left in S3 (the identity needs s3:GetObject on them); otherwise the model does not pass, unless acrossTestSets is set. A model that replaces none passes. Judged only before a start. Default: not compared.",
  ),
  notWorseThanTolerance: optional(
    "local",
    score,
    "How much lower than that of the replaced model the F1 score may be, 0 to 1. Needs notWorseThan. Default: 0.",
  ),
  acrossTestSets: optional(
    "local",
    z.boolean(),
    "Lets notWorseThan compare F1 scores from tests with different images. Needs notWorseThan. Default: false.",
  ),
} as const;

/** How a new model takes the place of an old one that runs. */
export const replacement = optional(
  "local",
  z.enum(["startFirst", "stopFirst"]),
  "How the new model of a replacement takes over. `startFirst` (default): it runs before the old model is stopped. Inference is never interrupted; for a while both models cost, and both count against AWS's quota of running models (2 by default). `stopFirst`: once it is trained and has passed minF1Score and the other gates, the old model is stopped and the new one started. Only one runs at a time, with 10 to 20 minutes without inference. If the new one does not start, the old one is started again.",
);

/** What becomes of a model that is deleted or replaced. */
export const deletionPolicy = optional(
  "local",
  z.enum(["delete", "stop"]),
  "What deletion and replacement do to a trained model. `delete` (default): stop it, then delete it. `stop`: stop it and keep it, which is free; going back to it then needs a start and no training.",
);

/** What AWS asks of inference units. */
export const unitRules: readonly CrossFieldRule[] = [
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
];

/** What only says how to compare is nothing by itself. */
export const gateRules: readonly CrossFieldRule[] = (["notWorseThanTolerance", "acrossTestSets"] as const).map(
  (field) => ({
    fields: ["notWorseThan", field],
    property: field,
    reason: 'needs notWorseThan: "serving", which it belongs to',
    page: METRICS,
    holds: (inputs) => inputs[field] === undefined || inputs.notWorseThan !== undefined,
  }),
);

type LifeInputs = typeof runInputs &
  typeof commonInputs & { replacement: typeof replacement; deletionPolicy: typeof deletionPolicy };

/** The inputs that all models have, and their life hangs on. */
export type ModelInputs = InputsOf<ResourceDefinition<LifeInputs>> & {
  readonly versionName?: string | undefined;
  readonly kmsKeyId?: string | undefined;
};

function unitsOf(inputs: Bag, field: string, otherwise: number): number {
  const value = inputs[field];
  return typeof value === "number" ? value : otherwise;
}

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
