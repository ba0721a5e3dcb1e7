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

/** Waits for what others wait for as well: one whose operation ends leaves, with `late` at its deadline; the others wait on. */
export async function unlessEnded<T>(promise: Promise<T>, clock: Clock, bounds: Bounds, late: () => Error): Promise<T> {
  const { signal, deadline } = bounds;
  signal.throwIfAborted();
  const left = new AbortController();
  let abort: () => void = () => undefined;
  const end = new Promise<never>((_, reject) => {
    abort = () => {
      reject(signal.reason as Error);
    };
    if (deadline === Infinity) return;
    clock.sleep(lookMs(clock, bounds), left.signal).then(
      () => {
        reject(late());
      },
      // It did not come to that.
      () => undefined,
    );
  });
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, end]);
  } finally {
    signal.removeEventListener("abort", abort);
    left.abort();
  }
}
