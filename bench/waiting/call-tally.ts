import type { CallRecord, Emulator } from "../../emulator/index.js";
import { largest } from "../measure/statistics.js";
import type { VirtualTime } from "../../tests/provider/harness/virtual-time.js";

const DRAIN_EVERY_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
const RATE_ERRORS = ["ProvisionedThroughputExceededException", "ThrottlingException"];

/** Counts calls as they are made; the emulator's own log forgets the oldest of very many. */
export class CallTally {
  readonly #emulator: Pick<Emulator, "calls">;
  readonly #byOperation = new Map<string, { calls: number; throttled: number; perMinute: Map<number, number> }>();
  /** Sees every call once. */
  onCall: (call: CallRecord) => void = () => undefined;
  #seen: number;

  constructor(emulator: Pick<Emulator, "calls">) {
    this.#emulator = emulator;
    this.#seen = emulator.calls().at(-1)?.seq ?? 0;
  }

  /** Counts on while `work` goes on in virtual time. */
  async during<T>(time: VirtualTime, work: Promise<T>): Promise<T> {
    const ended = new AbortController();
    const drainOn = async (): Promise<void> => {
      for (;;) {
        await time.sleep(DRAIN_EVERY_MS, ended.signal);
        this.drain();
      }
    };
    const draining = drainOn().catch(() => undefined);
    try {
      return await work;
    } finally {
      ended.abort();
      await draining;
      this.drain();
    }
  }

  drain(): void {
    for (const call of this.#emulator.calls(this.#seen)) {
      this.#add(call);
      this.#seen = call.seq;
    }
  }

  get operations(): string[] {
    return [...this.#byOperation.keys()];
  }

  calls(operation: string): number {
    return this.#byOperation.get(operation)?.calls ?? 0;
  }

  /** Refused for their rate. */
  throttled(operation: string): number {
    return this.#byOperation.get(operation)?.throttled ?? 0;
  }

  /** Calls in the busiest minute. */
  busiestMinute(operation: string): number {
    const counts = this.#byOperation.get(operation)?.perMinute.values() ?? [];
    return Math.max(0, largest([...counts]));
  }

  #add(call: CallRecord): void {
    this.onCall(call);
    const entry = this.#byOperation.get(call.operation) ?? {
      calls: 0,
      throttled: 0,
      perMinute: new Map<number, number>(),
    };
    entry.calls += 1;
    if (call.error !== undefined && RATE_ERRORS.includes(call.error)) entry.throttled += 1;
    const minute = Math.floor(call.atMs / MINUTE_MS);
    entry.perMinute.set(minute, (entry.perMinute.get(minute) ?? 0) + 1);
    this.#byOperation.set(call.operation, entry);
  }
}
