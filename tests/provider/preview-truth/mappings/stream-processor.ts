import type { Bag } from "../../../../provider/schema/definition.js";
import type { KindMapping, OperationMapping, Typical, Variant } from "../mapping.js";
import type { SitePath } from "../model-sites.js";
import { type Draw, oneOf } from "../texts/draw.js";
import { commonExtraRules, commonOwnInputs } from "./every-kind.js";
import { OWNERSHIP_TAGS } from "./ownership.js";

const create = "CreateStreamProcessor";

const ratio = { value: (draw: Draw): number => draw(101) / 100 };
const label = { value: (draw: Draw): string => oneOf(draw, ["PERSON", "PET", "PACKAGE", "ALL"]) };

/** Rectangles and polygons as they are: four ratios, or three to ten points. */
function typicalRegions(list: SitePath): Record<SitePath, Typical> {
  const corners = ["BoundingBox.Left", "BoundingBox.Top", "BoundingBox.Width", "BoundingBox.Height"];
  const numbers = [...corners, "Polygon[].X", "Polygon[].Y"].map((member) => [`${list}[].${member}`, ratio] as const);
  return { [`${list}[].Polygon`]: { size: [3, 10] }, ...Object.fromEntries(numbers) };
}

const corners = (list: SitePath): string[] =>
  ["Left", "Top", "Width", "Height"].map((member) => `${list}[].BoundingBox.${member}`);
const points = (list: SitePath): string[] => [`${list}[].Polygon[].X`, `${list}[].Polygon[].Y`];

/** Each way to write a request, once with rectangles and once with polygons. */
function withRegions(list: SitePath, ways: readonly Variant[]): Variant[] {
  return ways.flatMap(({ present, absent }) => [
    { present: [...present, ...corners(list)], absent: [...absent, `${list}[].Polygon`] },
    { present: [...present, ...points(list)], absent: [...absent, `${list}[].BoundingBox`] },
    { present, absent: [...absent, list] },
  ]);
}

const creation: OperationMapping = {
  operation: create,
  added: OWNERSHIP_TAGS,
  variants: withRegions("RegionsOfInterest", [
    {
      present: ["Input.KinesisVideoStream.Arn", "Output.KinesisDataStream.Arn", "Settings.FaceSearch.CollectionId"],
      absent: ["Output.S3Destination", "Settings.ConnectedHome"],
    },
    {
      present: [
        "Input.KinesisVideoStream.Arn",
        "Output.S3Destination.Bucket",
        "Settings.ConnectedHome.Labels",
        "NotificationChannel",
      ],
      absent: ["Output.KinesisDataStream", "Settings.FaceSearch"],
    },
  ]),
  typical: { "Settings.ConnectedHome.Labels[]": label, ...typicalRegions("RegionsOfInterest") },
};

const change: OperationMapping = {
  operation: "UpdateStreamProcessor",
  besides: {
    name: "porch",
    input: { kinesisVideoStream: { arn: "arn:aws:kinesisvideo:us-east-1:111122223333:stream/porch/1" } },
    output: { s3Destination: { bucket: "bucket" } },
    settings: { connectedHome: { labels: ["PERSON"] } },
    notificationChannel: { snsTopicArn: "arn:aws:sns:us-east-1:111122223333:found" },
    roleArn: "arn:aws:iam::111122223333:role/video",
  },
  renamed: {
    SettingsForUpdate: "settings",
    "SettingsForUpdate.ConnectedHomeForUpdate": "settings.connectedHome",
    RegionsOfInterestForUpdate: "regionsOfInterest",
    DataSharingPreferenceForUpdate: "dataSharingPreference",
  },
  notInputs: { ParametersToDelete: { why: "sent for inputs that were taken out" } },
  variants: withRegions("RegionsOfInterestForUpdate", [{ present: [], absent: [] }]),
  typical: {
    "SettingsForUpdate.ConnectedHomeForUpdate.Labels[]": label,
    ...typicalRegions("RegionsOfInterestForUpdate"),
  },
};

