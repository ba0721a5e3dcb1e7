// A model and a camera that EventBridge Scheduler starts in the morning and stops in the evening, while Pulumi, which made
// them, leaves alone whether they run.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";
import { Camera } from "./camera";
import { OfficeHours } from "./office-hours";
import { TrainingData } from "./training-data";

const config = new pulumi.Config();

const data = new TrainingData("shapes", { folder: config.require("images") });
const project = new rekognition.Project("shapes");
const model = new rekognition.ProjectVersion(
  "shapes-model",
  {
    projectArn: project.arn,
    outputConfig: { s3Bucket: data.bucket, s3KeyPrefix: "training-output" },
    trainingData: { assets: [{ groundTruthManifest: { s3Object: data.manifest } }] },
    testingData: { autoCreate: true },
    // No minInferenceUnits: trained, and not started.
  },
  // A refresh in office hours records that the model runs. Without this, the next `pulumi up` would stop it.
  { ignoreChanges: ["minInferenceUnits"] },
);

const visitors = new rekognition.Collection("visitors");
const camera = new Camera("entrance", { collectionId: visitors.collectionId });

const hours = {
  timeZone: config.require("timeZone"),
  opens: config.require("opens"),
  closes: config.require("closes"),
};

new OfficeHours("shapes-model-hours", {
  ...hours,
  arn: model.arn,
  start: { action: "startProjectVersion", input: { ProjectVersionArn: model.arn, MinInferenceUnits: 1 } },
  stop: { action: "stopProjectVersion", input: { ProjectVersionArn: model.arn } },
});

new OfficeHours("entrance-hours", {
  ...hours,
  arn: camera.processor.arn,
  start: { action: "startStreamProcessor", input: { Name: camera.processor.name } },
  stop: { action: "stopStreamProcessor", input: { Name: camera.processor.name } },
});

export const bucket = data.bucket;
export const modelArn = model.arn;
export const streamProcessorArn = camera.processor.arn;
