import type { Clock } from "./clock.js";
import type { ImageRules } from "./images/rules.js";
import type { Buckets } from "./media/buckets.js";
import type { Meter } from "./meter.js";
import type { Notification } from "./notifications.js";
import type { OutcomeQueue } from "./outcomes.js";
import type { Caller } from "./protocol/signature.js";
import type { SentLog } from "./sent-log.js";
import type { Scope, Store } from "./store/scope.js";
import type { StreamRecord } from "./streams/records.js";
import type { Switches } from "./switches.js";
import type { Timeline } from "./timeline.js";

/** One emulated service: everything that outlives a call. */
export interface World {
  readonly clock: Clock;
  readonly timeline: Timeline;
  readonly store: Store;
  readonly meter: Meter;
  readonly outcomes: OutcomeQueue;
  /** What was to be published to SNS topics. */
  readonly notifications: SentLog<Notification>;
  /** What was to be put to Kinesis data streams. */
  readonly records: SentLog<StreamRecord>;
  readonly buckets: Buckets;
  /** What images hold. */
  readonly images: ImageRules;
  readonly switches: Switches;
}

/** One call: who asks, when, and what is theirs. */
export interface Call {
  readonly world: World;
  readonly caller: Caller;
  /** The caller's account and Region. */
  readonly scope: Scope;
  readonly nowMs: number;
}
