interface DueChange {
  readonly atMs: number;
  readonly order: number;
  readonly apply: (atMs: number) => void;
  cancelled: boolean;
}

/** A change that is to happen at a virtual time. */
export interface ScheduledChange {
  cancel(): void;
}

/**
 * What is going to happen, in virtual time. There are no timers: `settle` applies everything that has come due, in the
 * order it came due, each at its own time. So a model that nobody looked at is billed to the millisecond.
 */
export class Timeline {
  readonly #heap: DueChange[] = [];
  #order = 0;

  /** Plans `apply` for `atMs` (virtual milliseconds since the epoch). It is given its own due time. */
  at(atMs: number, apply: (atMs: number) => void): ScheduledChange {
    const change: DueChange = { atMs, order: this.#order++, apply, cancelled: false };
    this.#push(change);
    return {
      cancel: () => {
        change.cancelled = true;
      },
    };
  }

  /** Applies everything due at or before `nowMs`, including what those changes plan themselves. */
  settle(nowMs: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.atMs <= nowMs; first = this.#heap[0]) {
      this.#pop();
      if (!first.cancelled) first.apply(first.atMs);
    }
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #push(change: DueChange): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(change);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(change, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = change;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = heap[child];
      if (left === undefined) break;
      const right = heap[child + 1];
      const smaller = right !== undefined && isBefore(right, left) ? right : left;
      if (smaller === right) child += 1;
      if (!isBefore(smaller, last)) break;
      heap[index] = smaller;
      index = child;
    }
    heap[index] = last;
  }
}

function isBefore(a: DueChange, b: DueChange): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);
}
