/** What a run was asked to do, and where. */
export interface Settings {
  readonly account: string;
  readonly region: string;
  readonly bucket: string;
  readonly owner: string;
  readonly limitUsd: number;
  readonly deadlineMinutes: number;
  readonly endpoint: string | undefined;
  readonly clockScale: number;
  /** Names of cases; default: all. */
  readonly only: readonly string[];
  readonly streams: StreamSettings;
  readonly video: VideoSettings | undefined;
}

/** What stream processors need and the suite does not make. */
export interface StreamSettings {
  readonly roleArn: string | undefined;
  readonly kinesisVideoStreamArn: string | undefined;
  readonly kinesisDataStreamArn: string | undefined;
  readonly snsTopicArn: string | undefined;
  /** A stream processor is stopped after that. */
  readonly minutes: number;
}

/** A stored video, and how long it is. */
export interface VideoSettings {
  readonly file: string;
  readonly minutes: number;
}
