import type {
  CreateProjectVersionRequest,
  ProjectVersionDescription,
  TestingData,
  TrainingData,
} from "@aws-sdk/client-rekognition";
import { awsCased, camelCased } from "../../aws/camel-case.js";
import type { InputsOf } from "../../schema/definition.js";
import { outputConfigOf } from "../trained-model/inputs.js";
import type { ModelReference } from "../trained-model/model.js";
import type { projectVersionDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionDefinition>;

/** The inputs in AWS's form. */
export function createRequest(
  model: ModelReference,
  inputs: Inputs,
  tags: Record<string, string>,
): CreateProjectVersionRequest {
  const { trainingData, testingData, kmsKeyId, versionDescription } = inputs;
  const featureConfig = inputs.featureConfig && { contentModeration: inputs.featureConfig.contentModeration ?? {} };
  const asked = { ...model, trainingData, testingData, kmsKeyId, versionDescription, featureConfig };
  return { ...awsCased(asked), OutputConfig: outputConfigOf(inputs), Tags: tags };
}

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
