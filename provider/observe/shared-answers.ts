import type { Changes } from "../aws/changes.js";
import type { Operation } from "../aws/operations.js";
import type { Clock } from "../base/clock.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import { Sightings } from "./sightings.js";
import type { Viewer, Watchable } from "./viewer.js";

/** An answer may be shared with all who ask for so long after it was asked for. */
const SHARED_FOR_MS = 2_000;
/** Stands for "all of them". */
const ALL = "*";

/** How a kind of object is asked after. */
export interface Source<T> {
  readonly operation: Operation;
  /** How the last attempt to ask failed; undefined where it did not. */
  readonly lastFailure: () => Error | undefined;
  /** Names that one call takes. */
  readonly mostNames: number;
  /** Asks for those that `choose` names when the call is sent, or for all where it names none. */
  readonly ask: (choose: () => readonly string[] | undefined) => Promise<Answer<T>>;
  /** Who an item is, where another one may have its name after it. */
  readonly whoIs: (item: T) => string;
  /** The keys of the changes that make older answers about the name, or about all, worthless. */
  readonly changedWith: (name: string | undefined) => readonly string[];
}

/** What the service said. */
export interface Answer<T> {
  readonly items: ReadonlyMap<string, T>;
  /** Calls it took. */
  readonly calls: number;
  /** The service says of the very thing that was asked after that there is none. */
  readonly saysNotFound?: boolean;
}

/** An answer, and what it is about. */
export interface Page<T> {
  readonly items: ReadonlyMap<string, T>;
  /** Undefined: it is about all. */
  readonly names: ReadonlySet<string> | undefined;
  /** When it was asked for, in the order of things and by the clock. */
  readonly moment: number;
  readonly sentAt: number;
}

/** A call under way: until it is sent, more names may join it. */
interface Batch<T> {
  readonly asked: Set<string>;
  sent: Omit<Page<T>, "items"> | undefined;
  readonly page: Promise<Page<T>>;
}

/**
 * The answers about the objects of one kind in one place, shared by all who ask: one call tells of many objects, a viewer that
 * rests meanwhile is told as well, and an answer is never older than the last change of what it is about.
 */
export class SharedAnswers<T> implements Watchable {
  readonly #clock: Clock;
  readonly #changes: Changes;
  /** Why nothing came before the end of an operation's time. */
  readonly #late: () => Error;
  readonly #mostNames: number;
  readonly #ask: Source<T>["ask"];
  readonly #changedWith: Source<T>["changedWith"];
  readonly #whoIs: Source<T>["whoIs"];
  readonly #sightings: Sightings;
  readonly #told: (page: Page<T>) => void;
  readonly #watching = new Map<string, Set<Viewer>>();
  readonly #pages: Page<T>[] = [];
  #waiting: Batch<T> | undefined;
  readonly #sent = new Set<Batch<T>>();
  #callsForAll = 1;

  /** @param told is told of every answer */
  constructor(
    clock: Clock,
    changes: Changes,
    { operation, lastFailure, mostNames, ask, changedWith, whoIs }: Source<T>,
    told: (page: Page<T>) => void = () => undefined,
  ) {
    this.#late = () =>
      lastFailure() ??
      new RekognitionError("ConnectionFailed", `${operation}: no answer before the timeout of what it was asked for`);
    this.#clock = clock;
    this.#changes = changes;
    this.#mostNames = mostNames;
    this.#ask = ask;
    this.#changedWith = changedWith;
    this.#whoIs = whoIs;
    this.#told = told;
    this.#sightings = new Sightings((name) => changes.last(...changedWith(name)));
  }

  /** How many objects are waited for just now. */
  get watched(): number {
    return this.#watching.size;
  }

