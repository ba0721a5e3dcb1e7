import { type Bounds, lookMs } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { RekognitionError } from "../base/errors.js";
import type { Operation } from "./operations.js";
import { type Pace, paceOf } from "./quotas.js";

/** After a refusal the pace is halved, down to this part of what it was. */
const SLOWEST = 1 / 16;
/** Every call that is taken gives this part of the full pace back. */
const RECOVERY = 1 / 20;

interface Bucket {
  readonly full: Pace;
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
  readonly #buckets = new Map<Operation, Bucket>();

  constructor(clock: Clock, region: string) {
    this.#clock = clock;
    this.#region = region;
  }

  /**
   * Resolves when the call may be made; a caller that is aborted meanwhile gives its turn back, and one whose turn comes
   * after its deadline takes none.
   */
  async turn(operation: Operation, bounds: Bounds): Promise<void> {
    const bucket = this.#filled(operation);
    const waitMs = ((1 - bucket.tokens) / bucket.callsPerSecond) * 1_000;
    if (waitMs > lookMs(this.#clock, bounds)) {
      throw new RekognitionError(
        "Throttled",
        `${operation}: AWS's rate limit allows this call only after the operation's deadline`,
      );
    }
    bucket.tokens -= 1;
    if (bucket.tokens >= 0) return;
    try {
      await this.#clock.sleep(waitMs, bounds.signal);
    } catch (error) {
      bucket.tokens += 1;
      throw error;
    }
  }

  /** AWS refused a call for its rate. */
  refused(operation: Operation): void {
    const bucket = this.#filled(operation);
    bucket.callsPerSecond = Math.max(bucket.callsPerSecond / 2, bucket.full.callsPerSecond * SLOWEST);
    bucket.tokens = Math.min(bucket.tokens, 0);
  }

  /** AWS took a call. */
  taken(operation: Operation): void {
    const bucket = this.#filled(operation);
    const { callsPerSecond } = bucket.full;
    bucket.callsPerSecond = Math.min(bucket.callsPerSecond + callsPerSecond * RECOVERY, callsPerSecond);
  }

  #filled(operation: Operation): Bucket {
    const now = this.#clock.monotonicMs();
    let bucket = this.#buckets.get(operation);
    if (bucket === undefined) {
      const full = paceOf(operation, this.#region);
      bucket = { full, callsPerSecond: full.callsPerSecond, tokens: full.atOnce, filledAt: now };
      this.#buckets.set(operation, bucket);
    }
    const gained = ((now - bucket.filledAt) / 1_000) * bucket.callsPerSecond;
    bucket.tokens = Math.min(bucket.full.atOnce, bucket.tokens + gained);
    bucket.filledAt = now;
    return bucket;
  }
}
