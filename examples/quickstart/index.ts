// A Custom Labels model that tells circles, squares and triangles apart, and a face collection with a stream processor.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";
import { announceCost } from "./announce-cost";

const config = new pulumi.Config();
const bucket = config.require("bucket");
const manifest = config.get("manifest") ?? "manifest.jsonl";
const minInferenceUnits = config.getNumber("minInferenceUnits");

async function program() {
  await announceCost(minInferenceUnits);

  const project = new rekognition.Project("shapes");

  // Without minInferenceUnits the model is trained and left stopped; with it, it runs and is billed by the hour.
  const model = new rekognition.ProjectVersion("shapes-model", {
    projectArn: project.arn,
    outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
    trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket, name: manifest } } }] },
    testingData: { autoCreate: true },
    minInferenceUnits,
  });

  const visitors = new rekognition.Collection("visitors");
  const door = watchTheDoor(visitors);

  return {
    projectArn: project.arn,
    modelArn: model.arn,
    modelStatus: model.status,
    f1Score: model.f1Score,
    billableTrainingTimeSeconds: model.billableTrainingTimeSeconds,
    collectionArn: visitors.arn,
    ...(door && { streamProcessorArn: door.arn }),
  };
}

/** A stream processor needs a camera stream, a stream for what it finds and a role that may use both; else there is none. */
function watchTheDoor(faces: rekognition.Collection): rekognition.StreamProcessor | undefined {
  const video = config.get("kinesisVideoStreamArn");
  const data = config.get("kinesisDataStreamArn");
  if (video === undefined || data === undefined) return undefined;
  return new rekognition.StreamProcessor("door", {
    roleArn: config.require("roleArn"),
    input: { kinesisVideoStream: { arn: video } },
    output: { kinesisDataStream: { arn: data } },
    settings: { faceSearch: { collectionId: faces.collectionId, faceMatchThreshold: 90 } },
  });
}

export = program;
