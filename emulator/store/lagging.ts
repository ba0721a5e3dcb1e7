/** What a lagging value is made of. */
export interface LaggingParts<T> {
  readonly now: T;
  readonly before: T;
  readonly changedAtMs: number;
}

/** A value and the one before it, so that reads can be made to lag behind the call that changed it. */
export class Lagging<T> {
  #now: T;
  #before: T;
  #changedAtMs: number;

  /** @param before what a lagging read shows first */
  constructor(initial: T, atMs: number, before: T) {
    this.#now = initial;
    this.#before = before;
    this.#changedAtMs = atMs;
  }

  /** What is really the case. */
  get value(): T {
    return this.#now;
  }

  get parts(): LaggingParts<T> {
    return { now: this.#now, before: this.#before, changedAtMs: this.#changedAtMs };
  }

  change(next: T, atMs: number): void {
    this.#before = this.#now;
    this.#now = next;
    this.#changedAtMs = atMs;
  }

  /** What a read shows that lags `lagMs` behind. */
  shown(nowMs: number, lagMs: number): T {
    return nowMs < this.#changedAtMs + lagMs ? this.#before : this.#now;
  }
}
