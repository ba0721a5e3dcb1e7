import { createHash } from "node:crypto";
import { canonicalText } from "../../schema/canonical.js";
import { RekognitionError } from "../../base/errors.js";
import { awsCased } from "../../aws/camel-case.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilAccepted } from "../../lifecycle/until-taken.js";
import type { Inputs } from "./job.js";

/**
 * The token that makes a start safe to repeat: the same resource with the same inputs is the same job, for the 7 days AWS
 * remembers it. 64 hexadecimal digits, as many as AWS takes.
 */
export function firstToken(context: OperationContext, inputs: Inputs): string {
  return hashed([context.identity.owner, context.identity.urn, inputs]);
}

/** The token of the job that is to take the place of a failed one. */
export function tokenAfter(token: string, failedJobId: string): string {
  return hashed([token, failedJobId]);
}

function hashed(value: unknown): string {
  return createHash("sha256").update(canonicalText(value)).digest("hex");
}

/** Starts the job, or finds the one that the token started; waits while too many are open, since others end meanwhile. */
export async function startJob(context: OperationContext, inputs: Inputs, token: string): Promise<string> {
  const until = "is taken, for so many jobs are open already";
  const call = (): Promise<string> => start(context, inputs, token);
  const isFull = ({ code }: RekognitionError): boolean => code === "QuotaExceeded";
  const jobId = await untilAccepted(context, `${inputs.analysis} job`, until, call, isFull, true);
  if (jobId === "") throw new RekognitionError("ServiceRefused", "AWS started a video job without naming it");
  return jobId;
}

async function start({ aws }: OperationContext, inputs: Inputs, token: string): Promise<string> {
  const { video, notificationChannel, jobTag } = inputs;
  const request = awsCased({ video, clientRequestToken: token, notificationChannel, jobTag });
  const answer = await (() => {
    switch (inputs.analysis) {
      case "LABEL_DETECTION":
        return aws.call("StartLabelDetection", {
          ...request,
          MinConfidence: inputs.minConfidence,
          Features: inputs.features,
          Settings: inputs.settings && awsCased(inputs.settings),
        });
      case "CONTENT_MODERATION":
        return aws.call("StartContentModeration", { ...request, MinConfidence: inputs.minConfidence });
      case "FACE_DETECTION":
        return aws.call("StartFaceDetection", { ...request, FaceAttributes: inputs.faceAttributes });
      case "FACE_SEARCH":
        return aws.call("StartFaceSearch", {
          ...request,
          CollectionId: inputs.collectionId,
          FaceMatchThreshold: inputs.faceMatchThreshold,
        });
      case "CELEBRITY_RECOGNITION":
        return aws.call("StartCelebrityRecognition", request);
    }
  })();
  return answer.JobId ?? "";
}
