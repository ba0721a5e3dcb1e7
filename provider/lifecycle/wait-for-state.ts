import type { Bounds } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { humanDuration } from "../base/durations.js";
import { isTransient, RekognitionError } from "../base/errors.js";
import type { StatusTable } from "./status-table.js";

/**
 * What a status means to one wait.
 * - `target`: done
 * - `pending`: on the way
 * - `lagging`: the state before our call; tolerated for a short grace, since the service is eventually consistent
 * - `failed`: will not get there
 */
export type Verdict = "target" | "pending" | "lagging" | "failed";

/** A verdict for every status of an SDK enum, and for an object that is not there. */
export interface VerdictTable<Status extends string> {
  /** Completes "waiting until ... ", as in "model x is trained". */
  readonly until: string;
  readonly statuses: StatusTable<Status, Verdict>;
  readonly absent: Verdict;
}

/** One look at the object: undefined where it is not there. */
export interface Observation<Status extends string, T> {
  readonly status: Status;
  readonly message?: string | undefined;
  readonly value: T;
}

/** What a description says of how a thing stands. */
export interface Described<Status extends string> {
  readonly Status?: Status | undefined;
  readonly StatusMessage?: string | undefined;
}

/** A description as a look; undefined where there is none, or none that says how the thing stands. */
export function observed<T extends Described<string>>(
  value: T | undefined,
): Observation<NonNullable<T["Status"]>, T> | undefined {
  if (value?.Status === undefined) return undefined;
  return { status: value.Status, message: value.StatusMessage, value };
}

/** A thing that is looked for, and may not be there. */
export interface Sought<Status extends string, T> {
  /** How messages name it, as in `model "x"`. */
  readonly subject: string;
  readonly look: () => Promise<Observation<Status, T> | undefined>;
  /** Whether it is proven gone by all looks so far: one that found nothing proves nothing. */
  readonly isGone: () => boolean;
}

/** What is always there, so that no look finds nothing. */
export function always<Status extends string, T>(
  subject: string,
  look: () => Promise<Observation<Status, T>>,
): Sought<Status, T> {
  return { subject, look, isGone: () => true };
}

/** What a wait needs of its surroundings. */
export interface WaitEnvironment extends Bounds {
  readonly clock: Clock;
  report(progress: Progress): void;
  /** Told where looks are shared: sleeps, less where another's look brought news. */
  readonly describe?: { rest(ms: number): Promise<void> };
}

/** What is told while a wait goes on. */
export interface Progress {
  readonly waitingUntil: string;
  readonly status: string;
  readonly message?: string | undefined;
  readonly elapsedMs: number;
}

/** How a wait ended; a timeout, an unknown status and an abort are errors instead. */
export interface WaitResult<Status extends string, T> {
  readonly verdict: "target" | "failed";
  readonly observed: Observation<Status, T> | undefined;
}

/** How long a state from before our call, or a failing Describe, is tolerated. */
export const LAG_GRACE_MS = 65_000;
const OUTAGE_GRACE_MS = 10 * 60_000;
/** Where no look has succeeded for so long, that is why a wait ran out of time. */
const OUTAGE_TELLS_MS = 60_000;
/** What a look takes at most: its attempts with the pauses between them. */
const LOOK_MS = 5 * 60_000;
/** Once it was on its way, a status from before our call is a straggling answer for so long, and then how it ended. */
const RELAPSE_GRACE_MS = 4_000;
const RELAPSE_INTERVAL_MS = 2_000;

/** Until absence is proven, the next look comes after so long: soon at first, since a second one may be proof enough. */
const DOUBT_INTERVAL_MS = { least: 100, most: 2_000 } as const;

/**
 * Polls until the table says target or failed. The only polling loop there is. Absence ends a wait only where it is proven.
 */
