import type { CreateStreamProcessorRequest } from "@aws-sdk/client-rekognition";
import { awsCased } from "../../aws/camel-case.js";
import type { Inputs } from "./processor.js";

/** The inputs in AWS's form. */
export function createRequest(
  name: string,
  {
    roleArn,
    input,
    output,
    settings,
    notificationChannel,
    kmsKeyId,
    regionsOfInterest = [],
    dataSharingPreference,
  }: Inputs,
  tags: Record<string, string>,
): CreateStreamProcessorRequest {
  const asked = { name, roleArn, input, output, settings, notificationChannel, kmsKeyId, dataSharingPreference };
  const regions = regionsOfInterest.length > 0 ? { RegionsOfInterest: awsCased(regionsOfInterest) } : {};
  return { ...awsCased(asked), ...regions, Tags: tags };
}
