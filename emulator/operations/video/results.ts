import type { Video, VideoJobStatus, VideoMetadata } from "@aws-sdk/client-rekognition";
import { DetectionSeries } from "../../media/detection-series.js";
import type { SeriesOrder, SeriesPlace } from "../../media/detection-series.js";
import { resourceNotFound } from "../../protocol/errors.js";
import type { Wire } from "../../protocol/wire.js";
import type { VideoJob, VideoJobKind, VideoSubject } from "../../store/video-job.js";
import type { Call } from "../../world.js";
import { paginateOrdered } from "../paging.js";
import { MOST_CONFIDENT } from "./start.js";

/** What all requests for results have. */
export interface GetInput {
  readonly JobId: string;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** Which results, and in which order. */
export interface View {
  readonly order: SeriesOrder;
  /** Whether detections that follow each other are put together. */
  readonly bySegment: boolean;
}

/** What every answer has. */
export interface ResultHead {
  readonly JobStatus: VideoJobStatus;
  readonly StatusMessage: string | undefined;
  readonly VideoMetadata: Wire<VideoMetadata> | undefined;
  readonly NextToken: string | undefined;
  readonly JobId: string | undefined;
  readonly Video: Wire<Video> | undefined;
  readonly JobTag: string | undefined;
}

/** One detection, or one segment of them. */
export interface Detection {
  readonly job: VideoJob;
  readonly subject: VideoSubject;
  readonly kind: number;
  readonly occurrence: number;
  /** 0 to 100; falls from one occurrence of a subject to the next, unless somebody said how sure it is. */
  readonly confidence: number;
  /** Milliseconds from the start of the video. */
  readonly startMs: number;
  /** The same as the start, but for segments. */
  readonly endMs: number;
}

/** A page of results; `detections` is undefined until the job succeeded. */
export interface Results {
  readonly head: ResultHead;
  readonly detections: readonly Detection[] | undefined;
  /** The kinds of segments that were asked for. */
  readonly segmentTypes?: VideoJob["segmentTypes"];
}

const LARGEST_PAGE = 1000;
const OCCURRENCES_PER_SEGMENT = 5;

function requireJob(call: Call, kind: VideoJobKind, id: string): VideoJob {
  const job = call.scope.videoJobs.get(id);
  if (job?.kind !== kind) throw resourceNotFound("Could not find JobId");
  return job;
}

const metadataOf = ({ facts }: VideoJob): Wire<VideoMetadata> => ({
  Codec: "h264",
  DurationMillis: facts.durationMs,
  Format: facts.format,
  FrameRate: facts.frameRate,
  FrameHeight: facts.height,
  FrameWidth: facts.width,
  ColorRange: "LIMITED",
});

/** Until it is over, a job says nothing but that; one that failed says why. */
function headOf(job: VideoJob, nextToken: string | undefined): ResultHead {
  const status = job.status.current;
  const isOver = status !== "IN_PROGRESS";
  return {
    JobStatus: status,
    StatusMessage: job.status.message,
    VideoMetadata: status === "SUCCEEDED" ? metadataOf(job) : undefined,
    NextToken: nextToken,
    JobId: isOver ? job.id : undefined,
    Video: isOver ? job.video : undefined,
    JobTag: isOver ? job.jobTag : undefined,
  };
}

/** The detection at a place of the series, or the segment that begins there. */
function detectionAt(job: VideoJob, series: DetectionSeries, place: SeriesPlace, length: number): Detection {
  const { kind } = place;
  const count = series.occurrences(kind);
  const first = place.occurrence * length;
  const last = Math.min(first + length, count) - 1;
  const at = (occurrence: number): number => series.timestampMs(occurrence, job.facts.durationMs);
  const subject = job.subjects[kind] ?? { name: "" };
  const falling = MOST_CONFIDENT - (MOST_CONFIDENT - job.minConfidence) * (first / count);
  const confidence = subject.confidence ?? falling;
  return { job, subject, kind, occurrence: first, confidence, startMs: at(first), endMs: at(last) };
}

/** A page of a job's results, made when it is asked for. Tokens hold for one job, one view of it, and a day. */
export function resultsOf(call: Call, kind: VideoJobKind, input: GetInput, view: View): Results {
  const job = requireJob(call, kind, input.JobId);
  if (job.status.current !== "SUCCEEDED") return { head: headOf(job, undefined), detections: undefined };
  const series = new DetectionSeries(job.detections, Math.max(1, job.subjects.length));
  const length = view.bySegment ? OCCURRENCES_PER_SEGMENT : 1;
  const shown = view.bySegment ? series.segments(length) : series;
  function* after(position: number): Generator<number> {
    for (let at = position + 1; at < shown.total; at += 1) yield at;
  }
  const page = paginateOrdered(call, {
    operation: `Get${kind}`,
    of: `${job.id}/${view.order}/${String(view.bySegment)}`,
    after: (position) => after(position === undefined ? -1 : Number(position)),
    keyOf: (position) => position,
    maxResults: input.MaxResults,
    maxPage: LARGEST_PAGE,
    token: input.NextToken,
    tokenTtlMs: call.world.switches.videoPageTokenMs,
  });
  const detections = page.items.map((position) => detectionAt(job, series, shown.at(position, view.order), length));
  return { head: headOf(job, page.nextToken), detections, segmentTypes: job.segmentTypes };
}
