import { setFlagsFromString } from "node:v8";

/** Lets the heap grow by a fifth at most before it is swept: a large dataset is read with much more garbage than it leaves. */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=20");
}
