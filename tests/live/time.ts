import { setTimeout as delay } from "node:timers/promises";

/** Time as the service sees it: an emulator's may run faster than this machine's. */
export interface LiveTime {
  /** How many times faster. */
  readonly scale: number;
  /** Milliseconds of the service since this began. */
  sinceMs(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Ends after this many milliseconds of the service. */
  after(ms: number, then: () => void): { cancel(): void };
}

/** The longest that a timer of Node takes. */
const LONGEST_MS = 2 ** 31 - 1;

export function liveTime(scale: number): LiveTime {
  const begunMs = performance.now();
  return {
    scale,
    sinceMs: () => Math.round((performance.now() - begunMs) * scale),
    sleep: (ms, signal) => delay(ms / scale, undefined, { signal }),
    after: (ms, then) => {
      const timer = setTimeout(then, Math.min(ms / scale, LONGEST_MS));
      return {
        cancel: () => {
          clearTimeout(timer);
        },
      };
    },
  };
}
