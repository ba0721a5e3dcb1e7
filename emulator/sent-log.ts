/** What would have been sent, in order: kept in mind, and delivered. */
export class SentLog<T> {
  readonly #all: T[] = [];
  readonly #most: number;
  readonly #deliver: ((sent: T) => void) | undefined;

  /**
   * @param most older ones are forgotten beyond this many
   * @param deliver what is done with each one besides; default: nothing
   */
  constructor(most: number, deliver?: (sent: T) => void) {
    this.#most = most;
    this.#deliver = deliver;
  }

  add(sent: T): void {
    this.#all.push(sent);
    if (this.#all.length > this.#most) this.#all.shift();
    this.#deliver?.(sent);
  }

  /** Those of an earlier process: they were delivered then. */
  restore(sent: readonly T[]): void {
    this.#all.push(...sent);
  }

  list(): readonly T[] {
    return [...this.#all];
  }

  clear(): void {
    this.#all.length = 0;
  }
}
