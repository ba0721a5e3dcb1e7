import type { Bag, CrossFieldRule } from "../../schema/definition.js";

const OUTPUT = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StreamProcessorOutput.html";
const SETTINGS = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_StreamProcessorSettings.html";
const REGION = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_RegionOfInterest.html";
const LABELS = "https://docs.aws.amazon.com/rekognition/latest/dg/streaming-labels-detection.html";

/** What AWS asks of several inputs together. Most only look at which members are there, so they hold at preview too. */
export const rules: readonly CrossFieldRule[] = [
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