  /** The object as it is now; undefined where it is not there. */
  async one(viewer: Viewer, name: string): Promise<T | undefined> {
    return (await this.#page(viewer, name)).items.get(name);
  }

  /** Whether what had the name, and was this one if that is said, is proven gone by all answers so far. */
  isGone(name: string, who?: string): boolean {
    return this.#sightings.isGone(name, who);
  }

  /** Whether the last answer about it did not show it. */
  isMissing(name: string): boolean {
    return this.#sightings.isMissing(name);
  }

  /** All of them. */
  async all(viewer: Viewer): Promise<T[]> {
    return [...(await this.#page(viewer, ALL)).items.values()];
  }

  watch(name: string, viewer: Viewer): void {
    const viewers = this.#watching.get(name) ?? new Set();
    viewers.add(viewer);
    this.#watching.set(name, viewers);
  }

  unwatch(name: string, viewer: Viewer): void {
    const viewers = this.#watching.get(name);
    viewers?.delete(viewer);
    if (viewers?.size === 0) this.#watching.delete(name);
  }

  async #page(viewer: Viewer, name: string): Promise<Page<T>> {
    const since = this.#clock.monotonicMs();
    for (;;) {
      // What was asked for since then is fresh, however long the answer took.
      const page = this.#pages.findLast((known) => this.#isEvidence(known, viewer, name, since));
      if (page !== undefined) {
        viewer.saw(this, name, page.moment);
        return page;
      }
      const batch = this.#joined(viewer, name);
      try {
        await viewer.unlessEnded(batch.page, this.#late);
      } catch (error) {
        // One name that AWS does not take must not spoil the answer for the others.
        if (name === ALL || batch.sent?.names === undefined || batch.sent.names.size < 2) throw error;
        if (!isRekognitionError(error, "InvalidInput")) throw error;
        await viewer.unlessEnded(this.#begin(new Set([name])).page, this.#late);
      }
    }
  }

  /** Whether the answer may be shown: new to the viewer, fresh, about the name, and asked for after its last change. */
  #isEvidence(page: Omit<Page<T>, "items">, viewer: Viewer, name: string, since = Infinity): boolean {
    if (page.names !== undefined && !page.names.has(name)) return false;
    if (page.sentAt < since && this.#clock.monotonicMs() - page.sentAt > SHARED_FOR_MS) return false;
    const keys = this.#changedWith(name === ALL ? undefined : name);
    return page.moment > viewer.lastSeen(this, name) && page.moment > this.#changes.last(...keys);
  }

  /** A call whose answer will tell of the name. */
  #joined(viewer: Viewer, name: string): Batch<T> {
    for (const batch of this.#sent) {
      if (batch.sent !== undefined && this.#isEvidence(batch.sent, viewer, name)) return batch;
    }
    this.#waiting ??= this.#begin(new Set());
    // Who looks once is seldom alone: the others that come along find all of them.
    const takesAll = viewer.looks === "once" && viewer.lastSeen(this, name) === 0 && this.#callsForAll === 1;
    this.#waiting.asked.add(takesAll ? ALL : name);
    return this.#waiting;
  }

  #begin(asked: Set<string>): Batch<T> {
    const isAlone = asked.size > 0;
    const ask = async (): Promise<Page<T>> => {
      const { items, calls, saysNotFound = false } = await this.#ask(() => this.#send(batch, isAlone));
      const sent = batch.sent ?? this.#stamp(undefined);
      if (sent.names === undefined) this.#callsForAll = calls;
      const page = { ...sent, items };
      this.#note(page, saysNotFound);
      this.#keep(page);
      return page;
    };
    const batch: Batch<T> = { asked, sent: undefined, page: Promise.resolve().then(ask) };
    const done = (): void => {
      this.#sent.delete(batch);
      if (this.#waiting === batch) this.#waiting = undefined;
    };
    batch.page.then(done, done);
    return batch;
  }

  /** Closes the batch: from now on the next one to ask needs another call. */
  #send(batch: Batch<T>, isAlone: boolean): readonly string[] | undefined {
    if (this.#waiting === batch) this.#waiting = undefined;
    const names = new Set(isAlone ? batch.asked : [...batch.asked, ...this.#watching.keys()]);
    const isAll = names.has(ALL) || names.size > this.#mostNames;
    batch.sent = this.#stamp(isAll ? undefined : names);
    this.#sent.add(batch);
    return isAll ? undefined : [...names];
  }

  #stamp(names: ReadonlySet<string> | undefined): Omit<Page<T>, "items"> {
    return { names, moment: this.#changes.now(), sentAt: this.#clock.monotonicMs() };
  }

  #note(page: Page<T>, saysNotFound: boolean): void {
    const { items, names, moment, sentAt: atMs } = page;
    const shown = new Map([...items].map(([name, item]) => [name, this.#whoIs(item)]));
    this.#sightings.note({ atMs, moment, names, shown, saysNotFound });
    this.#told(page);
  }

  #keep(page: Page<T>): void {
    const now = this.#clock.monotonicMs();
    const old = this.#pages.findIndex((known) => now - known.sentAt <= SHARED_FOR_MS);
    this.#pages.splice(0, old === -1 ? this.#pages.length : old);
    this.#pages.push(page);
    for (const name of page.names ?? [...this.#watching.keys()]) {
      for (const viewer of [...(this.#watching.get(name) ?? [])]) viewer.wake();
    }
  }
}
