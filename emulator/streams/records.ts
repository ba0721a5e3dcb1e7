/** Where the frame of a record is. */
export interface FoundFrame {
  readonly StreamArn: string;
  readonly FragmentNumber: string;
  /** Seconds since the epoch, with fractions. */
  readonly ServerTimestamp: number;
  /** Seconds since the epoch, with fractions. */
  readonly ProducerTimestamp: number;
  readonly FrameOffsetInSeconds: number;
}

/** Where a face is, in parts of the image's width and height. */
export interface FaceBox {
  readonly Height?: number | undefined;
  readonly Left?: number | undefined;
  readonly Top?: number | undefined;
  readonly Width?: number | undefined;
}

/** A face of a collection. */
export interface CollectionFace {
  readonly BoundingBox?: FaceBox | undefined;
  readonly Confidence?: number | undefined;
  readonly ExternalImageId?: string | undefined;
  readonly FaceId?: string | undefined;
  readonly ImageId?: string | undefined;
}

/** A face in a frame, and the faces of the collection that are like it. */
export interface FaceSearchResult {
  /** A FaceDetail, as https://docs.aws.amazon.com/rekognition/latest/APIReference/API_FaceDetail.html has it. */
  readonly DetectedFace: { readonly BoundingBox?: FaceBox | undefined; readonly Confidence?: number | undefined };
  readonly MatchedFaces: readonly {
    /** 0 to 100. */
    readonly Similarity: number;
    readonly Face: CollectionFace;
  }[];
}

/**
 * What a face search stream processor says of a frame. See
 * https://docs.aws.amazon.com/rekognition/latest/dg/streaming-video-kinesis-output-reference.html
 */
export interface FaceSearchRecord {
  readonly InputInformation: { readonly KinesisVideo: FoundFrame };
  readonly StreamProcessorInformation: { readonly Status: "RUNNING" };
  readonly FaceSearchResponse: readonly FaceSearchResult[];
}

/** A record that AWS would have put to a Kinesis data stream. */
export interface StreamRecord {
  /** Virtual milliseconds since the epoch. */
  readonly atMs: number;
  readonly account: string;
  readonly region: string;
  /** The data stream. */
  readonly streamArn: string;
  /** The stream processor's name. */
  readonly processor: string;
  readonly record: FaceSearchRecord;
}
