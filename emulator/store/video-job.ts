import type {
  FaceMatch,
  NotificationChannel,
  SegmentType,
  TextDetection,
  Video,
  VideoJobStatus,
} from "@aws-sdk/client-rekognition";
import type { ImageBox, VideoSegment } from "../image-contents.js";
import type { FoundFace } from "../images/faces.js";
import type { VideoFacts } from "../media/video.js";
import type { Wire } from "../protocol/wire.js";
import type { Status } from "./status.js";

/** What is looked for in stored videos. */
export type VideoJobKind =
  | "LabelDetection"
  | "ContentModeration"
  | "FaceDetection"
  | "FaceSearch"
  | "CelebrityRecognition"
  | "TextDetection"
  | "SegmentDetection";

/** One thing a job detects time and again: a label, a person, a celebrity. */
export interface VideoSubject {
  readonly name: string;
  /** What is above it, if anything. */
  readonly parent?: string;
  readonly categories?: readonly string[];
  /** 1 at the top of its taxonomy. */
  readonly level?: number;
  /** Where it is, if somebody said so; else it moves through the picture. No place at all for what is everywhere. */
  readonly box?: ImageBox | undefined;
  readonly isPlaced?: boolean;
  /** 0 to 100, if somebody said how sure it is. */
  readonly confidence?: number;
  /** What is to be seen of it, if it is a person. */
  readonly found?: FoundFace;
  /** AWS's own number of it. */
  readonly id?: string;
  readonly urls?: readonly string[];
  readonly text?: Wire<TextDetection>;
  /** When it is, if it is a part of the video. */
  readonly segment?: Pick<VideoSegment, "startMs" | "endMs">;
  /** Which shot of the video it is, from 0; undefined for a technical cue. */
  readonly shot?: number;
  /** The faces of the collection that are its own; where nobody told them apart, the detection says how alike they are. */
  readonly matches?: readonly Wire<FaceMatch>[];
}

/** The analysis of a stored video. Its detections are not kept: they follow from what is. */
export interface VideoJob {
  readonly id: string;
  readonly kind: VideoJobKind;
  readonly video: Wire<Video>;
  readonly jobTag: string | undefined;
  readonly channel: Wire<NotificationChannel> | undefined;
  readonly createdAtMs: number;
  readonly facts: VideoFacts;
  readonly status: Status<VideoJobStatus>;
  /** What it detects, in the order that results are sorted in when they are not sorted by time. */
  readonly subjects: readonly VideoSubject[];
  readonly detections: number;
  /** Nothing is detected with less; 0 to 100. */
  readonly minConfidence: number;
  /** Whether faces are described with everything AWS knows of them. */
  readonly allAttributes: boolean;
  /** The kinds of segments that were asked for; undefined for other jobs. */
  readonly segmentTypes?: readonly SegmentType[];
}

/** A request that was made with a token, and what came of it. */
export interface TokenUse {
  readonly fingerprint: string;
  readonly jobId: string;
  readonly atMs: number;
}
