import * as z from "zod";
import { shape } from "./shape.js";

/** What a finished job of a stored video would have said. */
export interface VideoJobMessage extends z.output<typeof VideoJobMessage> {}
export const VideoJobMessage = shape("VideoJobMessage", {
  JobId: z.string(),
  Status: z.enum(["SUCCEEDED", "FAILED"]),
  /** The operation that started the job. */
  API: z.string(),
  JobTag: z.string().optional(),
  /** Virtual milliseconds since the epoch. */
  Timestamp: z.number(),
  Video: z.object({ S3ObjectName: z.string(), S3Bucket: z.string() }),
});

/** A message that AWS would have published to an SNS topic. */
export interface Notification extends z.output<typeof Notification> {}
export const Notification = shape("Notification", {
  /** Virtual milliseconds since the epoch. */
  atMs: z.number(),
  account: z.string(),
  region: z.string(),
  topicArn: z.string(),
  roleArn: z.string(),
  message: VideoJobMessage,
});

/** Older ones are forgotten beyond this many. */
const MAX_NOTIFICATIONS = 10_000;

/** What would have been published, in order. */
export class NotificationLog {
  readonly #notifications: Notification[] = [];

  add(notification: Notification): void {
    this.#notifications.push(notification);
    if (this.#notifications.length > MAX_NOTIFICATIONS) this.#notifications.shift();
  }

  list(): readonly Notification[] {
    return [...this.#notifications];
  }

  clear(): void {
    this.#notifications.length = 0;
  }
}
