import { setFlagsFromString } from "node:v8";

/**
 * The heap grows by a fifth at most before it is swept. By default V8 lets it grow to a multiple of what is used, which is
 * mostly garbage here: what an operation holds lives as long as its wait, and so grows old.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
}
