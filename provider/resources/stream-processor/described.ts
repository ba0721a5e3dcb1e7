import type {
  DescribeStreamProcessorResponse,
  RegionOfInterest,
  StreamProcessorSettings,
} from "@aws-sdk/client-rekognition";
import type { Configuration } from "./effective.js";

type Labels = NonNullable<Configuration["settings"]["connectedHome"]>["labels"];
type Region = NonNullable<Configuration["regionsOfInterest"]>[number];

/** A description in the form of the inputs; what AWS fills in by itself is in it too. */
export function configurationOf(value: DescribeStreamProcessorResponse): Configuration {
  const topic = value.NotificationChannel?.SNSTopicArn;
  const regions = value.RegionsOfInterest ?? [];
  return {
    input: { kinesisVideoStream: { arn: value.Input?.KinesisVideoStream?.Arn ?? "" } },
    output: outputOf(value.Output),
    settings: settingsOf(value.Settings),
    roleArn: value.RoleArn ?? "",
    notificationChannel: topic === undefined ? undefined : { snsTopicArn: topic },
    kmsKeyId: value.KmsKeyId,
    regionsOfInterest: regions.length === 0 ? undefined : regions.map(regionOf),
    dataSharingPreference: value.DataSharingPreference?.OptIn === true ? { optIn: true } : undefined,
  };
}

function outputOf(output: DescribeStreamProcessorResponse["Output"]): Configuration["output"] {
  const dataStream = output?.KinesisDataStream?.Arn;
  const destination = output?.S3Destination;
  return {
    ...(dataStream !== undefined && { kinesisDataStream: { arn: dataStream } }),
    ...(destination && {
      s3Destination: {
        bucket: destination.Bucket ?? "",
        ...(destination.KeyPrefix !== undefined && { keyPrefix: destination.KeyPrefix }),
      },
    }),
  };
}

function settingsOf(settings: StreamProcessorSettings | undefined): Configuration["settings"] {
  const { FaceSearch: search, ConnectedHome: home } = settings ?? {};
  return {
    ...(search && {
      faceSearch: {
        collectionId: search.CollectionId ?? "",
        ...(search.FaceMatchThreshold !== undefined && { faceMatchThreshold: search.FaceMatchThreshold }),
      },
    }),
    ...(home && {
      connectedHome: {
        // AWS takes any text; what it knows today is what the inputs allow.
        labels: (home.Labels ?? []) as Labels,
        ...(home.MinConfidence !== undefined && { minConfidence: home.MinConfidence }),
      },
    }),
  };
}

function regionOf({ BoundingBox: box, Polygon: polygon }: RegionOfInterest): Region {
  return {
    ...(box && {
      boundingBox: { left: box.Left ?? 0, top: box.Top ?? 0, width: box.Width ?? 0, height: box.Height ?? 0 },
    }),
    ...(polygon && { polygon: polygon.map(({ X = 0, Y = 0 }) => ({ x: X, y: Y })) }),
  };
}
