// From a folder of labelled images to a model that is trained again when they change, and only then.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

const config = new pulumi.Config();
const bucket = config.require("bucket");

const project = new rekognition.Project("shapes");

// Each folder within is a label, each image in it an object in the bucket; what is there already is not sent again.
const images = new rekognition.ImageSet("images", { bucket, prefix: "shapes", folder: config.require("images") });
const unseen = new rekognition.ImageSet("unseen", { bucket, prefix: "shapes", folder: config.require("unseen") });

const training = new rekognition.Dataset("training", {
  projectArn: project.arn,
  datasetType: "TRAIN",
  groundTruthManifest: images.manifest,
});
const test = new rekognition.Dataset("test", {
  projectArn: project.arn,
  datasetType: "TEST",
  groundTruthManifest: unseen.manifest,
});

const model = new rekognition.ProjectVersion("shapes-model", {
  projectArn: project.arn,
  outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
  // The manifest's key holds the hash of images and labels, so a preview knows already whether a model will be trained.
  triggers: { training: training.contentHash, test: test.contentHash },
  minInferenceUnits: config.getNumber("minInferenceUnits"),
});

export const labels = images.labels;
export const modelArn = model.arn;
export const modelStatus = model.status;
export const f1Score = model.f1Score;
