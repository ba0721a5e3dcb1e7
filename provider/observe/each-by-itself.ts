import type { Changes } from "../aws/changes.js";
import type { Clock } from "../base/clock.js";
import { absentIfNotFound } from "./asking.js";
import { Sightings } from "./sightings.js";

/** How things of one kind are told apart. */
interface Things<T> {
  /** Who has the name, where another one may have it later. */
  readonly whoIs: (thing: T) => string;
  /** The keys of the changes that make older answers about the name worthless. */
  readonly changedWith: (name: string) => readonly string[];
}

/** Things that are asked after one by one, each by a call that says of the very thing whether it is there. */
export class EachByItself<T> {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #whoIs: (thing: T) => string;
  readonly #sightings: Sightings;

  constructor(clock: Clock, changes: Changes, { whoIs, changedWith }: Things<T>) {
    this.#clock = clock;
    this.#changes = changes;
    this.#whoIs = whoIs;
    this.#sightings = new Sightings((name) => changes.last(...changedWith(name)));
  }

  /** The thing as it is now; undefined where there is none. `call` tells when it is sent. */
  async one(name: string, call: (atSending: () => void) => Promise<T>): Promise<T | undefined> {
    let sent = { moment: 0, atMs: 0 };
    const thing = await absentIfNotFound(
      call(() => {
        sent = { moment: this.#changes.now(), atMs: this.#clock.monotonicMs() };
      }),
    );
    const shown = new Map(thing === undefined ? [] : [[name, this.#whoIs(thing)]]);
    this.#sightings.note({ ...sent, names: [name], shown, saysNotFound: true });
    return thing;
  }

  /** Whether what had the name, and was this one if that is said, is proven gone by all answers so far. */
  isGone(name: string, who?: string): boolean {
    return this.#sightings.isGone(name, who);
  }

  /** Whether the last answer said that there is none. */
  isMissing(name: string): boolean {
    return this.#sightings.isMissing(name);
  }

  /** Of how many the last answer said that there is none. */
  get missing(): number {
    return this.#sightings.missing;
  }
}
