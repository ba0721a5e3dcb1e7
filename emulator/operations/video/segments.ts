import type {
  GetSegmentDetectionRequest,
  GetSegmentDetectionResponse,
  SegmentDetection,
  SegmentType,
  StartSegmentDetectionRequest,
  TechnicalCueType,
} from "@aws-sdk/client-rekognition";
import type { ImageContents, VideoSegment } from "../../image-contents.js";
import type { VideoFacts } from "../../media/video.js";
import type { Wire } from "../../protocol/wire.js";
import type { VideoSubject } from "../../store/video-job.js";
import type { Handler } from "../handler.js";
import { resultsOf } from "./results.js";
import type { Detection } from "./results.js";

const DEFAULT_MIN_CONFIDENCE = 50;
const DEFAULT_CONFIDENCE = 98;
const USUAL_SHOT_MS = 10_000;

const typeOf = ({ kind }: VideoSegment): SegmentType => (kind === "Shot" ? "SHOT" : "TECHNICAL_CUE");

/** Where nobody said it: shots of ten seconds, each to the frame before the next, and a program without anything around. */
function usualSegments({ durationMs, frameRate }: VideoFacts): VideoSegment[] {
  const lastFrameMs = durationMs - 1000 / frameRate;
  const shots = Array.from({ length: Math.ceil(lastFrameMs / USUAL_SHOT_MS) }, (_, index): VideoSegment => {
    const startMs = index * USUAL_SHOT_MS;
    return { kind: "Shot", startMs, endMs: Math.min(startMs + USUAL_SHOT_MS - 1000 / frameRate, lastFrameMs) };
  });
  return [{ kind: "Content", startMs: 0, endMs: lastFrameMs }, ...shots];
}

type Wanted = Pick<Wire<StartSegmentDetectionRequest>, "SegmentTypes" | "Filters">;

/** The segments of the types that were asked for: one type after the other, each in the order of time. */
export function segmentSubjects(
  { segments: told }: ImageContents,
  { SegmentTypes, Filters = {} }: Wanted,
  facts: VideoFacts,
): VideoSubject[] {
  const segments = [...(told ?? usualSegments(facts))].sort((a, b) => a.startMs - b.startMs);
  return SegmentTypes.flatMap((type) => {
    const filter = type === "SHOT" ? Filters.ShotFilter : Filters.TechnicalCueFilter;
    const least = filter?.MinSegmentConfidence ?? DEFAULT_MIN_CONFIDENCE;
    const subjects = segments
      .filter((segment) => typeOf(segment) === type)
      .map(({ kind, startMs, endMs, confidence = DEFAULT_CONFIDENCE }, index) => ({
        name: kind,
        confidence,
        segment: { startMs, endMs },
        ...(type === "SHOT" ? { shot: index } : {}),
      }));
    return subjects.filter(({ confidence }) => confidence >= least);
  });
}

const twoDigits = (count: number): string => String(count).padStart(2, "0");

/** Hours, minutes, seconds and frames. */
function timecode(frames: number, frameRate: number): string {
  const seconds = Math.floor(frames / frameRate);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frames % frameRate];
  return parts.map(twoDigits).join(":");
}

function describe({ subject, job, confidence }: Detection): Wire<SegmentDetection> {
  const { startMs, endMs } = subject.segment ?? { startMs: 0, endMs: 0 };
  const { frameRate } = job.facts;
  const [first, last] = [startMs, endMs].map((ms) => Math.floor((ms * frameRate) / 1000)) as [number, number];
  const [start, end] = [Math.floor(startMs), Math.floor(endMs)];
  const isShot = subject.shot !== undefined;
  return {
    Type: isShot ? "SHOT" : "TECHNICAL_CUE",
    StartTimestampMillis: start,
    EndTimestampMillis: end,
    DurationMillis: end - start,
    StartTimecodeSMPTE: timecode(first, frameRate),
    EndTimecodeSMPTE: timecode(last, frameRate),
    DurationSMPTE: timecode(last - first, frameRate),
    StartFrameNumber: first,
    EndFrameNumber: last,
    DurationFrames: last - first,
    ShotSegment: isShot ? { Index: subject.shot, Confidence: confidence } : undefined,
    TechnicalCueSegment: isShot ? undefined : { Type: subject.name as TechnicalCueType, Confidence: confidence },
  };
}

/** Unlike other results, these have lists of what the streams of the file are. */
export const getSegmentDetection: Handler<GetSegmentDetectionRequest, GetSegmentDetectionResponse> = (input, call) => {
  const { head, detections, segmentTypes } = resultsOf(call, "SegmentDetection", input, {
    order: "byTime",
    bySegment: false,
  });
  const { VideoMetadata: video, ...rest } = head;
  const { segmentModelVersion: ModelVersion } = call.world.switches;
  return {
    ...rest,
    VideoMetadata: video === undefined ? undefined : [video],
    AudioMetadata:
      video === undefined
        ? undefined
        : [{ Codec: "aac", DurationMillis: video.DurationMillis, SampleRate: 48_000, NumberOfChannels: 2 }],
    Segments: detections?.map(describe),
    SelectedSegmentTypes: detections && segmentTypes?.map((Type) => ({ Type, ModelVersion })),
  };
};
