// The two kinds of stream processors: one that runs until it is told not to, and one that works in sessions.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

type Label = "PERSON" | "PET" | "PACKAGE" | "ALL";

const config = new pulumi.Config();
const roleArn = config.require("roleArn");

const staff = new rekognition.Collection("staff");

// Face search: compares the faces in the video with those of the collection, for as long as `running` is set.
const entrance = new rekognition.StreamProcessor("entrance", {
  roleArn,
  input: { kinesisVideoStream: { arn: config.require("entranceStreamArn") } },
  output: { kinesisDataStream: { arn: config.require("matchesStreamArn") } },
  settings: { faceSearch: { collectionId: staff.collectionId, faceMatchThreshold: 95 } },
  running: config.getBoolean("search") ?? false,
});

// Connected home: an application starts a session of at most two minutes, say when a motion sensor reports something.
const porch = new rekognition.StreamProcessor("porch", {
  roleArn,
  input: { kinesisVideoStream: { arn: config.require("porchStreamArn") } },
  output: { s3Destination: { bucket: config.require("bucket"), keyPrefix: "porch" } },
  notificationChannel: { snsTopicArn: config.require("topicArn") },
  settings: {
    connectedHome: { labels: config.getObject<Label[]>("labels") ?? ["PERSON", "PACKAGE"], minConfidence: 80 },
  },
  // The lower half of the frame: the door, not the street.
  regionsOfInterest: [{ boundingBox: { left: 0, top: 0.5, width: 1, height: 0.5 } }],
});

export const collectionId = staff.collectionId;
export const entranceStatus = entrance.status;
/** What the application passes to StartStreamProcessor. */
export const porchName = porch.name;
