import type { ProjectVersionDescription, TestingData, TrainingData } from "@aws-sdk/client-rekognition";
import { camelCased } from "../../aws/camel-case.js";
import type { Inputs } from "./request.js";

/** The inputs that a model was trained with, as a program writes them. */
export function asWritten(projectArn: string, value: ProjectVersionDescription): Inputs {
  const { OutputConfig, KmsKeyId, VersionDescription, Feature, FeatureConfig } = value;
  const trainingData = assetsIn(value.TrainingDataResult?.Input);
  return {
    projectArn,
    outputConfig: { s3Bucket: OutputConfig?.S3Bucket ?? "", s3KeyPrefix: OutputConfig?.S3KeyPrefix },
    // A model that was trained from its project's datasets is asked for without any data.
    ...(trainingData && { trainingData, testingData: testingDataIn(value.TestingDataResult?.Input) }),
    kmsKeyId: KmsKeyId,
    versionDescription: VersionDescription,
    featureConfig:
      Feature === "CONTENT_MODERATION"
        ? camelCased<NonNullable<Inputs["featureConfig"]>>(FeatureConfig ?? { ContentModeration: {} })
        : undefined,
  };
}

function assetsIn(data: TrainingData | undefined): Inputs["trainingData"] {
  if (data?.Assets === undefined || data.Assets.length === 0) return undefined;
  return camelCased<NonNullable<Inputs["trainingData"]>>({ Assets: data.Assets });
}

function testingDataIn(data: TestingData | undefined): Inputs["testingData"] {
  return assetsIn(data) ?? (data?.AutoCreate === true ? { autoCreate: true } : undefined);
}
