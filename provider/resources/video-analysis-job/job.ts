import type { VideoJobStatus } from "@aws-sdk/client-rekognition";
import { camelCased } from "../../aws/camel-case.js";
import type { ResponseOf } from "../../aws/operations.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { RekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import type { Observation, Sought } from "../../lifecycle/wait-for-state.js";
import { type Analysis, analyses, isAnalysis } from "./analyses.js";
import type { videoAnalysisJobDefinition } from "./definition.js";

export type Inputs = InputsOf<typeof videoAnalysisJobDefinition>;
export type Outputs = OutputsOf<typeof videoAnalysisJobDefinition>;
export type Found = Observation<VideoJobStatus, ResponseOf<(typeof analyses)[Analysis]["get"]>>;

/** Which job an operation is about. */
export interface JobReference {
  readonly analysis: Analysis;
  readonly jobId: string;
}

/** The Pulumi id of a job: its own does not say what to ask. */
export function idOf({ analysis, jobId }: JobReference): string {
  return `${analysis}/${jobId}`;
}

/** The job that a Pulumi id stands for. */
export function jobOf(id: string): JobReference {
  const [analysis, jobId] = id.split("/");
  if (isAnalysis(analysis) && jobId !== undefined) return { analysis, jobId };
  throw new RekognitionError(
    "NotFound",
    `"${id}" is not the id of a video job, as in LABEL_DETECTION/270c1cc5e1d0ea2f`,
  );
}

/** How messages name it. */
export function subjectOf({ analysis, jobId }: JobReference): string {
  return `video job ${jobId} (${analysis})`;
}

/** A job as it is looked for. Not there is what AWS does not know. */
export function soughtJob(context: OperationContext, job: JobReference): Sought<VideoJobStatus, Found["value"]> {
  const { get } = analyses[job.analysis];
  return {
    subject: subjectOf(job),
    async look() {
      const value = await context.describe.videoJob(get, job.jobId);
      if (value?.JobStatus === undefined) return undefined;
      return { status: value.JobStatus, message: value.StatusMessage, value };
    },
    isGone: () => context.describe.isVideoJobGone(get, job.jobId),
  };
}

/** What is recorded of a job. */
export function outputsOf({ jobId }: JobReference, { status, value }: Found): Outputs {
  const { VideoMetadata: metadata } = value;
  return {
    jobId,
    status,
    statusMessage: value.StatusMessage,
    videoMetadata: metadata && camelCased<NonNullable<Outputs["videoMetadata"]>>(metadata),
    modelVersion: modelVersionOf(value),
    expired: false,
  };
}

function modelVersionOf(value: Found["value"]): string | undefined {
  if ("LabelModelVersion" in value) return value.LabelModelVersion;
  return "ModerationModelVersion" in value ? value.ModerationModelVersion : undefined;
}

/** The end of a job that AWS could not do. */
export function failure(job: JobReference, found: Found | undefined): RekognitionError {
  return new RekognitionError("AnalysisFailed", `${subjectOf(job)} failed: ${found?.message ?? "AWS gave no reason"}`);
}
