import type { CreateProjectVersionRequest } from "@aws-sdk/client-rekognition";
import type { InputsOf } from "../../schema/definition.js";
import { awsCased } from "../../aws/camel-case.js";
import type { ModelReference } from "../trained-model/model.js";
import type { projectVersionDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof projectVersionDefinition>;

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