export async function waitForState<Status extends string, T>(
  environment: WaitEnvironment,
  { subject, look, isGone }: Sought<Status, T>,
  table: VerdictTable<Status>,
): Promise<WaitResult<Status, T>> {
  const { clock, signal, deadline } = environment;
  const startedAt = clock.monotonicMs();
  const seen = new Map<string, number>();
  const outage = new Outage(clock);
  let lastStatus = "nothing yet";
  let laggingSince: number | undefined;
  let missingSince: number | undefined;
  let hasMoved = false;

  for (;;) {
    signal.throwIfAborted();
    let observed: Observation<Status, T> | undefined;
    let failure: RekognitionError | undefined;
    try {
      observed = await look();
      outage.end();
    } catch (error) {
      outage.passed(LOOK_MS);
      // The first look fails at once: a wrong endpoint is no outage.
      if (!isTransient(error) || seen.size === 0 || outage.lastedMs > OUTAGE_GRACE_MS) throw error;
      failure = error;
    }
    const elapsedMs = clock.monotonicMs() - startedAt;
    if (failure === undefined) {
      const verdict = observed === undefined ? table.absent : table.statuses.of(observed.status, subject);
      lastStatus = observed?.status ?? "absent";
      seen.set(lastStatus, (seen.get(lastStatus) ?? 0) + 1);
      const isEnd = verdict === "target" || verdict === "failed";
      const isDoubtful = isEnd && observed === undefined && !isGone();
      if (isEnd && !isDoubtful) return { verdict, observed };
      missingSince = isDoubtful ? (missingSince ?? clock.monotonicMs()) : undefined;
      if (isDoubtful) {
        // Whatever it was before, and whether it comes back, the next looks say.
      } else if (verdict === "lagging") {
        laggingSince ??= clock.monotonicMs();
        const laggedMs = clock.monotonicMs() - laggingSince;
        if (hasMoved && observed !== undefined && laggedMs >= RELAPSE_GRACE_MS) return { verdict: "failed", observed };
        if (laggedMs > LAG_GRACE_MS) {
          throw new RekognitionError(
            "StateDidNotChange",
            `${subject} is still ${lastStatus} ${humanDuration(elapsedMs)} after the call that should change it`,
          );
        }
      } else {
        laggingSince = undefined;
        hasMoved = true;
      }
      environment.report({ waitingUntil: table.until, status: lastStatus, message: observed?.message, elapsedMs });
    }
    const remainingMs = deadline - clock.monotonicMs();
    if (remainingMs <= 0) {
      const late = timedOut(subject, table.until, lastStatus, elapsedMs, seen);
      throw failure === undefined || outage.lastedMs < OUTAGE_TELLS_MS ? late : failure.withMore(late.what);
    }
    const isRelapse = hasMoved && laggingSince !== undefined;
    const regularMs = isRelapse ? RELAPSE_INTERVAL_MS : pollIntervalMs(elapsedMs);
    const intervalMs = missingSince === undefined ? regularMs : doubtIntervalMs(clock.monotonicMs() - missingSince);
    const restMs = Math.min(intervalMs, remainingMs);
    outage.passed(LOOK_MS);
    await (environment.describe?.rest(restMs) ?? clock.sleep(restMs, signal));
    outage.passed(restMs);
  }
}

/**
 * How long to wait before the next look: about 2 % of the time already waited, between 1 and 29 seconds, so that a change
 * is noticed in proportion to the wait and an hour costs fewer than 280 calls.
 */
export function pollIntervalMs(elapsedMs: number): number {
  const floorMs = elapsedMs < 5_000 ? 1_000 : 1_900;
  return Math.min(Math.max(elapsedMs * 0.0195, floorMs), 29_000);
}

function doubtIntervalMs(missingMs: number): number {
  return Math.min(Math.max(missingMs / 2, DOUBT_INTERVAL_MS.least), DOUBT_INTERVAL_MS.most);
}

function timedOut(
  subject: string,
  until: string,
  lastStatus: string,
  elapsedMs: number,
  seen: ReadonlyMap<string, number>,
): RekognitionError {
  const counts = [...seen].map(([status, times]) => `${status} ${String(times)} times`).join(", ");
  return new RekognitionError(
    "WaitTimedOut",
    `${subject}: waited ${humanDuration(elapsedMs)} until it ${until}; last status ${lastStatus} (seen: ${counts})`,
  );
}

/** So much longer than it can take, and the machine slept meanwhile. */
const ASLEEP_MS = 60_000;

/** For how long a service has not answered. While the machine sleeps nobody asks, so an outage counts from the waking. */
export class Outage {
  readonly #clock: Clock;
  #since: number;
  #seen: { readonly monotonicMs: number; readonly wallMs: number };

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#seen = { monotonicMs: clock.monotonicMs(), wallMs: clock.now() };
    this.#since = this.#seen.monotonicMs;
  }

  get lastedMs(): number {
    return this.#clock.monotonicMs() - this.#since;
  }

  /** The service answered. */
  end(): void {
    this.#since = this.#clock.monotonicMs();
  }

  /** Something is over that takes no longer than `atMostMs`. Which of the two clocks goes on in sleep depends on the system. */
  passed(atMostMs: number): void {
    const now = { monotonicMs: this.#clock.monotonicMs(), wallMs: this.#clock.now() };
    const tookMs = Math.max(now.monotonicMs - this.#seen.monotonicMs, now.wallMs - this.#seen.wallMs);
    this.#seen = now;
    if (tookMs > atMostMs + ASLEEP_MS) this.#since = now.monotonicMs;
  }
}
