import type { NotificationChannel, SegmentType, Video } from "@aws-sdk/client-rekognition";
import { digestOf } from "../../digest.js";
import type { EventArgs } from "../../events/shapes.js";
import type { ImageContents } from "../../image-contents.js";
import { TRAINING_FAILURES } from "../../media/training-failures.js";
import { videoFacts } from "../../media/video.js";
import type { VideoFacts } from "../../media/video.js";
import { invalidParameter, invalidS3Object, limitExceeded, serviceError } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import type { Scope } from "../../store/scope.js";
import { Status } from "../../store/status.js";
import type { VideoJob, VideoJobKind, VideoSubject } from "../../store/video-job.js";
import type { Call, World } from "../../world.js";

/** What all requests that start a job have. */
export interface StartInput {
  readonly Video: Wire<Video>;
  readonly ClientRequestToken?: string | undefined;
  readonly NotificationChannel?: Wire<NotificationChannel> | undefined;
  readonly JobTag?: string | undefined;
}

/** What is particular to a kind of job; asked for only when a job is really made. */
export interface JobPlan {
  readonly subjects: readonly VideoSubject[];
  readonly minConfidence: number;
  readonly allAttributes?: boolean;
  /** The kinds of segments, each of which is found once. */
  readonly segmentTypes?: readonly SegmentType[];
}

/** Nothing is surer, in percent. */
export const MOST_CONFIDENT = 99.9;

/** The job of an earlier request with the same token and parameters. */
function repeated(call: Call, kind: VideoJobKind, input: StartInput): string | undefined {
  const { ClientRequestToken: token, ...rest } = input;
  if (token === undefined) return undefined;
  const fingerprint = JSON.stringify([kind, rest]);
  const use = call.scope.videoTokens.get(token);
  if (use === undefined || call.nowMs >= use.atMs + call.world.switches.videoRequestTokenMs) return undefined;
  if (use.fingerprint === fingerprint) return use.jobId;
  const text = `The ClientRequestToken: ${token} you have supplied is already in use.`;
  throw serviceError("IdempotentParameterMismatchException", text);
}

function checkJobs(call: Call): void {
  const { quotaVideoJobs } = call.world.switches;
  const open = call.scope.openVideoJobs;
  if (open >= quotaVideoJobs) {
    throw limitExceeded(`${open} open Jobs for User ${call.caller.arn} Maximum limit: ${quotaVideoJobs}`);
  }
}

function checkChannel(call: Call, channel: Wire<NotificationChannel> | undefined): void {
  if (channel === undefined || channel.SNSTopicArn.split(":")[3] === call.scope.region) return;
  throw invalidParameter("The SNS topic must be in the same Region.");
}

function readVideo(call: Call, video: Wire<Video>, { segments = [] }: ImageContents): VideoFacts {
  const { Bucket, Name, Version } = video.S3Object ?? {};
  if (Bucket === undefined || Name === undefined) throw invalidParameter("Video must name a bucket and an object.");
  const object = call.world.buckets.locate(Bucket, Name, Version);
  if (object === undefined) throw invalidS3Object();
  const { quotaVideoBytes } = call.world.switches;
  if (object.sizeBytes > quotaVideoBytes) {
    const text = `Video size in bytes: ${object.sizeBytes} is more than the maximum limit of: ${quotaVideoBytes} bytes.`;
    throw serviceError("VideoTooLargeException", text);
  }
  const lastMs = Math.max(0, ...segments.map(({ endMs }) => Math.ceil(endMs)));
  return videoFacts(`${Bucket}/${Name}/${object.sizeBytes}`, Name, lastMs);
}

const keyOf = (video: Wire<Video>): string => video.S3Object?.Name ?? "";

/** What the video holds, as far as somebody said it of its key. */
const holdings = (call: Call, video: Wire<Video>): ImageContents =>
  call.world.images.holdings({
    object: { bucket: video.S3Object?.Bucket ?? "", key: keyOf(video) },
    digest: undefined,
  });

