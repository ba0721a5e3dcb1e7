import type { StreamMessage } from "./streams/messages.js";

/** What a finished job of a stored video would have said. */
export interface VideoJobMessage {
  readonly JobId: string;
  readonly Status: "SUCCEEDED" | "FAILED";
  /** The operation that started the job. */
  readonly API: string;
  readonly JobTag?: string;
  /** Virtual milliseconds since the epoch. */
  readonly Timestamp: number;
  readonly Video: { readonly S3ObjectName: string; readonly S3Bucket: string };
}

/** A message that AWS would have published to an SNS topic. */
export interface Notification {
  /** Virtual milliseconds since the epoch. */
  readonly atMs: number;
  readonly account: string;
  readonly region: string;
  readonly topicArn: string;
  readonly roleArn: string;
  /** Messages of video jobs have none. */
  readonly subject?: string;
  readonly message: VideoJobMessage | StreamMessage;
}
