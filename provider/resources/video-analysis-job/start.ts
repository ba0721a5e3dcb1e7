import { createHash } from "node:crypto";
import { canonicalText } from "../../schema/canonical.js";
import { RekognitionError, isRekognitionError, saidByService } from "../../base/errors.js";
import { awsCased } from "../../aws/camel-case.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import type { Inputs } from "./job.js";
import { taken } from "./states.js";

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

/** Starts the job, or finds the one that the token started; waits while too many are open. */
export async function startJob(context: OperationContext, inputs: Inputs, token: string): Promise<string> {
  const { observed } = await waitForState(context, `${inputs.analysis} job`, taken, async () => {
    try {
      return { status: "TAKEN", value: await start(context, inputs, token) };
    } catch (error) {
      if (!isRekognitionError(error, "QuotaExceeded")) throw error;
      return { status: "QUEUED", message: saidByService(error), value: "" };
    }
  });
  const jobId = observed?.value ?? "";
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
