import type { Clock } from "./clock.js";
import { isTransient } from "./errors.js";

/** How transient errors are retried. */
export interface RetryPolicy {
  /** Calls in all, the first included. */
  readonly attempts: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds of the monotonic clock after which no further attempt is made. */
  readonly deadline: number;
}

const FIRST_DELAY_MS = 200;
export const MAX_DELAY_MS = 5_000;

/**
 * Runs `call`, again while it fails for a reason that passes; p-retry decides, our clock waits. An abort ends the pauses and
 * begins no attempt; what an attempt under way still brings is told.
 */
export async function retryTransient<T>(
  call: (attempt: number) => Promise<T>,
  policy: RetryPolicy,
  mayRepeat: (error: unknown) => boolean = () => true,
): Promise<T> {
  const { default: pRetry } = await import("p-retry");
  const { clock, signal, deadline, attempts } = policy;
  signal.throwIfAborted();
  return pRetry((attempt) => call(attempt), {
    retries: attempts - 1,
    minTimeout: 0,
    maxTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      const leftMs = deadline - clock.monotonicMs();
      if (!isTransient(error) || !mayRepeat(error) || leftMs <= 0) return false;
      const fullMs = Math.min(FIRST_DELAY_MS * 2 ** (attemptNumber - 1), MAX_DELAY_MS);
      await clock.sleep(Math.min(fullMs * (0.5 + clock.random() / 2), leftMs), signal);
      return true;
    },
  });
}
