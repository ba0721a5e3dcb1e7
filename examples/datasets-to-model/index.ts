// From labelled images to a model that is trained again when they change, and only then.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";
import { labelled } from "./labelled";

const config = new pulumi.Config();
const bucket = config.require("bucket");

const project = new rekognition.Project("shapes");

// From a manifest on this machine: an image a line, with its label.
const training = new rekognition.Dataset("training", {
  projectArn: project.arn,
  datasetType: "TRAIN",
  manifestFile: config.require("manifestFile"),
});

// From the program itself, for up to 100 images.
const test = new rekognition.Dataset("test", {
  projectArn: project.arn,
  datasetType: "TEST",
  entries: ["circle", "square", "triangle"].map((label) => labelled(`s3://${bucket}/unseen/${label}.png`, label)),
});

const model = new rekognition.ProjectVersion("shapes-model", {
  projectArn: project.arn,
  outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
  // Without trainingData and testingData a model is trained on its project's datasets, as they are at that time. What they
  // hold has a hash, which is known at preview: that of other contents asks for another model.
  retrainOn: [training, test],
  // Another model takes over if it is as good on the same test images, and the old one serves until then.
  notWorseThan: "serving",
  minInferenceUnits: config.getNumber("minInferenceUnits"),
});

export const images = training.stats.apply((stats) => stats?.labeledEntries);
export const modelArn = model.arn;
export const modelStatus = model.status;
export const f1Score = model.f1Score;
// Where to look for more images: the labels that the model knows worst.
export const weakest = rekognition
  .getEvaluationOutput({ projectVersionArn: model.arn, maxLabels: 3 })
  .labelEvaluations.apply((labels) => labels.map(({ label, f1Score: score }) => `${label}: ${score}`));
