import * as z from "zod";
import { defineResource, optional, output, required } from "../../schema/definition.js";
import { commonInputs, kmsKeyId, name128, roleArn } from "../../schema/shapes.js";
import { inPlaceForConnectedHome } from "./effective.js";
import { rules } from "./rules.js";
import {
  dataSharingPreference,
  notificationChannel,
  regionsOfInterest,
  settings,
  streamProcessorInput,
  streamProcessorOutput,
} from "./shapes.js";

/** A stream processor: analysis of live video. */
export const streamProcessorDefinition = defineResource({
  kind: "StreamProcessor",
  doc: "A stream processor: face search in live video for as long as `running` is set, or detection of people, pets and packages in sessions that an application starts. AWS closed streaming video to new customers on 2026-04-30. A replacement deletes the old one first, since a video stream feeds only one.",
  page: "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CreateStreamProcessor.html",
  name: { field: "name", maxLength: 128, reuse: "deleteFirst" },
  deleteBeforeReplace: true,
  alsoCalled: {
    streamProcessorName: "name",
    kinesisVideoStream: "input",
    kinesisDataStream: "output",
    s3Destination: "output",
    faceSearchSettings: "settings",
    connectedHomeSettings: "settings",
    boundingBoxRegionsOfInterest: "regionsOfInterest",
    polygonRegionsOfInterest: "regionsOfInterest",
  },
  inputs: {
    name: optional(
      "replace",
      name128,
      "Name, unique in account and region. 1 to 128 letters, digits and _ . -. Default: the logical name and a hash.",
    ),
    input: required("replace", streamProcessorInput, "Where the video comes from."),
    output: required(
      "replace",
      streamProcessorOutput,
      "Where the results are written: a Kinesis data stream for face search, S3 for connected home.",
    ),
    settings: required(
      inPlaceForConnectedHome("settings"),
      settings,
      "What to look for: faces of a collection, or people, pets and packages. Labels and minConfidence of connected home are changed in place; any other change replaces the resource.",
    ),
    roleArn: required(
      "replace",
      roleArn,
      "Role that lets Rekognition read the video stream and write the results. It must trust rekognition.amazonaws.com, and the caller needs iam:PassRole on it. AWS reports a wrong role only when the processor is started.",
    ),
    notificationChannel: optional(
      "replace",
      notificationChannel,
      "Where notifications are sent. Required for connected home.",
    ),
    kmsKeyId: optional(
      "replace",
      kmsKeyId,
      "KMS key that encrypts the results in S3; for connected home. Default: a key that AWS owns.",
    ),
    regionsOfInterest: optional(
      inPlaceForConnectedHome("regionsOfInterest"),
      regionsOfInterest,
      "Up to 10 regions of the frame to analyze. Default: the whole frame. Changed in place for connected home; for face search a change replaces the resource.",
    ),
    dataSharingPreference: optional(
      inPlaceForConnectedHome("dataSharingPreference"),
      dataSharingPreference,
      "Whether AWS may use the video to improve its models. Default: no. Changed in place for connected home; for face search a change replaces the resource.",
    ),
    running: optional(
      "update",
      z.boolean(),
      "Face search only: whether it runs. Default false. Connected home runs in sessions that applications start.",
    ),
    ...commonInputs,
  },
  outputs: {
    status: output(
      z.string(),
      "Status as AWS reports it: STOPPED, STARTING, RUNNING, FAILED, STOPPING or UPDATING. Connected home is STARTING during a session.",
    ),
    statusMessage: output(z.string(), "AWS's message about the status."),
    creationTimestamp: output(z.string(), "When the stream processor was created, ISO 8601 in UTC."),
  },
  rules,
});
