/** What diff shows of a record. */
export interface ShownRecord {
  readonly id: string;
  /** The token of the record's claim; undefined for a kind that has none. */
  readonly token: string | undefined;
  /** The tokens of what it took the place of. */
  readonly predecessors: readonly string[];
  /** Whether it has failed or expired, and is to be made again. */
  readonly isSpent: boolean;
  /** Whether it is unfinished, so that what it is to replace still serves. */
  readonly isOpen: boolean;
}

/** Under which token an object is held, and by which resource, where that is known. */
interface Holding {
  readonly token: string;
  readonly urn?: string | undefined;
}

/** A successor that is not finished, as far as it is known. */
interface OpenSuccessor {
  readonly held?: Pick<ShownRecord, "id" | "token">;
  readonly predecessors: readonly string[];
}

/** Further back nobody goes. */
const MOST_PREDECESSORS = 16;

/**
 * What this process did. The engine runs one plugin process per operation, so this is the memory of one `up` or
 * `destroy`; it guards against what tags, which lag and can be stripped, cannot.
 */
export class ProcessMemory {
  readonly #held = new Map<string, Holding>();
  readonly #marked = new Map<string, Set<string>>();
  readonly #shown = new Map<string, ShownRecord>();
  readonly #open = new Map<string, OpenSuccessor>();
  readonly #compared = new Set<string>();
  readonly #serving = new Set<string>();
  readonly #running = new Map<string, Set<string>>();
  readonly #seenAt = new Map<string, number>();
  readonly #lines = new Map<string, WaitingLine>();

  /** This ARN is held under this claim token: by a create or adoption of this process, or by the record it compared. */
  rememberClaim(arn: string, token: string, urn?: string): void {
    this.#held.set(arn, { token, urn });
  }

  /** How the ARN is held, as far as this process knows. */
  holdingOf(arn: string): Holding | undefined {
    return this.#held.get(arn);
  }

  /** This process gave the engine, for this resource, the id of what is held under this token. */
  rememberMarked(urn: string, token: string): void {
    this.#marked.set(urn, (this.#marked.get(urn) ?? new Set()).add(token));
  }

  hasMarked(urn: string, token: string): boolean {
    return this.#marked.get(urn)?.has(token) === true;
  }

  /**
   * Check saw recorded inputs of the resource; diff tells of the record next. A create that follows is a replacement.
   * @param serves whether what is replaced goes on serving meanwhile: not where the program has it deleted first
   */
  rememberRecord(urn: string, serves: boolean): void {
    this.#compared.add(urn);
    if (serves) this.#serving.add(urn);
    this.#open.set(urn, { predecessors: [] });
  }

  /** What is replaced is deleted first: nothing serves while the new one is made. */
  forgetRecord(urn: string): void {
    this.#serving.delete(urn);
  }

  hadRecord(urn: string): boolean {
    return this.#serving.has(urn);
  }

  /**
   * Diff showed this record under the URN that the new inputs name. Without a check before it, it is a refresh that asks:
   * under the URN that is recorded, which by now may be another resource's.
   */
  rememberShown(urn: string, record: ShownRecord): void {
    const isCompared = this.#compared.has(urn);
    // A predecessor may stand in the state for the same object; its delete must know, tags may still show its own claim.
    if (record.token !== undefined) this.rememberClaim(record.id, record.token, isCompared ? urn : undefined);
    if (!isCompared) return;
    this.#shown.set(urn, record);
    if (record.isOpen) this.#open.set(urn, { held: record, predecessors: record.predecessors });
    else this.#open.delete(urn);
  }

  shownOf(urn: string): ShownRecord | undefined {
    return this.#shown.get(urn);
  }

  /** What a new record of the resource lists: what diff showed and all before it, oldest first, and the claim it replaced. */
  predecessorsOf(urn: string, from?: string): string[] {
    const shown = this.shownOf(urn);
    const tokens = [...(shown?.predecessors ?? []), shown?.token, from].filter((token) => token !== undefined);
    return [...new Set(tokens)].slice(-MOST_PREDECESSORS);
  }

  /** Create or update of the resource failed, or ended unfinished. */
  rememberFailed(urn: string): void {
    this.#open.set(urn, { predecessors: this.predecessorsOf(urn) });
  }

  /** Create or update of the resource ended well. */
  forgetFailed(urn: string): void {
    this.#open.delete(urn);
  }

  /**
   * Whether a record that is to be deleted has a successor which did not come about: one of its resource that is not
   * finished, or one, wherever it has moved to, that names it as its predecessor.
   */
  hasOpenSuccessor(urn: string, record: Pick<ShownRecord, "id" | "token">): boolean {
    return [...this.#open].some(([of, { held, predecessors }]) => {
      if (record.token !== undefined && predecessors.includes(record.token)) return true;
      return of === urn && (held?.id !== record.id || held.token !== record.token);
    });
  }

  /** Since when this process knows of the object: what others did to it before shows once the longest lag has passed. */
  seenAt(arn: string, nowMs: number): number {
    const known = this.#seenAt.get(arn) ?? nowMs;
    this.#seenAt.set(arn, known);
    return known;
  }

  /** How many run, of one sort and in one place, by the records compared so far; `id` is one more of them. */
  countRunning(of: string, id: string | undefined): number {
    const known = this.#running.get(of) ?? new Set();
    if (id !== undefined) this.#running.set(of, known.add(id));
    return known.size;
  }

  /** Those of this process who wait for the same thing. */
  line(of: string): WaitingLine {
    const line = this.#lines.get(of) ?? new WaitingLine();
    this.#lines.set(of, line);
    return line;
  }
}

/** A place in a line. */
export type Place = symbol;

/** Who waits, in this process, for the same scarce thing: first come, first served. */
export class WaitingLine {
  #places: Place[] = [];

  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  /** Joins at the end. Each that joins has to leave, however it ends. */
  join(): Place {
    const place = Symbol();
    this.#places.push(place);
    return place;
  }

  leave(place: Place): void {
    this.#places = this.#places.filter((other) => other !== place);
  }

  /** How many are before it. */
  before(place: Place): number {
    return this.#places.indexOf(place);
  }
}
