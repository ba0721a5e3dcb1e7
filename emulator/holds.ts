/** A call that waits at the emulator until it is released. */
export interface HeldCall {
  /** Names it, to release it alone. */
  readonly id: number;
  /** Virtual milliseconds since the epoch. */
  readonly atMs: number;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** `before`: nothing has happened yet · `after`: everything has, but for the answer. */
  readonly phase: "before" | "after";
}

interface Waiting {
  readonly call: HeldCall;
  readonly end: () => void;
}

/** The calls that faults hold back. */
export class Holds {
  #last = 0;
  #waiting: Waiting[] = [];

  /** Waits until the call is released, or its caller has hung up; answers whether the caller is still there. */
  async hold(call: Omit<HeldCall, "id">, callerGone: AbortSignal): Promise<boolean> {
    if (callerGone.aborted) return false;
    this.#last += 1;
    const held = { ...call, id: this.#last };
    await new Promise<void>((resolve) => {
      const end = (): void => {
        this.#waiting = this.#waiting.filter((waiting) => waiting.call !== held);
        callerGone.removeEventListener("abort", end);
        resolve();
      };
      this.#waiting.push({ call: held, end });
      callerGone.addEventListener("abort", end);
    });
    return !callerGone.aborted;
  }

  list(): readonly HeldCall[] {
    return this.#waiting.map(({ call }) => call);
  }

  /** @param ids default: all that wait now */
  release(ids?: readonly number[]): void {
    for (const { call, end } of this.#waiting) if (ids === undefined || ids.includes(call.id)) end();
  }

  clear(): void {
    this.release();
  }
}
