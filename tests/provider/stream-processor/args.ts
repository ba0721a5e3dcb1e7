import { ACCOUNT, REGION } from "../harness/rig.js";

export const videoStream = (name: string): string =>
  `arn:aws:kinesisvideo:${REGION}:${ACCOUNT}:stream/${name}/1600000000000`;

export const dataStream = (name: string): string => `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${name}`;

const roleArn = `arn:aws:iam::${ACCOUNT}:role/streams`;

/** Arguments of a face search processor; `more` adds to them or replaces some. The collection is `visitors`. */
export function faceSearch(more: object = {}): Record<string, unknown> {
  return {
    roleArn,
    input: { kinesisVideoStream: { arn: videoStream("door") } },
    output: { kinesisDataStream: { arn: dataStream("found") } },
    settings: { faceSearch: { collectionId: "visitors", faceMatchThreshold: 90 } },
    ...more,
  };
}

/** Arguments of a connected home processor; `home` adds to its settings. */
export function connectedHome(home: object = {}, more: object = {}): Record<string, unknown> {
  return {
    roleArn,
    input: { kinesisVideoStream: { arn: videoStream("porch") } },
    output: { s3Destination: { bucket: "results", keyPrefix: "home" } },
    settings: { connectedHome: { labels: ["PERSON", "PET"], ...home } },
    notificationChannel: { snsTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:home` },
    ...more,
  };
}
