import type { CreateProjectVersionRequest } from "@aws-sdk/client-rekognition";
import { awsCased } from "../../aws/camel-case.js";
import type { ModelReference } from "../trained-model/model.js";
import type { Inputs } from "./inputs.js";

/** The inputs in AWS's form. */
export function createRequest(
  { projectArn, versionName }: ModelReference,
  { outputConfig, trainingData, testingData, kmsKeyId, versionDescription, featureConfig }: Inputs,
  tags: Record<string, string>,
): CreateProjectVersionRequest {
  const moderation = featureConfig && { contentModeration: featureConfig.contentModeration ?? {} };
  const asked = {
    projectArn,
    versionName,
    trainingData,
    testingData,
    kmsKeyId,
    versionDescription,
    featureConfig: moderation,
  };
  // AWS wants a prefix, if an empty one.
  return {
    ...awsCased(asked),
    OutputConfig: awsCased({ ...outputConfig, s3KeyPrefix: outputConfig.s3KeyPrefix ?? "" }),
    Tags: tags,
  };
}
