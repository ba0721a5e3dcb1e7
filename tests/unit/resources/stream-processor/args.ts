import type { Bag } from "../../../../provider/schema/definition.js";

const VIDEO = "arn:aws:kinesisvideo:us-east-1:111122223333:stream/door/1600000000000";
const DATA = "arn:aws:kinesis:us-east-1:111122223333:stream/found";
const ROLE = "arn:aws:iam::111122223333:role/streams";

/** A face search processor with as little as there can be. */
export const faceSearch: Bag = {
  region: "us-east-1",
  name: "door",
  roleArn: ROLE,
  input: { kinesisVideoStream: { arn: VIDEO } },
  output: { kinesisDataStream: { arn: DATA } },
  settings: { faceSearch: { collectionId: "visitors" } },
};

/** A connected home processor with as little as there can be. */
export const connectedHome: Bag = {
  region: "us-east-1",
  name: "home",
  roleArn: ROLE,
  input: { kinesisVideoStream: { arn: VIDEO } },
  output: { s3Destination: { bucket: "results" } },
  settings: { connectedHome: { labels: ["PERSON"] } },
  notificationChannel: { snsTopicArn: "arn:aws:sns:us-east-1:111122223333:home" },
};

export const box = { left: 0.1, top: 0.2, width: 0.3, height: 0.4 };

export const triangle = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
];
