import type { CreateStreamProcessorRequest, RegionOfInterest } from "@aws-sdk/client-rekognition";
import type { Inputs } from "./processor.js";

/** The inputs in AWS's form. */
export function createRequest(
  name: string,
  inputs: Inputs,
  tags: Record<string, string>,
): CreateStreamProcessorRequest {
  const { notificationChannel, kmsKeyId, regionsOfInterest = [], dataSharingPreference } = inputs;
  return {
    Name: name,
    RoleArn: inputs.roleArn,
    Tags: tags,
    Input: { KinesisVideoStream: { Arn: inputs.input.kinesisVideoStream.arn } },
    Output: outputRequest(inputs.output),
    Settings: settingsRequest(inputs.settings),
    ...(notificationChannel && { NotificationChannel: { SNSTopicArn: notificationChannel.snsTopicArn } }),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    ...(regionsOfInterest.length > 0 && { RegionsOfInterest: regionsRequest(regionsOfInterest) }),
    ...(dataSharingPreference && { DataSharingPreference: { OptIn: dataSharingPreference.optIn } }),
  };
}

/** Regions of interest in AWS's form. */
export function regionsRequest(list: NonNullable<Inputs["regionsOfInterest"]>): RegionOfInterest[] {
  return list.map(({ boundingBox: box, polygon }) => ({
    ...(box && { BoundingBox: { Left: box.left, Top: box.top, Width: box.width, Height: box.height } }),
    ...(polygon && { Polygon: polygon.map(({ x, y }) => ({ X: x, Y: y })) }),
  }));
}

function outputRequest({ kinesisDataStream, s3Destination }: Inputs["output"]): CreateStreamProcessorRequest["Output"] {
  const { bucket, keyPrefix } = s3Destination ?? {};
  return {
    ...(kinesisDataStream && { KinesisDataStream: { Arn: kinesisDataStream.arn } }),
    ...(s3Destination && {
      S3Destination: { Bucket: bucket, ...(keyPrefix !== undefined && { KeyPrefix: keyPrefix }) },
    }),
  };
}

function settingsRequest({ faceSearch, connectedHome }: Inputs["settings"]): CreateStreamProcessorRequest["Settings"] {
  const { collectionId, faceMatchThreshold } = faceSearch ?? {};
  return {
    ...(faceSearch && {
      FaceSearch: {
        CollectionId: collectionId,
        ...(faceMatchThreshold !== undefined && { FaceMatchThreshold: faceMatchThreshold }),
      },
    }),
    ...(connectedHome && {
      ConnectedHome: {
        Labels: connectedHome.labels,
        ...(connectedHome.minConfidence !== undefined && { MinConfidence: connectedHome.minConfidence }),
      },
    }),
  };
}
