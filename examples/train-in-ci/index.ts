// One CI job begins the training and ends within a minute; a later one, running the same program, starts the model.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

const config = new pulumi.Config();
const bucket = config.require("bucket");

const project = new rekognition.Project("parts");

const model = new rekognition.ProjectVersion("parts-model", {
  projectArn: project.arn,
  outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
  trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket, name: config.require("manifest") } } }] },
  testingData: { autoCreate: true },
  minInferenceUnits: 1,
  // No job stays open for the hours a training takes: each `pulumi up` moves on what can be moved on, and ends.
  waitForTraining: false,
});

export const modelArn = model.arn;
export const modelStatus = model.status;
