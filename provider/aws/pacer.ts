import { type Bounds, lookMs } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { RekognitionError } from "../base/errors.js";
import { EFFECT, type Operation } from "./operations.js";
import { GET_RESOURCES } from "./tagging-calls.js";

/** What is paced: the calls of Rekognition, and the one of the tagging API. */
export type Paced = Operation | typeof GET_RESOURCES;

/**
 * Calls a second that AWS admits by default for one account and Region, where it is not 5.
 * From "Amazon Rekognition endpoints and quotas" in the AWS General Reference; of the tagging API from "Service quotas" in the
 * Tag Editor User Guide.
 */
const CALLS_PER_SECOND: Readonly<Partial<Record<Paced, number>>> = {
  [GET_RESOURCES]: 15,
  TagResource: 10,
  UntagResource: 10,
  ListTagsForResource: 10,
  CreateStreamProcessor: 20,
  DescribeStreamProcessor: 20,
  StartStreamProcessor: 20,
  UpdateStreamProcessor: 20,
  DeleteStreamProcessor: 20,
  StopStreamProcessor: 1,
  DetectCustomLabels: 50,
};
const DEFAULT_CALLS_PER_SECOND = 5;

const LARGE = ["us-east-1", "us-west-2", "eu-west-1"];
const VIDEO_RESULTS = { regions: [...LARGE, "us-gov-west-1"], calls: 20 };

/** Where AWS admits more of these. */
const LARGE_REGIONS: Readonly<Partial<Record<Paced, { readonly regions: readonly string[]; readonly calls: number }>>> =
  {
    DetectModerationLabels: { regions: LARGE, calls: 50 },
    GetLabelDetection: VIDEO_RESULTS,
    GetContentModeration: VIDEO_RESULTS,
    GetFaceDetection: VIDEO_RESULTS,
    GetFaceSearch: VIDEO_RESULTS,
    GetCelebrityRecognition: VIDEO_RESULTS,
  };

/** What a call is for: a wait, which asks again and again, or a refresh, which asks once. */
export type Purpose = "wait" | "refresh";

/** What waits ask for, for hours: they leave the greater part of the quota to others. */
const POLLED: readonly Paced[] = [
  "DescribeProjects",
  "DescribeProjectVersions",
  "DescribeDataset",
  "DescribeStreamProcessor",
  "ListStreamProcessors",
];

/** How fast one operation is called. */
interface Pace {
  readonly callsPerSecond: number;
  /** Calls that need not wait for each other after a pause. */
  readonly atOnce: number;
}

/**
 * The pace that never exceeds the quota in any second: what may go at once and what follows in a second fit into it. A refresh
 * asks once for what waits ask again and again, so it may take nearly the whole quota for its moment, unless waits go on beside it.
 */
export function paceOf(operation: Paced, region: string, purpose: Purpose = "wait", isBesideWaits = false): Pace {
  const quota = quotaOf(operation, region);
  const isPolled = POLLED.includes(operation);
  if (isPolled && purpose === "wait") return { callsPerSecond: quota * 0.4, atOnce: quota * 0.6 };
  const isRead = operation === GET_RESOURCES || EFFECT[operation] === "read";
  if (isRead && (!isPolled || isBesideWaits)) return { callsPerSecond: quota * 0.8, atOnce: Math.max(1, quota * 0.2) };
  return { callsPerSecond: quota * 0.98, atOnce: 1 };
}

function quotaOf(operation: Paced, region: string): number {
  const larger = LARGE_REGIONS[operation];
  if (larger?.regions.includes(region) === true) return larger.calls;
  return CALLS_PER_SECOND[operation] ?? DEFAULT_CALLS_PER_SECOND;
}

/** After a refusal the pace is halved, down to this part of what it was. */
const SLOWEST = 1 / 16;
/** Every call that is taken gives this part of the full pace back. */
const RECOVERY = 1 / 20;

/** For so long a refresh may hold up what a wait asks for. */
const HELD_UP_SECONDS = 1;

/** The buckets of an operation; what is not polled has one for both purposes. */
type Buckets = Readonly<Record<Purpose, Bucket>>;

