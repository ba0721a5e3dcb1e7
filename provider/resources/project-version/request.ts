import type { Asset, CreateProjectVersionRequest } from "@aws-sdk/client-rekognition";
import type { ModelReference } from "../trained-model/model.js";
import type { Inputs } from "./inputs.js";

type Data = NonNullable<Inputs["trainingData"]>;

/** The inputs in AWS's form. */
export function createRequest(
  model: ModelReference,
  inputs: Inputs,
  tags: Record<string, string>,
): CreateProjectVersionRequest {
  const { outputConfig, trainingData, testingData, kmsKeyId, versionDescription, featureConfig } = inputs;
  const threshold = featureConfig?.contentModeration?.confidenceThreshold;
  return {
    ProjectArn: model.projectArn,
    VersionName: model.versionName,
    OutputConfig: { S3Bucket: outputConfig.s3Bucket, S3KeyPrefix: outputConfig.s3KeyPrefix ?? "" },
    Tags: tags,
    ...(trainingData && { TrainingData: { Assets: assets(trainingData.assets) } }),
    ...(testingData && {
      TestingData: {
        ...(testingData.assets && { Assets: assets(testingData.assets) }),
        ...(testingData.autoCreate !== undefined && { AutoCreate: testingData.autoCreate }),
      },
    }),
    ...(kmsKeyId !== undefined && { KmsKeyId: kmsKeyId }),
    ...(versionDescription !== undefined && { VersionDescription: versionDescription }),
    ...(featureConfig && {
      FeatureConfig: { ContentModeration: threshold === undefined ? {} : { ConfidenceThreshold: threshold } },
    }),
  };
}

function assets(list: Data["assets"]): Asset[] {
  return list.map(({ groundTruthManifest: { s3Object } }) => ({
    GroundTruthManifest: {
      S3Object: {
        Bucket: s3Object.bucket,
        Name: s3Object.name,
        ...(s3Object.version !== undefined && { Version: s3Object.version }),
      },
    },
  }));
}
