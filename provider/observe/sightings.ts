/** Two well-formed listings that leave a thing out prove it gone when they are so far apart. */
export const PROOF_MS = 10_000;
/** So many answers that say of the thing itself that there is no such thing prove it at once. */
const PROOF_TIMES = 2;
/** So many listings of all are remembered, the first and the last of them. */
const MOST_LISTINGS = 500;

/** One well-formed answer about things of one kind. */
export interface Answered {
  /** When it was asked for, by the monotonic clock and in the order of things. */
  readonly atMs: number;
  readonly moment: number;
  /** The names it was asked about; undefined where it is about all. */
  readonly names: Iterable<string> | undefined;
  /** What it shows, and who that is: another thing may have taken the name. */
  readonly shown: ReadonlyMap<string, string>;
  /** It says of the very thing that it was asked about, and not of what that stands in, that there is no such thing. */
  readonly saysNotFound?: boolean;
}

/** Answers in a row that say the same of a name. */
interface Run {
  /** Who has the name; undefined: nobody. */
  readonly who: string | undefined;
  readonly firstMs: number;
  readonly firstMoment: number;
  lastMs: number;
  lastMoment: number;
  timesNotFound: number;
}

/**
 * What this process has seen of things of one kind, for the one judge of absence: a thing is gone where two answers say of it
 * that it is not found, or where it is missing from two listings that are far enough apart. One answer proves nothing: it may
 * be old, or spoiled on its way. The time counts from the first absence, no matter who looked, so what is gone together is proven
 * together.
 */
export class Sightings {
  readonly #lastChange: (name: string) => number;
  readonly #runs = new Map<string, Run>();
  #listings: { readonly atMs: number; readonly moment: number }[] = [];

  /** @param lastChange when this process last changed what has the name: what was seen before says nothing any more */
  constructor(lastChange: (name: string) => number) {
    this.#lastChange = lastChange;
  }

  note(answer: Answered): void {
    const { names, shown, atMs, moment } = answer;
    if (names === undefined) {
      this.#listings.push({ atMs, moment });
      if (this.#listings.length > MOST_LISTINGS)
        this.#listings = [...this.#listings.slice(0, 1), ...this.#listings.slice(2)];
    }
    for (const name of new Set([...(names ?? this.#runs.keys()), ...shown.keys()])) {
      this.#noteName(name, shown.get(name), answer);
    }
  }

  /** Whether what had the name, and perhaps was this one, is proven gone. */
  isGone(name: string, who?: string): boolean {
    const since = this.#lastChange(name);
    const run = this.#runs.get(name);
    if (run === undefined) return isProof(this.#listings.filter(({ moment }) => moment > since));
    const isMissing = run.who === undefined || (who !== undefined && run.who !== who);
    if (!isMissing || run.firstMoment <= since) return false;
    return run.timesNotFound >= PROOF_TIMES || run.lastMs - run.firstMs >= PROOF_MS;
  }

  /** Whether the last answer about it did not show it. */
  isMissing(name: string): boolean {
    const run = this.#runs.get(name);
    return run !== undefined && run.who === undefined && run.lastMoment > this.#lastChange(name);
  }

  /** How many the last answer about them did not show. */
  get missing(): number {
    let count = 0;
    for (const name of this.#runs.keys()) if (this.isMissing(name)) count += 1;
    return count;
  }

  #noteName(name: string, who: string | undefined, { atMs, moment, saysNotFound }: Answered): void {
    const since = this.#lastChange(name);
    if (moment <= since) return;
    const run = this.#runs.get(name);
    const count = who === undefined && saysNotFound === true ? 1 : 0;
    if (run !== undefined && run.who === who && run.firstMoment > since) {
      if (moment <= run.lastMoment) return;
      run.lastMs = atMs;
      run.lastMoment = moment;
      run.timesNotFound += count;
      return;
    }
    // A name that was never seen was missing from every listing of all so far.
    const listed =
      run === undefined && who === undefined ? this.#listings.find((each) => each.moment > since) : undefined;
    const first = listed ?? { atMs, moment };
    this.#runs.set(name, {
      who,
      firstMs: first.atMs,
      firstMoment: first.moment,
      lastMs: atMs,
      lastMoment: moment,
      timesNotFound: count,
    });
  }
}

function isProof(listings: readonly { readonly atMs: number }[]): boolean {
  const [first] = listings;
  const last = listings.at(-1);
  return first !== undefined && last !== undefined && last.atMs - first.atMs >= PROOF_MS;
}
