import { PerformanceObserver } from "node:perf_hooks";
import { setFlagsFromString } from "node:v8";
import { every } from "../base/clock.js";

/** The process has answered by then what it was started for. */
const FIRST_SWEEP_AFTER_MS = 1_000;

/**
 * The heap grows by a fifth at most before it is swept. By default V8 lets it grow to a multiple of what is used, which is
 * mostly garbage here: what an operation holds lives as long as its wait, and so grows old. V8 heeds this from its first sweep
 * on, before which it lets the heap grow by tens of megabytes more; so the first one is asked for.
 */
export function keepHeapSmall(firstSweepAfterMs = FIRST_SWEEP_AFTER_MS): void {
  setFlagsFromString("--heap-growing-percent=20");
  const done = every(firstSweepAfterMs, () => {
    done();
    sweepNextTime();
  });
}

/** Makes the next sweep one of the whole heap. Node's function for it is only to be had by running text as code. */
function sweepNextTime(): void {
  const observer = new PerformanceObserver(() => {
    observer.disconnect();
    setFlagsFromString("--no-gc-global");
  });
  observer.observe({ entryTypes: ["gc"] });
  setFlagsFromString("--gc-global");
}