interface Bucket {
  full: Pace;
  callsPerSecond: number;
  /** Below zero where calls are waiting already. */
  tokens: number;
  filledAt: number;
}

/**
 * Spaces the calls of all operations to one account and Region so that they stay within AWS's rates. First come, first
 * served. Where AWS refuses all the same, because others call as well, it slows down and recovers.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #region: string;
  readonly #buckets = new Map<Paced, Buckets>();

  constructor(clock: Clock, region: string) {
    this.#clock = clock;
    this.#region = region;
  }

  /**
   * Resolves when the call may be made; a caller that is aborted meanwhile gives its turn back, and one whose turn comes
   * after its deadline takes none.
   */
  async turn(operation: Paced, bounds: Bounds, purpose: Purpose = "wait"): Promise<void> {
    const { wait, refresh } = this.#filled(operation);
    const bucket = purpose === "wait" ? wait : refresh;
    if (bucket !== refresh) slowDown(refresh, paceOf(operation, this.#region, "refresh", true));
    const waitMs = ((1 - bucket.tokens) / bucket.callsPerSecond) * 1_000;
    if (waitMs > lookMs(this.#clock, bounds)) {
      throw new RekognitionError(
        "Throttled",
        `${operation}: AWS's rate limit allows this call only after the operation's deadline`,
      );
    }
    // Both purposes have one quota: what waits ask for, a refresh cannot.
    const counted = new Set([bucket, refresh]);
    for (const each of counted) each.tokens -= 1;
    if (bucket !== wait) holdUp(wait);
    if (bucket.tokens >= 0) return;
    try {
      await this.#clock.sleep(waitMs, bounds.signal);
    } catch (error) {
      for (const each of counted) each.tokens += 1;
      throw error;
    }
  }

  /** AWS refused a call for its rate. */
  refused(operation: Paced): void {
    for (const bucket of new Set(Object.values(this.#filled(operation)))) {
      bucket.callsPerSecond = Math.max(bucket.callsPerSecond / 2, bucket.full.callsPerSecond * SLOWEST);
      bucket.tokens = Math.min(bucket.tokens, 0);
    }
  }

  /** AWS took a call. */
  taken(operation: Paced): void {
    for (const bucket of new Set(Object.values(this.#filled(operation)))) {
      const { callsPerSecond } = bucket.full;
      bucket.callsPerSecond = Math.min(bucket.callsPerSecond + callsPerSecond * RECOVERY, callsPerSecond);
    }
  }

  #filled(operation: Paced): Buckets {
    const now = this.#clock.monotonicMs();
    let buckets = this.#buckets.get(operation);
    if (buckets === undefined) {
      const refresh = bucketOf(paceOf(operation, this.#region, "refresh"), now);
      const wait = POLLED.includes(operation) ? bucketOf(paceOf(operation, this.#region, "wait"), now) : refresh;
      buckets = { wait, refresh };
      this.#buckets.set(operation, buckets);
    }
    for (const bucket of Object.values(buckets)) {
      const gained = ((now - bucket.filledAt) / 1_000) * bucket.callsPerSecond;
      bucket.tokens = Math.min(bucket.full.atOnce, bucket.tokens + gained);
      bucket.filledAt = now;
    }
    return buckets;
  }
}

function bucketOf(full: Pace, filledAt: number): Bucket {
  return { full, callsPerSecond: full.callsPerSecond, tokens: full.atOnce, filledAt };
}

/** From the first wait of a process on, its refreshes leave more of the quota to others, as all other reads do. */
function slowDown(refresh: Bucket, full: Pace): void {
  refresh.full = full;
  refresh.callsPerSecond = Math.min(refresh.callsPerSecond, full.callsPerSecond);
}

/** A call of a refresh takes from waits what they may do at once, but leaves them their pace: a long one holds none up for long. */
function holdUp(wait: Bucket): void {
  const least = 1 - HELD_UP_SECONDS * wait.full.callsPerSecond;
  wait.tokens = Math.min(wait.tokens, Math.max(wait.tokens - 1, least));
}