const faceSearch = { FaceSearch: { CollectionId: "faces" } };
const connectedHome = { ConnectedHome: { Labels: ["PERSON"] } };
const dataStream = { KinesisDataStream: { Arn: "arn:aws:kinesis:us-east-1:111122223333:stream/found" } };
const bucket = { S3Destination: { Bucket: "bucket" } };
const topic = { SNSTopicArn: "arn:aws:sns:us-east-1:111122223333:found" };
const region = (RegionsOfInterest: readonly Bag[]): Bag => ({ RegionsOfInterest });

/** StreamProcessor: for face search all of it is made, for connected home some of it is changed in place. */
export const streamProcessorMapping: KindMapping = {
  operations: [creation, change],
  ownInputs: {
    ...commonOwnInputs,
    running: "whether StartStreamProcessor is called; the call carries nothing but the name",
  },
  extraRules: [
    ...commonExtraRules(create),
    {
      says: /^settings\.connectedHome\.labels\[\d+\]: must be one of/,
      why: "the documentation names PERSON, PET, PACKAGE and ALL; the model allows any text",
      operation: create,
      example: { Settings: { ConnectedHome: { Labels: ["CAT"] } }, Output: bucket },
    },
    {
      says: /^regionsOfInterest\[\d+\]\.polygon: must have (at least 3|at most 10) entries/,
      why: "the documentation says 3 to 10 points; the model allows any number",
      operation: create,
      example: region([
        {
          Polygon: [
            { X: 0, Y: 0 },
            { X: 1, Y: 1 },
          ],
        },
      ]),
    },
    {
      says: /^regionsOfInterest\[\d+\]\.(boundingBox\.\w+|polygon\[\d+\]\.[xy]): must be at (least 0|most 1), /,
      why: "the documentation says ratios of the frame; the model allows any number",
      operation: create,
      example: region([{ BoundingBox: { Left: 0, Top: 0, Width: 1.5, Height: 1 } }]),
    },
    {
      says: /^regionsOfInterest\[\d+\]\.(boundingBox\.\w+|polygon\[\d+\]\.[xy]): is required/,
      why: "the model marks no number of a region as required; a rectangle has four and a point two",
      operation: create,
      example: region([{ BoundingBox: { Left: 0 } }]),
    },
    {
      says: /^regionsOfInterest: each region is either a boundingBox or a polygon/,
      why: "the documentation asks for one of the two; the model only knows single members",
      operation: create,
      example: region([{}]),
    },
    {
      says: /^input\.kinesisVideoStream(\.arn)?: is required/,
      why: "the model marks no member of the input as required; without a stream there is no video",
      operation: create,
      example: { Input: {} },
    },
    {
      says: /^output\.(kinesisDataStream\.arn|s3Destination\.bucket): is required/,
      why: "the model marks no member of a destination as required; without it there is none",
      operation: create,
      example: { Output: { S3Destination: {} } },
    },
    {
      says: /^settings\.faceSearch\.collectionId: is required/,
      why: "the model does not mark it as required; without a collection there are no faces to look for",
      operation: create,
      example: { Settings: { FaceSearch: {} } },
    },
    {
      says: /^settings: needs exactly one of faceSearch and connectedHome/,
      why: "the documentation asks for one of the two; the model only knows single members",
      operation: create,
      example: { Settings: {} },
    },
    {
      says: /^output: face search writes to a Kinesis data stream/,
      why: "the documentation ties the destination to what is looked for; the model only knows single members",
      operation: create,
      example: { Settings: faceSearch, Output: bucket },
    },
    {
      says: /^output: connected home writes to S3/,
      why: "the documentation ties the destination to what is looked for; the model only knows single members",
      operation: create,
      example: { Settings: connectedHome, Output: dataStream },
    },
    {
      says: /^notificationChannel: connected home needs an SNS topic/,
      why: "the documentation asks for it; the model only knows single members",
      operation: create,
      example: { Settings: connectedHome, Output: bucket, NotificationChannel: undefined },
    },
    {
      says: /^running: is for face search only/,
      why: "connected home never reaches RUNNING; the model knows no resource that runs",
      operation: create,
      example: { Settings: connectedHome, Output: bucket, NotificationChannel: topic },
      exampleInputs: { running: true },
    },
  ],
};
