import type { AwsClients } from "../aws/clients.js";
import type { Bounds } from "../money/bounds.js";
import type { Recorder } from "../record/record.js";
import type { LiveStack } from "../runs/live-stack.js";
import type { Names } from "../runs/names.js";
import type { Settings } from "../settings.js";
import type { LiveTime } from "../time.js";

/** What a case works with. */
export interface CaseContext {
  readonly settings: Settings;
  readonly aws: AwsClients;
  readonly names: Names;
  /** A name of this run's for a thing. */
  readonly name: (of: string) => string;
  /** What the keys of this run's objects begin with, without a slash at the end. */
  readonly keys: string;
  /** The case's folder on this machine. */
  readonly folder: string;
  readonly recorder: Recorder;
  readonly time: LiveTime;
  readonly signal: AbortSignal;
  readonly tell: (line: string) => void;
  /** Ends the case for this reason, at once; its things are then stopped and removed. */
  readonly stop: (reason: string) => void;
  /** The case's stack, made when it is first asked for. */
  stack(): Promise<LiveStack>;
}

/** What of the bounds was used, where the case saw everything end. */
export interface Used {
  readonly bounds: Bounds;
  readonly trainingHours: number;
}

/** AWS does not let this account do what a case needs: that is no failure of ours. */
export class NotHere extends Error {}

/** The life of some kinds, or a question to AWS. */
export interface LiveCase {
  readonly name: string;
  /** What it does, for a list. */
  readonly what: string;
  readonly bounds: (settings: Settings) => Bounds;
  /** What it needs that was not given; undefined where nothing is missing. */
  readonly lacks?: (settings: Settings) => string | undefined;
  readonly run: (context: CaseContext) => Promise<Used | undefined>;
}

export const FREE = (): Bounds => ({});
