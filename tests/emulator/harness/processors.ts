import type { CreateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import { ACCOUNT, REGION } from "./scene.js";
import type { Scene } from "./scene.js";

const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/streams`;

export const videoStreamArn = (name: string): string =>
  `arn:aws:kinesisvideo:${REGION}:${ACCOUNT}:stream/${name}/1600000000000`;

export const dataStreamArn = (name: string): string => `arn:aws:kinesis:${REGION}:${ACCOUNT}:stream/${name}`;

/** A face search processor that has its streams to itself. */
export const faceSearch = (name: string, collection = "faces"): CreateStreamProcessorRequest => ({
  Name: name,
  RoleArn: ROLE_ARN,
  Input: { KinesisVideoStream: { Arn: videoStreamArn(name) } },
  Output: { KinesisDataStream: { Arn: dataStreamArn(name) } },
  Settings: { FaceSearch: { CollectionId: collection, FaceMatchThreshold: 90 } },
});

/** A connected home processor that has its stream to itself. */
export const connectedHome = (name: string): CreateStreamProcessorRequest => ({
  Name: name,
  RoleArn: ROLE_ARN,
  Input: { KinesisVideoStream: { Arn: videoStreamArn(name) } },
  Output: { S3Destination: { Bucket: "results", KeyPrefix: "home" } },
  Settings: { ConnectedHome: { Labels: ["PERSON"] } },
  NotificationChannel: { SNSTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:home` },
});

/** Makes a face search processor, without the collection it searches. */
export async function createProcessor(scene: Scene, name: string): Promise<string> {
  const { StreamProcessorArn = "" } = await scene.client.createStreamProcessor(faceSearch(name));
  return StreamProcessorArn;
}
