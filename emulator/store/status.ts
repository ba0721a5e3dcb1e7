/** A status, and what AWS says about it. */
export interface StatusView<S extends string> {
  readonly status: S;
  readonly message: string | undefined;
}

/** A status and the one before it, so that a describe can be made to lag behind the call that changed it. */
export class Status<S extends string> {
  #now: StatusView<S>;
  #before: StatusView<S>;
  #changedAtMs: number;

  constructor(initial: S, atMs: number, message?: string) {
    this.#now = { status: initial, message };
    this.#before = this.#now;
    this.#changedAtMs = atMs;
  }

  /** What is really the case. */
  get current(): S {
    return this.#now.status;
  }

  get message(): string | undefined {
    return this.#now.message;
  }

  set(next: S, atMs: number, message?: string): void {
    this.#before = this.#now;
    this.#now = { status: next, message };
    this.#changedAtMs = atMs;
  }

  /** What a describe shows when it lags `lagMs` behind. */
  shown(nowMs: number, lagMs: number): StatusView<S> {
    return nowMs < this.#changedAtMs + lagMs ? this.#before : this.#now;
  }
}
