import { type Bounds, lookMs, unlessEnded } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";

/** Answers that a viewer can be told of while it rests. */
export interface Watchable {
  watch(name: string, viewer: Viewer): void;
  unwatch(name: string, viewer: Viewer): void;
}

/**
 * How an operation looks. `once`: a read or a delete, of which a refresh or a destroy has many one after the other.
 * `on`: it makes something, and looks on until that is done.
 */
export type Looks = "once" | "on";

const NEWS = new Error("There is news.");

/** One operation as the shared answers know it: what it has seen, and what it waits to see again. */
export class Viewer {
  readonly looks: Looks;
  readonly #bounds: Bounds;
  readonly #clock: Clock;
  readonly #seen = new Map<Watchable, Map<string, number>>();
  #lookedAt = new Map<Watchable, Set<string>>();
  #wake: (() => void) | undefined;

  constructor(clock: Clock, bounds: Bounds, looks: Looks = "once") {
    this.#clock = clock;
    this.#bounds = bounds;
    this.looks = looks;
  }

  /** Waits for what others wait for as well: one whose operation ends leaves, and the others wait on. */
  unlessEnded<T>(promise: Promise<T>, late: () => Error): Promise<T> {
    const { signal } = this.#bounds;
    return unlessEnded(promise, this.#clock, { signal, limitMs: lookMs(this.#clock, this.#bounds), late });
  }

  /** The moment of the last answer it got about the name; 0 where it got none. */
  lastSeen(of: Watchable, name: string): number {
    return this.#seen.get(of)?.get(name) ?? 0;
  }

  /** It got an answer about the name. */
  saw(of: Watchable, name: string, moment: number): void {
    this.#seen.set(of, (this.#seen.get(of) ?? new Map<string, number>()).set(name, moment));
    this.#lookedAt.set(of, (this.#lookedAt.get(of) ?? new Set()).add(name));
  }

  /** Sleeps, at most until somebody else's answer brings news of what this viewer looked at since its last rest. */
  async rest(ms: number): Promise<void> {
    const awoken = new AbortController();
    this.#wake = () => {
      awoken.abort(NEWS);
    };
    const watched = [...this.#lookedAt].flatMap(([of, names]) => [...names].map((name) => ({ of, name })));
    this.#lookedAt = new Map();
    for (const { of, name } of watched) of.watch(name, this);
    try {
      await this.#clock.sleep(ms, AbortSignal.any([this.#bounds.signal, awoken.signal]));
    } catch (error) {
      if (error !== NEWS) throw error;
    } finally {
      this.#wake = undefined;
      for (const { of, name } of watched) of.unwatch(name, this);
    }
  }

  /** There is news of something it watches. */
  wake(): void {
    this.#wake?.();
  }
}
