import type { Emulator } from "../../../emulator/index.js";
import type { Clock } from "../../../provider/base/clock.js";

/** The part of the emulator that holds the time. */
type TimeKeeper = Pick<Emulator, "nowMs" | "advance">;

interface Sleeper {
  /** The process that sleeps; undefined for the test itself. */
  readonly owner: object | undefined;
  readonly wakesAt: number;
  readonly order: number;
  wake(): void;
}

/** How many empty rounds of the event loop mean that nobody has anything left to do but sleep. */
const QUIET_ROUNDS = 3;

/**
 * The provider's clock, made of the emulator's time. Nobody ever waits: as soon as everybody sleeps and no call is under
 * way, time jumps to the earliest wake-up. Several sleepers wake one after the other, each at its own time, and whatever
 * the first does is done before the second wakes. A test that sleeps does not make time pass: only processes do.
 */
export class VirtualTime implements Clock {
  readonly rate = 1;
  readonly #keeper: TimeKeeper;
  #sleepers: Sleeper[] = [];
  #order = 0;
  #seed = 1;
  #underWay = 0;
  #begun = 0;
  #pumping = false;
  #idle: (() => void)[] = [];
  #setByMs = 0;

  constructor(keeper: TimeKeeper) {
    this.#keeper = keeper;
  }

  now(): number {
    return this.#keeper.nowMs() + this.#setByMs;
  }

  monotonicMs(): number {
    return this.#keeper.nowMs();
  }

  /** Sets the machine's wall clock forward, or back where it is less than 0; no time passes. */
  setClock(byMs: number): void {
    this.#setByMs += byMs;
  }

  /** Chance, but the same on every run. */
  random(): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#seed / 2 ** 32;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#sleep(undefined, ms, signal);
  }

  #sleep(owner: object | undefined, ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(asError(signal.reason));
        return;
      }
      const abort = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(asError(signal?.reason));
      };
      const sleeper: Sleeper = {
        owner,
        wakesAt: this.monotonicMs() + ms,
        order: this.#order++,
        wake: () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        },
      };
      signal?.addEventListener("abort", abort, { once: true });
      this.#sleepers.push(sleeper);
      this.#pump();
    });
  }

  /** Does something in the test's name once `afterMs` of virtual time have passed, while a process sleeps. */
  in(afterMs: number, task: () => void | Promise<void>): Promise<void> {
    return this.sleep(afterMs).then(() => this.busy(async () => task()));
  }

  /** Work during which time stands still, until it is done or says that it waits for something that never comes. */
  async busy<T>(work: (stall: () => void) => Promise<T>): Promise<T> {
    this.#underWay += 1;
    this.#begun += 1;
    let isUnderWay = true;
    const end = (): void => {
      if (!isUnderWay) return;
      isUnderWay = false;
      this.#underWay -= 1;
      if (this.#underWay > 0) return;
      for (const resume of this.#idle.splice(0)) resume();
    };
    try {
      return await work(end);
    } finally {
      end();
    }
  }

  /** The clock of one process; those who sleep by an abandoned one never wake. */
  ofProcess(): Clock & { abandon(): void } {
    const owner = {};
    return {
      rate: this.rate,
      now: () => this.now(),
      monotonicMs: () => this.monotonicMs(),
      random: () => this.random(),
      sleep: (ms, signal) => this.#sleep(owner, ms, signal),
      abandon: () => {
        this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.owner !== owner);
      },
    };
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    void this.#wakeAll().finally(() => {
      this.#pumping = false;
      if (this.#isAwaited()) this.#pump();
    });
  }

  #isAwaited(): boolean {
    return this.#sleepers.some((sleeper) => sleeper.owner !== undefined);
  }

  async #wakeAll(): Promise<void> {
    while (this.#isAwaited()) {
      await this.#quiet();
      if (!this.#isAwaited()) return;
      const next = this.#sleepers.toSorted((a, b) => a.wakesAt - b.wakesAt || a.order - b.order)[0];
      if (next === undefined) return;
      this.#sleepers = this.#sleepers.filter((other) => other !== next);
      const aheadMs = Math.ceil(next.wakesAt - this.monotonicMs());
      if (aheadMs > 0) this.#keeper.advance(aheadMs);
      next.wake();
    }
  }

  async #quiet(): Promise<void> {
    let seen = this.#begun;
    for (let still = 0; still < QUIET_ROUNDS;) {
      if (this.#underWay > 0) await new Promise<void>((resume) => this.#idle.push(resume));
      await new Promise((resume) => setImmediate(resume));
      still = this.#underWay === 0 && seen === this.#begun ? still + 1 : 0;
      seen = this.#begun;
    }
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
