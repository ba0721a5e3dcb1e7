import { setMaxListeners } from "node:events";
import type { Clock } from "./clock.js";

/** When an operation is to end. */
export interface Bounds {
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
  /** By the monotonic clock, in milliseconds; read for each call, since an operation may be found to need longer. */
  readonly deadline: number;
}

/** For what nothing aborts. Any number of calls may listen to it at once. */
export const NEVER: AbortSignal = new AbortController().signal;
setMaxListeners(0, NEVER);

/** A last look at the end of an operation's time must be able to succeed: so long it may take, in real time. */
const LAST_LOOK_MS = 2_000;

/** How long a look that begins now may take. */
export function lookMs(clock: Clock, { deadline }: Pick<Bounds, "deadline">): number {
  return Math.max(deadline - clock.monotonicMs(), LAST_LOOK_MS * clock.rate);
}

/** What ends a wait before what is waited for. */
export interface Ends {
  readonly signal: AbortSignal;
  /** The error after an abort; default: the signal's reason. */
  readonly aborted?: () => Error;
  /** How long what is waited for may still come after an abort; default 0. */
  readonly graceMs?: number;
  /** How long it may take; Infinity: as long as it likes. */
  readonly limitMs: number;
  /** The error after that. */
  readonly late: () => Error;
}

/** Waits for a promise, unless one of the ends comes first. What is waited for goes on: others may wait for it as well. */
export async function unlessEnded<T>(promise: Promise<T>, clock: Clock, ends: Ends): Promise<T> {
  const { signal, aborted = () => signal.reason as Error, graceMs = 0, limitMs, late } = ends;
  const done = new AbortController();
  const end = new Promise<never>((_, reject) => {
    const failAfter = (ms: number, error: () => Error): void => {
      const fail = (): void => {
        reject(error());
      };
      if (ms === 0) fail();
      // What is done before ends the sleep.
      else if (ms < Infinity) clock.sleep(ms, done.signal).then(fail, () => undefined);
    };
    const abort = (): void => {
      failAfter(graceMs, aborted);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true, signal: done.signal });
    failAfter(limitMs, late);
  });
  try {
    return await Promise.race([end, promise]);
  } finally {
    done.abort();
  }
}
