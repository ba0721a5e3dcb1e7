import type { Clock } from "../base/clock.js";

/** So much longer than it can take, and the machine slept meanwhile. */
const ASLEEP_MS = 60_000;

/** For how long a service has not answered. While the machine sleeps nobody asks, so an outage counts from the waking. */
export class Outage {
  readonly #clock: Clock;
  #since: number;
  #seen: { readonly monotonicMs: number; readonly wallMs: number };

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#seen = { monotonicMs: clock.monotonicMs(), wallMs: clock.now() };
    this.#since = this.#seen.monotonicMs;
  }

  get lastedMs(): number {
    return this.#clock.monotonicMs() - this.#since;
  }

  /** The service answered. */
  end(): void {
    this.#since = this.#clock.monotonicMs();
  }

  /** Something is over that takes no longer than `atMostMs`. Which of the two clocks goes on in sleep depends on the system. */
  passed(atMostMs: number): void {
    const now = { monotonicMs: this.#clock.monotonicMs(), wallMs: this.#clock.now() };
    const tookMs = Math.max(now.monotonicMs - this.#seen.monotonicMs, now.wallMs - this.#seen.wallMs);
    this.#seen = now;
    if (tookMs > atMostMs + ASLEEP_MS) this.#since = now.monotonicMs;
  }
}
