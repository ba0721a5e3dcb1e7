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
  readonly message: VideoJobMessage;
}

/** Older ones are forgotten beyond this many. */
const MAX_NOTIFICATIONS = 10_000;

/** What would have been published, in order. */
export class NotificationLog {
  readonly #notifications: Notification[] = [];
  readonly #deliver: ((notification: Notification) => void) | undefined;

  /** @param deliver what is done with each one besides; default: nothing */
  constructor(deliver?: (notification: Notification) => void) {
    this.#deliver = deliver;
  }

  add(notification: Notification): void {
    this.#notifications.push(notification);
    if (this.#notifications.length > MAX_NOTIFICATIONS) this.#notifications.shift();
    this.#deliver?.(notification);
  }

  /** Those of an earlier process: they were delivered then. */
  restore(notifications: readonly Notification[]): void {
    this.#notifications.push(...notifications);
  }

  list(): readonly Notification[] {
    return [...this.#notifications];
  }

  clear(): void {
    this.#notifications.length = 0;
  }
}
