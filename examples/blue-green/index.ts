// Blue serves until green is trained, good enough and running; then blue is stopped and kept, to go back to.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

const config = new pulumi.Config();
const bucket = config.require("bucket");

// At the end destroy takes the models that were kept, too.
const project = new rekognition.Project("parts", { forceDestroy: true });

const model = new rekognition.ProjectVersion("parts-model", {
  projectArn: project.arn,
  outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
  // No versionName: it is derived from the data, and that is how the former model is found again.
  trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket, name: config.require("manifest") } } }] },
  testingData: { autoCreate: true },
  minF1Score: config.getNumber("minF1Score") ?? 0.85,
  minInferenceUnits: 1,
  deletionPolicy: "stop",
});

export const modelArn = model.arn;
export const modelStatus = model.status;
export const f1Score = model.f1Score;
