import type { Clock } from "../../../provider/base/clock.js";

/** Time that passes only where somebody sleeps, and then at once. */
export class FakeClock implements Clock {
  readonly rate = 1;
  readonly sleeps: number[] = [];
  #nowMs: number;
  #setByMs = 0;

  constructor(nowMs = 1_000_000) {
    this.#nowMs = nowMs;
  }

  now(): number {
    return this.#nowMs + this.#setByMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    this.sleeps.push(ms);
    this.#nowMs += ms;
    return Promise.resolve();
  }

  /** Sets the wall clock forward, or back where it is less than 0; no time passes. */
  setClock(byMs: number): void {
    this.#setByMs += byMs;
  }

  /** Lets time pass without a sleeper. */
  advance(ms: number): void {
    this.#nowMs += ms;
  }
}
