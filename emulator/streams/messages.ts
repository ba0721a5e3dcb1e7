import type { HomeLabelName } from "./home-label-names.js";

/** Where in the Kinesis video stream something was seen. */
export interface StreamVideoMapping {
  readonly fragmentNumber: string;
  /** Milliseconds since the epoch. */
  readonly serverTimestamp: number;
  /** Milliseconds since the epoch. */
  readonly producerTimestamp: number;
  /** Milliseconds since the fragment began. */
  readonly frameOffsetMillis: number;
}

/** Somebody or something that a connected home stream processor detected for the first time in its session. */
export interface StreamLabel {
  readonly id: string;
  readonly name: HomeLabelName;
  /** 0 to 100. */
  readonly confidence: number;
  /** `s3://BUCKET/KEY` of the frame. */
  readonly frameImageUri: string;
  /** `s3://BUCKET/KEY` of what is in the box. */
  readonly croppedImageUri: string;
  readonly videoMapping: { readonly kinesisVideoMapping: StreamVideoMapping };
  /** Shares of the frame's width and height, 0 to 1. */
  readonly boundingBox: {
    readonly left: number;
    readonly top: number;
    readonly height: number;
    readonly width: number;
  };
}

/**
 * What a connected home stream processor says: that something was detected (`labels`), or that its session is over
 * (`streamProcessingResults`). See https://docs.aws.amazon.com/rekognition/latest/dg/streaming-labels-detection.html
 */
export interface StreamMessage {
  readonly inputInformation: {
    readonly kinesisVideo: { readonly streamArn: string; readonly processedVideoDurationMillis?: number };
  };
  readonly eventNamespace: { readonly type: "LABEL_DETECTED" | "STREAM_PROCESSING_COMPLETE" };
  readonly labels?: readonly StreamLabel[];
  readonly streamProcessingResults?: { readonly message: string };
  readonly eventId: string;
  /** Those of the stream processor. */
  readonly tags: Readonly<Record<string, string>>;
  /** What StartStreamProcessor answered. */
  readonly sessionId: string;
  readonly startStreamProcessorRequest: Readonly<Record<string, unknown>>;
  /** Only a video job has one. */
  readonly JobId?: undefined;
}
