import type { Changes } from "../aws/changes.js";
import type { Gateway, Send } from "../aws/gateway.js";
import type { Operation, RequestOf, ResponseOf } from "../aws/operations.js";
import type { Purpose } from "../aws/pacer.js";
import { collected, pagesFrom } from "../aws/pages.js";
import { type Bounds, lookMs, unlessEnded } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { isRekognitionError, RekognitionError } from "../base/errors.js";
import { absentIfNotFound } from "./asking.js";
import { Sightings } from "./sightings.js";

/** Answers that a viewer can be told of while it rests. */
export interface Watchable {
  watch(name: string, viewer: Viewer): void;
  unwatch(name: string, viewer: Viewer): void;
}

/**
 * How an operation looks. `once`: a read or a delete, of which a refresh or a destroy has many one after the other.
 * `refresh`: a read of what is recorded, after which nothing is done. `on`: it makes something, and looks on until that is
 * done.
 */
export type Looks = "once" | "refresh" | "on";

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

/** An answer may be shared with all who ask for so long after it was asked for. */
const SHARED_FOR_MS = 2_000;
/** And for so long with those who only compare it with what is recorded, of what it shows. */
export const READ_SHARED_FOR_MS = 30_000;
/** Stands for "all of them". */
const ALL = "*";

/** How a kind of object is asked after. */
export interface Source<T, Op extends Operation = Operation> {
  readonly operation: Op;
  /** Names that one call takes. */
  readonly mostNames: number;
  /** Asks for those named, or for all. */
  request(names: readonly string[] | undefined): RequestOf<Op>;
  itemsIn(answer: ResponseOf<Op>): readonly T[] | undefined;
  nameOf(item: T): string | undefined;
  /** Who an item is, where another one may have its name after it. */
  whoIs(item: T): string;
  /** The keys of the changes that make older answers about the name, or about all, worthless. */
  changedWith(name: string | undefined): readonly string[];
  /** What is not there where the service says "not found"; undefined where it has no reason to say so. */
  readonly notFound?: "the very thing" | "what they stand in";
}

/** A question that was sent. */
interface Sent {
  /** What it is about; undefined: all. */
  readonly names: ReadonlySet<string> | undefined;
  /** When it was asked, in the order of things and by the monotonic clock. */
  readonly moment: number;
  readonly atMs: number;
}

/** An answer, and what it is about. */
export interface Page<T> extends Sent {
  readonly items: ReadonlyMap<string, T>;
}

/** A call under way: until its turn has come, more names may join it. */
interface Batch<T> {
  readonly asked: Set<string>;
  sent: Sent | undefined;
  readonly page: Promise<Page<T>>;
}

/**
 * The answers about the objects of one kind in one place, shared by all who ask: one call tells of many objects, a viewer that
 * rests meanwhile is told as well, and an answer is never older than the last change of what it is about.
 */
export class SharedAnswers<T> implements Watchable {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #aws: Gateway;
  readonly #source: Source<T>;
  readonly #sightings: Sightings;
  readonly #told: (page: Page<T>) => void;
  readonly #watching = new Map<string, Set<Viewer>>();
  #pages: readonly Page<T>[] = [];
  #waiting: Batch<T> | undefined;
  readonly #sent = new Map<Batch<T>, Sent>();
  #callsForAll = 1;
  #isOutOfPlace = false;

  /**
   * @param aws calls on nobody's behalf: no deadline of one operation may end what others wait for too
   * @param told is told of every answer
   */
  constructor(
    clock: Clock,
    changes: Changes,
    aws: Gateway,
    source: Source<T>,
    told: (page: Page<T>) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#changes = changes;
    this.#aws = aws;
    this.#source = source;
    this.#told = told;
    this.#sightings = new Sightings((name) => changes.last(...source.changedWith(name)));
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

  /** Whether the last answer said that what they stand in is not there. */
  get isOutOfPlace(): boolean {
    return this.#isOutOfPlace;
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
      if (page !== undefined && this.#isShown(page, name, since)) {
        viewer.saw(this, name, page.moment);
        return page;
      }
      const batch = this.#joined(viewer, name);
      try {
        await viewer.unlessEnded(batch.page, this.#late);
      } catch (error) {
        // One name that AWS does not take must not spoil the answer for the others.
        if ((batch.sent?.names?.size ?? 0) < 2) throw error;
        if (!isRekognitionError(error, "InvalidInput")) throw error;
        await viewer.unlessEnded(this.#begin(new Set([name]), viewer).page, this.#late);
      }
    }
  }

  /** Whether the answer may be shown: new to the viewer, fresh, about the name, and asked for after its last change. */
  #isEvidence(page: Sent, viewer: Viewer, name: string, since = Infinity): boolean {
    if (page.names !== undefined && !page.names.has(name)) return false;
    const sharedForMs = viewer.looks === "refresh" ? READ_SHARED_FOR_MS : SHARED_FOR_MS;
    if (page.atMs < since && this.#ageMs(page) > sharedForMs) return false;
    const keys = this.#source.changedWith(name === ALL ? undefined : name);
    return page.moment > viewer.lastSeen(this, name) && page.moment > this.#changes.last(...keys);
  }

  /** An old answer tells what it shows; what it does not show may be there by now. */
  #isShown(page: Page<T>, name: string, since: number): boolean {
    return page.atMs >= since || this.#ageMs(page) <= SHARED_FOR_MS || (name !== ALL && page.items.has(name));
  }

  #ageMs({ atMs }: Sent): number {
    return this.#clock.monotonicMs() - atMs;
  }