function notify({ notifications }: World, { account, region }: Scope, job: VideoJob, atMs: number): void {
  const { id, channel, jobTag, status, kind, video } = job;
  if (channel === undefined) return;
  notifications.add({
    atMs,
    account,
    region,
    topicArn: channel.SNSTopicArn,
    roleArn: channel.RoleArn,
    message: {
      JobId: id,
      Status: status.current === "FAILED" ? "FAILED" : "SUCCEEDED",
      API: `Start${kind}`,
      ...(jobTag === undefined ? {} : { JobTag: jobTag }),
      Timestamp: atMs,
      Video: { S3ObjectName: video.S3Object?.Name ?? "", S3Bucket: video.S3Object?.Bucket ?? "" },
    },
  });
}

/** The job is over, and will be forgotten some days later. */
export function endVideoJob(world: World, args: EventArgs["videoAnalysed"], atMs: number): void {
  for (const scope of world.store.scopes()) {
    const job = scope.videoJobs.get(args.job);
    if (job === undefined) continue;
    scope.openVideoJobs -= 1;
    job.status.set(args.failure === undefined ? "SUCCEEDED" : "FAILED", atMs, args.failure);
    notify(world, scope, job, atMs);
    world.timeline.at(atMs + world.switches.videoResultsMs, "videoForgotten", { job: job.id });
  }
}

export function forgetVideoJob({ store }: World, args: EventArgs["videoForgotten"]): void {
  for (const scope of store.scopes()) scope.videoJobs.delete(args.job);
}

/** Starts the analysis of a video, or answers with the one an earlier request of the same token started. */
export function startJob(
  call: Call,
  kind: VideoJobKind,
  input: StartInput,
  plan: (holdings: ImageContents, key: string, facts: VideoFacts) => JobPlan,
): { readonly JobId: string } {
  const { scope, world, nowMs } = call;
  checkChannel(call, input.NotificationChannel);
  const earlier = repeated(call, kind, input);
  if (earlier !== undefined) return { JobId: earlier };
  const held = holdings(call, input.Video);
  const facts = readVideo(call, input.Video, held);
  const { subjects, minConfidence, allAttributes = false, segmentTypes } = plan(held, keyOf(input.Video), facts);
  checkJobs(call);
  const scripted = world.outcomes.take("video", keyOf(input.Video));
  const times = segmentTypes === undefined ? Math.ceil(facts.durationMs / 1000) : 1;
  const usual = subjects.length * times;
  const most = segmentTypes === undefined ? Infinity : usual;
  const isNothing = subjects.length === 0 || minConfidence > MOST_CONFIDENT;
  const identity = `${scope.account}/${scope.region}/${kind}/${world.store.stamp(nowMs)}`;
  const job: VideoJob = {
    id: digestOf(identity),
    kind,
    video: input.Video,
    jobTag: input.JobTag,
    channel: input.NotificationChannel,
    createdAtMs: nowMs,
    facts,
    status: new Status("IN_PROGRESS", nowMs),
    subjects,
    detections: isNothing ? 0 : Math.min(scripted?.detections ?? usual, most),
    minConfidence,
    allAttributes,
    ...(segmentTypes === undefined ? {} : { segmentTypes }),
  };
  scope.videoJobs.set(job.id, job);
  const { ClientRequestToken: token, ...rest } = input;
  if (token !== undefined) {
    scope.videoTokens.set(token, { fingerprint: JSON.stringify([kind, rest]), jobId: job.id, atMs: nowMs });
  }
  const failure = scripted?.status === "FAILED" ? (scripted.message ?? TRAINING_FAILURES.service) : undefined;
  scope.openVideoJobs += 1;
  const durationMs = scripted?.seconds === undefined ? world.switches.videoJobMs : scripted.seconds * 1000;
  world.timeline.at(nowMs + durationMs, "videoAnalysed", { job: job.id, failure });
  return { JobId: job.id };
}
