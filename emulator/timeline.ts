import type { EventArgs, EventName, TimelineEvent } from "./events/shapes.js";

/** An event that is to happen at a virtual time. Of two at the same time the one with the lower number is first. */
interface Planned {
  readonly atMs: number;
  readonly id: number;
  /** Undefined once it was cancelled. */
  event: TimelineEvent | undefined;
}

/** An event that is still to come. */
export interface PlannedEvent extends Pick<Planned, "atMs" | "id"> {
  readonly event: TimelineEvent;
}

/**
 * What is going to happen, in virtual time. There are no timers: `settle` lets everything happen that has come due, in the
 * order it came due, each at its own time. So a model that nobody looked at is billed to the millisecond.
 */
export class Timeline {
  readonly #happen: (event: TimelineEvent, atMs: number) => void;
  readonly #heap: Planned[] = [];
  #nextId = 0;
  #happened = 0;

  /** @param happen lets an event happen; it is given the time at which the event was due */
  constructor(happen: (event: TimelineEvent, atMs: number) => void) {
    this.#happen = happen;
  }

  /**
   * Plans an event for `atMs` (virtual milliseconds since the epoch).
   * @returns what it is cancelled by
   */
  at<N extends EventName>(atMs: number, name: N, args: EventArgs[N]): number {
    const id = this.#nextId++;
    this.#push({ atMs, id, event: { name, args } as TimelineEvent });
    return id;
  }

  /** @param id of an event; nothing happens if it is over, or undefined */
  cancel(id: number | undefined): void {
    const planned = id === undefined ? undefined : this.#heap.find((each) => each.id === id);
    if (planned !== undefined) planned.event = undefined;
  }

  /** Lets everything happen that is due at or before `nowMs`, including what is planned by that. */
  settle(nowMs: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.atMs <= nowMs; first = this.#heap[0]) {
      this.#pop();
      if (first.event === undefined) continue;
      this.#happened += 1;
      this.#happen(first.event, first.atMs);
    }
  }

  /** How many events have happened in this process. */
  get happened(): number {
    return this.#happened;
  }

  get nextId(): number {
    return this.#nextId;
  }

  /** What is still to come, in no order. */
  planned(): readonly PlannedEvent[] {
    return this.#heap.flatMap(({ event, ...rest }) => (event === undefined ? [] : { ...rest, event }));
  }

  /** Plans what an earlier process had planned. */
  restore(planned: readonly PlannedEvent[], nextId: number): void {
    for (const each of planned) this.#push({ ...each });
    this.#nextId = nextId;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #push(planned: Planned): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(planned);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(planned, above)) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = planned;
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

function isBefore(a: Planned, b: Planned): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.id < b.id);
}
