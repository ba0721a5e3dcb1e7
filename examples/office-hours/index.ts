// A model and a camera that EventBridge Scheduler starts in the morning and stops in the evening, while Pulumi, which made
// them, leaves alone whether they run.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";
import { OfficeHours } from "pulumi-rekognition/components/aws";
import { Camera } from "./camera";
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

new OfficeHours("shapes-model-hours", { ...hours, model: { projectVersionArn: model.arn, minInferenceUnits: 1 } });
new OfficeHours("entrance-hours", { ...hours, streamProcessor: camera.processor });

export const bucket = data.bucket;
export const modelArn = model.arn;
export const streamProcessorArn = camera.processor.arn;