  /** A call whose answer will tell of the name. */
  #joined(viewer: Viewer, name: string): Batch<T> {
    for (const [batch, sent] of this.#sent) if (this.#isEvidence(sent, viewer, name)) return batch;
    this.#waiting ??= this.#begin(new Set(), viewer);
    // Who looks once is seldom alone: the others that come along find all of them.
    const takesAll = viewer.looks !== "on" && viewer.lastSeen(this, name) === 0 && this.#callsForAll === 1;
    this.#waiting.asked.add(takesAll ? ALL : name);
    return this.#waiting;
  }

  #begin(asked: Set<string>, { looks }: Viewer): Batch<T> {
    const isAlone = asked.size > 0;
    const purpose = looks === "refresh" ? "refresh" : "wait";
    const page = Promise.resolve().then(() => this.#ask(batch, isAlone, purpose));
    const batch: Batch<T> = { asked, sent: undefined, page };
    const done = (): void => {
      this.#sent.delete(batch);
      if (this.#waiting === batch) this.#waiting = undefined;
    };
    page.then(done, done);
    return batch;
  }

  async #ask(batch: Batch<T>, isAlone: boolean, purpose: Purpose): Promise<Page<T>> {
    const { operation, notFound } = this.#source;
    const answered = <A>(call: Promise<A>): Promise<A | undefined> =>
      notFound === undefined ? call : absentIfNotFound(call);
    const attempt = async (send: Send<Operation>) => {
      const sent = this.#close(batch, isAlone);
      const request = this.#source.request(sent.names && [...sent.names]);
      return { sent, request, first: await answered(send(request)) };
    };
    const { sent, request, first } = await this.#aws.inTurn(operation, attempt, purpose);
    const pages = first && pagesFrom(this.#aws, operation, request, first);
    return this.#take(sent, pages && (await answered(collected(pages, (page) => [this.#source.itemsIn(page) ?? []]))));
  }

  /** Takes in what each page of an answer shows; undefined: "not found". */
  #take(sent: Sent, shows: readonly (readonly T[])[] | undefined): Page<T> {
    const source = this.#source;
    const found = shows?.flat() ?? [];
    const page = { ...sent, items: new Map(found.map((item) => [source.nameOf(item) ?? "", item])) };
    const absent = shows === undefined ? source.notFound : undefined;
    if (sent.names === undefined) this.#callsForAll = shows?.length ?? 1;
    this.#isOutOfPlace = absent === "what they stand in";
    const shown = new Map([...page.items].map(([name, item]) => [name, source.whoIs(item)]));
    this.#sightings.note({ ...sent, shown, saysNotFound: absent === "the very thing" });
    this.#told(page);
    this.#keep(page);
    return page;
  }

  /** Closes the batch: from now on the next one to ask needs another call. What others rest for is asked as well. */
  #close(batch: Batch<T>, isAlone: boolean): Sent {
    if (this.#waiting === batch) this.#waiting = undefined;
    const names = new Set(isAlone ? batch.asked : [...batch.asked, ...this.#watching.keys()]);
    const isAll = names.has(ALL) || names.size > this.#source.mostNames;
    batch.sent = {
      names: isAll ? undefined : names,
      moment: this.#changes.now(),
      atMs: this.#clock.monotonicMs(),
    };
    this.#sent.set(batch, batch.sent);
    return batch.sent;
  }

  /** Why nothing came before the end of an operation's time. */
  readonly #late = (): Error => {
    const { operation } = this.#source;
    return (
      this.#aws.lastFailure(operation) ??
      new RekognitionError("ConnectionFailed", `${operation}: no answer before the timeout of the operation`)
    );
  };

  #keep(page: Page<T>): void {
    // One about all takes the place of those before it.
    const isKept = (known: Page<T>): boolean =>
      this.#ageMs(known) <= READ_SHARED_FOR_MS && (page.names !== undefined || known.moment > page.moment);
    this.#pages = [...this.#pages.filter(isKept), page];
    for (const name of page.names ?? [...this.#watching.keys()]) {
      for (const viewer of [...(this.#watching.get(name) ?? [])]) viewer.wake();
    }
  }
}
