import { createHash } from "node:crypto";
import type { VideoJobStatus } from "@aws-sdk/client-rekognition";
import { awsCased, camelCased } from "../../aws/camel-case.js";
import type { ResponseOf } from "../../aws/operations.js";
import { RekognitionError } from "../../base/errors.js";
import type { Kept, OperationContext, Recorded, RecordedMeta, ResourceHandler } from "../../lifecycle/handler.js";
import { metaOf } from "../../lifecycle/ownership.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { metaAsFound } from "../../lifecycle/recorded.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { untilAccepted } from "../../lifecycle/until-taken.js";
import { type Observation, type Sought, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { canonicalText } from "../../schema/canonical.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import { analyses, type Analysis, isAnalysis, videoAnalysisJobDefinition } from "./definition.js";

/** The job has ended well. It may take a moment to show after its start. */
export const ended: VerdictTable<VideoJobStatus> = {
  until: "has ended",
  statuses: statusTable({ IN_PROGRESS: "pending", SUCCEEDED: "target", FAILED: "failed" }),
  absent: "lagging",
};

const MINUTE_MS = 60_000;
const TWELVE_HOURS_MS = 12 * 60 * MINUTE_MS;
const TEN_MINUTES_MS = 10 * MINUTE_MS;

/** For so long AWS remembers a job. */
const REMEMBERED_SECONDS = 7 * 24 * 60 * 60;

/** How many jobs in a row may turn out to have failed before. */
const MAX_FAILED_BEFORE = 10;

/** The handler of video jobs. */
export const videoAnalysisJobHandler: ResourceHandler<Inputs, Outputs> = {
  definition: videoAnalysisJobDefinition,
  timeouts: { createMs: TWELVE_HOURS_MS, updateMs: TWELVE_HOURS_MS, deleteMs: TEN_MINUTES_MS },
  knowsStatus: (status) => ended.statuses.knows(status),

  costNote: () =>
    "A video is analyzed: AWS bills every minute of it, at a price that is unknown here (https://aws.amazon.com/rekognition/pricing/).",

  async create(context, inputs) {
    // A job carries no claim: its token finds it, and there is nothing to delete.
    const meta = metaOf(context, "nothing");
    let token = firstToken(context, inputs);
    for (let before = 0; ; before++) {
      const job = { analysis: inputs.analysis, jobId: await startJob(context, inputs, token) };
      context.keep({ id: idOf(job), outputs: { jobId: job.jobId, status: "IN_PROGRESS", expired: false }, meta });
      const found = await soughtJob(context, job).look();
      // A job takes longer than a look: one that has failed by now failed before, and its token gives nothing else.
      if (found?.status !== "FAILED" || before === MAX_FAILED_BEFORE) return waitToEnd(context, job, meta);
      context.keep({ id: idOf(job), outputs: outputsOf(job, found), meta });
      token = tokenAfter(token, job.jobId);
    }
  },

  async read(context, id, recorded) {
    const job = jobOf(id);
    const found = await findOrGone(context, soughtJob(context, job));
    if (recorded === undefined) {
      return found === undefined
        ? undefined
        : { inputs: inputsOf(context, job, found), outputs: outputsOf(job, found), meta: metaAsFound(0) };
    }
    if (found !== undefined) return { ...recorded, outputs: outputsOf(job, found) };
    return { ...recorded, outputs: { ...recorded.outputs, expired: isExpired(context, job, recorded) } };
  },

  async update(context, id, recorded) {
    const { outputs, meta } = recorded;
    if (outputs.status !== "IN_PROGRESS") return { id, outputs, meta };
    return waitToEnd(context, jobOf(id), meta);
  },

  /** AWS has no call to delete a job, and forgets it by itself. */
  delete: () => Promise.resolve(),

  outstanding({ outputs }) {
    // What became of a job that was forgotten while it went on, nobody can tell.
    const isLost = outputs.status === "IN_PROGRESS" && outputs.expired === true;
    if (outputs.status === "FAILED" || isLost) return { action: "replace", because: "status", deleteFirst: true };
    return { action: outputs.status === "IN_PROGRESS" ? "update" : "nothing" };
  },
};

async function waitToEnd(
  context: OperationContext,
  job: JobReference,
  meta: RecordedMeta,
): Promise<Kept<Inputs, Outputs>> {
  const { verdict, observed } = await waitForState(context, soughtJob(context, job), ended);
  if (observed === undefined) throw failure(job, undefined);
  const kept = { id: idOf(job), outputs: outputsOf(job, observed), meta };
  if (verdict === "target") return kept;
  context.keep(kept);
  throw failure(job, observed);
}

/** Whether a job that AWS does not know was forgotten; a younger one is only not to be seen with these credentials. */
function isExpired(
  context: OperationContext,
  job: JobReference,
  { outputs, meta }: Recorded<Inputs, Outputs>,
): boolean {
  const ageSeconds = context.clock.now() / 1_000 - meta.createdAt;
  if (outputs.expired === true || ageSeconds >= REMEMBERED_SECONDS) return true;
  context.warn(
    `AWS does not know ${subjectOf(job)} in ${context.region}, though jobs are remembered for 7 days: are these the credentials of the account it was started in? The record was left as it is.`,
  );
  return false;
}

function inputsOf(context: OperationContext, { analysis }: JobReference, { value }: Found): Inputs {
  const s3Object = { Bucket: "", Name: "", ...value.Video?.S3Object };
  return {
    analysis,
    video: camelCased<Inputs["video"]>({ S3Object: s3Object }),
    ...(value.JobTag === undefined ? {} : { jobTag: value.JobTag }),
    region: context.region,
  };
}

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
async function startJob(context: OperationContext, inputs: Inputs, token: string): Promise<string> {
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

export type Inputs = InputsOf<typeof videoAnalysisJobDefinition>;
type Outputs = OutputsOf<typeof videoAnalysisJobDefinition>;
type Found = Observation<VideoJobStatus, ResponseOf<(typeof analyses)[Analysis]["get"]>>;

/** Which job an operation is about. */
interface JobReference {
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
function subjectOf({ analysis, jobId }: JobReference): string {
  return `video job ${jobId} (${analysis})`;
}

/** A job as it is looked for. Not there is what AWS does not know. */
function soughtJob(context: OperationContext, job: JobReference): Sought<VideoJobStatus, Found["value"]> {
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
function outputsOf({ jobId }: JobReference, { status, value }: Found): Outputs {
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
function failure(job: JobReference, found: Found | undefined): RekognitionError {
  return new RekognitionError("AnalysisFailed", `${subjectOf(job)} failed: ${found?.message ?? "AWS gave no reason"}`);
}
