import * as z from "zod";
import { type Bag, type CrossFieldRule, defineResource, optional, output, required } from "../../schema/definition.js";
import {
  boundingBox,
  bucketName,
  commonInputs,
  kmsKeyId,
  name128,
  name255,
  percent,
  point,
  roleArn,
  s3KeyPrefix,
  snsTopicArn,
} from "../../schema/shapes.js";
import { inPlaceForConnectedHome } from "./configuration.js";

const OUTPUT = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StreamProcessorOutput.html";
const SETTINGS = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StreamProcessorSettings.html";
const REGION = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_RegionOfInterest.html";
const LABELS = "https://docs.aws.amazon.com/rekognition/latest/dg/streaming-labels-detection.html";

/** What AWS asks of several inputs together. Most only look at which members are there, so they hold at preview too. */
const rules: readonly CrossFieldRule[] = [
  {
    fields: ["settings"],
    looksAt: "members",
    property: "settings",
    reason: "needs exactly one of faceSearch and connectedHome",
    page: SETTINGS,
    holds: (inputs) => has(inputs, "settings", "faceSearch") !== has(inputs, "settings", "connectedHome"),
  },
  {
    fields: ["settings", "output"],
    looksAt: "members",
    property: "output",
    reason:
      "face search writes to a Kinesis data stream: set kinesisDataStream, and leave s3Destination to connected home",
    page: OUTPUT,
    holds: (inputs) =>
      !has(inputs, "settings", "faceSearch") ||
      (has(inputs, "output", "kinesisDataStream") && !has(inputs, "output", "s3Destination")),
  },
  {
    fields: ["settings", "output"],
    looksAt: "members",
    property: "output",
    reason: "connected home writes to S3: set s3Destination, and leave kinesisDataStream to face search",
    page: OUTPUT,
    holds: (inputs) =>
      !has(inputs, "settings", "connectedHome") ||
      (has(inputs, "output", "s3Destination") && !has(inputs, "output", "kinesisDataStream")),
  },
  {
    fields: ["settings", "notificationChannel"],
    looksAt: "members",
    property: "notificationChannel",
    reason: "connected home needs an SNS topic to tell what it found: set notificationChannel",
    page: LABELS,
    holds: (inputs) => !has(inputs, "settings", "connectedHome") || inputs.notificationChannel !== undefined,
  },
  {
    fields: ["settings", "running"],
    looksAt: "members",
    property: "running",
    reason:
      "is for face search only. Connected home never reaches RUNNING: each StartStreamProcessor call of an application is one session of at most 2 minutes, which ends by itself; leave running unset",
    page: LABELS,
    holds: (inputs) => !has(inputs, "settings", "connectedHome") || inputs.running === undefined,
  },
  {
    fields: ["regionsOfInterest"],
    looksAt: "values",
    property: "regionsOfInterest",
    reason: "each region is either a boundingBox or a polygon, not both and not neither",
    page: REGION,
    holds: (inputs) =>
      regionsOf(inputs).every(({ boundingBox, polygon }) => (boundingBox === undefined) !== (polygon === undefined)),
  },
];

function has(inputs: Bag, field: string, member: string): boolean {
  const value = inputs[field];
  return typeof value === "object" && value !== null && (value as Bag)[member] !== undefined;
}

function regionsOf(inputs: Bag): readonly Bag[] {
  return (inputs.regionsOfInterest ?? []) as readonly Bag[];
}

const CONNECTED_HOME_LABELS = ["PERSON", "PET", "PACKAGE", "ALL"] as const;

export const streamProcessorInput = z
  .strictObject({
    kinesisVideoStream: z
      .strictObject({
        arn: z
          .string()
          .regex(/^arn:[a-z\d-]+:kinesisvideo:[a-z\d-]+:\d{12}:.+$/, "the ARN of a Kinesis video stream")
          .describe("ARN of the stream. One stream feeds one stream processor only."),
      })
      .meta({ id: "KinesisVideoStream", description: "A Kinesis video stream." })
      .describe("The video stream."),
  })
  .meta({ id: "StreamProcessorInput", description: "Where the video comes from." });

export const streamProcessorOutput = z
  .strictObject({
    kinesisDataStream: z
      .strictObject({
        arn: z
          .string()
          .regex(/^arn:[a-z\d-]+:kinesis:[a-z\d-]+:\d{12}:.+$/, "the ARN of a Kinesis data stream")
          .describe("ARN of the stream. One stream takes the results of one stream processor only."),
      })
      .meta({ id: "KinesisDataStream", description: "A Kinesis data stream." })
      .optional()
      .describe("Face search: the data stream that receives the results."),
    s3Destination: z
      .strictObject({
        bucket: bucketName.describe("Bucket. 3 to 255 characters."),
        keyPrefix: s3KeyPrefix.optional().describe("Key prefix of the results. Up to 1024 characters."),
      })
      .meta({ id: "S3Destination", description: "A location in Amazon S3." })
      .optional()
      .describe("Connected home: S3 location of the results."),
  })
  .meta({ id: "StreamProcessorOutput", description: "Where the results are written." });

const faceSearch = z
  .strictObject({
    collectionId: name255.describe("Id of the collection to search in, as in `collection.collectionId`."),
    faceMatchThreshold: percent
      .optional()
      .describe(
        "Least similarity of a match, in percent, 0 to 100. Default 80; AWS raises anything lower to 80. Its first documents said 70.",
      ),
  })
  .meta({ id: "FaceSearchSettings", description: "Search for the faces of a collection." });

const connectedHome = z
  .strictObject({
    labels: z
      .array(z.enum(CONNECTED_HOME_LABELS))
      .min(1)
      .max(128)
      .describe("What to look for: PERSON, PET, PACKAGE or ALL. 1 to 128 entries. Changed in place."),
    minConfidence: percent
      .optional()
      .describe("Minimum confidence of a result, in percent, 0 to 100. Default 50. Changed in place."),
  })
  .meta({ id: "ConnectedHomeSettings", description: "Look for people, pets and packages." });

export const settings = z
  .strictObject({
    faceSearch: faceSearch
      .optional()
      .describe("Face search: looks for the faces of a collection, for as long as it runs."),
    connectedHome: connectedHome
      .optional()
      .describe("Connected home: looks for people, pets and packages, in sessions that an application starts."),
  })
  .meta({ id: "StreamProcessorSettings", description: "What a stream processor looks for: one of the two." });

export const notificationChannel = z
  .strictObject({
    snsTopicArn: snsTopicArn.describe("ARN of the topic that receives what was detected and the end of a session."),
  })
  .meta({ id: "StreamProcessorNotificationChannel", description: "Where notifications are sent." });

export const regionsOfInterest = z
  .array(
    z
      .strictObject({
        boundingBox: boundingBox.optional().describe("A rectangle."),
        polygon: z.array(point).min(3).max(10).optional().describe("A polygon of 3 to 10 points."),
      })
      .meta({ id: "RegionOfInterest", description: "A region of the frame: a rectangle or a polygon." }),
  )
  .max(10);

export const dataSharingPreference = z
  .strictObject({ optIn: z.boolean().describe("Whether AWS may use the video to improve its models.") })
  .meta({ id: "DataSharingPreference", description: "Whether data is shared with AWS." });

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
