// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- this is the clock that all others are sent to
import { setTimeout } from "node:timers/promises";

/** The only source of time and chance in the provider. */
export interface Clock {
  /** Milliseconds since the epoch, for timestamps. It may be set, back as well: a duration taken from it proves nothing. */
  now(): number;
  /** Milliseconds since some moment of its own; never goes back. For durations and deadlines. */
  monotonicMs(): number;
  /** Resolves after `ms`; rejects with the signal's reason as soon as it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** How many times as fast as real time it runs. What lives in real time, as a socket does, is given so much more of it. */
  readonly rate: number;
  /** A number in [0, 1). */
  random(): number;
}

/** Node fires a timer that is longer at once: 2^31 - 1 ms, about 24 days. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Real time. */
export const systemClock: Clock = {
  rate: 1,
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await setTimeout(Math.min(ms, LONGEST_TIMER_MS), undefined, { signal });
    } catch {
      throw asError(signal?.reason);
    }
  },
};

/**
 * A clock that runs `factor` times as fast as `base`. Waits of hours pass in seconds against an emulator whose time is
 * scaled alike; every deadline and interval stays what it is.
 */
export function scaledClock(base: Clock, factor: number): Clock {
  const startedAt = base.now();
  const startedAtMs = base.monotonicMs();
  return {
    rate: base.rate * factor,
    now: () => startedAt + (base.now() - startedAt) * factor,
    monotonicMs: () => (base.monotonicMs() - startedAtMs) * factor,
    random: () => base.random(),
    sleep: (ms, signal) => base.sleep(ms / factor, signal),
  };
}

/** Calls `task` every `intervalMs` of real time without keeping the process alive for it; returns the way to end it. */
export function every(intervalMs: number, task: () => void): () => void {
  const timer = setInterval(task, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
