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
const MAX_DELAY_MS = 5_000;

/** Runs `call`, again while it fails for a reason that passes; p-retry decides, our clock waits. */
export async function retryTransient<T>(
  call: () => Promise<T>,
  policy: RetryPolicy,
  mayRepeat: (error: unknown) => boolean = () => true,
): Promise<T> {
  const { default: pRetry } = await import("p-retry");
  const { clock, signal, deadline, attempts } = policy;
  return pRetry(() => call(), {
    retries: attempts - 1,
    minTimeout: 0,
    maxTimeout: 0,
    signal,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!isTransient(error) || !mayRepeat(error) || clock.monotonicMs() >= deadline) return false;
      const fullMs = Math.min(FIRST_DELAY_MS * 2 ** (attemptNumber - 1), MAX_DELAY_MS);
      await clock.sleep(fullMs * (0.5 + clock.random() / 2), signal);
      return true;
    },
  });
}
