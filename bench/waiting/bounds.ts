import { quantile } from "../measure/statistics.js";
import type { Bound } from "../report/figure.js";

/** A wait that came to its end. */
export interface Wait {
  /** From the call that begins the work to the state that is waited for. */
  readonly durationMs: number;
  /** From that state to the end of the wait, all that is still done for the resource included. */
  readonly lagMs: number;
}

const SHARE_OF_WAIT = 0.02;
const LEAST_MS = 2_000;
const NEVER_OVER_MS = 30_000;

/** p95 of the lags, each measured by what its own wait allows: at most 1 is within bounds. */
function strain(waits: readonly Wait[], leastMs = LEAST_MS): number {
  return quantile(
    waits.map(({ durationMs, lagMs }) => lagMs / Math.max(leastMs, durationMs * SHARE_OF_WAIT)),
    0.95,
  );
}

/** The bound on p95 of the lag. */
export function promptness(waits: readonly Wait[], leastMs = LEAST_MS): Bound {
  return { text: `at most ${leastMs / 1_000} s or 2 % of the wait`, met: strain(waits, leastMs) <= 1 };
}

/** The bound on every lag. */
export function neverLate(maxLagMs: number): Bound {
  return { text: `never over ${NEVER_OVER_MS / 1_000} s`, met: maxLagMs <= NEVER_OVER_MS };
}
