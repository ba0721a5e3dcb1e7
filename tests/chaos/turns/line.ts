import type { Wire, WireAnswer, WireCall } from "../../provider/harness/wire.js";

/** One call, as it is told from the others of its command. */
export interface Exchange {
  readonly operation: string;
  /** Counted from 1 among the calls of this operation since the line was last cleared. */
  readonly nth: number;
  /** The body as it was sent. */
  readonly request: string;
}

/** A call that went by, and what came back of the service; undefined where it never got there. */
export interface Passed extends Exchange {
  readonly answer: WireAnswer | undefined;
}

/** Stands between a process and the service. */
export interface Tap {
  /** An answer to a call that the service never gets; undefined lets it through. */
  instead?(exchange: Exchange): WireAnswer | undefined;
  /** What comes back in place of the service's answer; undefined lets that through. */
  rather?(exchange: Exchange, answer: WireAnswer): WireAnswer | undefined;
}

/** A wire that counts the calls, remembers the answers, and can be tapped. */
export class Line {
  tap: Tap = {};
  /** Is told of each call how many there were, this one included. */
  witness: (calls: number) => void = () => undefined;
  /** Is told when an answer falls silent. */
  onSilence: () => void = () => undefined;
  #passed: Passed[] = [];
  #counts = new Map<string, number>();
  #calls = 0;

  readonly wire: Wire = async (call, send) => {
    const exchange = this.#counted(call);
    const { tap } = this;
    const instead = tap.instead?.(exchange);
    const truth = instead === undefined ? await send() : undefined;
    this.#passed.push({ ...exchange, answer: truth });
    const answer = instead ?? (truth && (tap.rather?.(exchange, truth) ?? truth));
    if (answer === undefined) throw new Error(`${exchange.operation} has no answer`);
    if (answer.then === "silence") this.onSilence();
    return answer;
  };

  /** What went by since the line was last cleared. */
  get passed(): readonly Passed[] {
    return this.#passed;
  }

  /** Begins to count again, with nobody in between. */
  clear(): void {
    this.#passed = [];
    this.#counts = new Map();
    this.#calls = 0;
    this.tap = {};
    this.witness = () => undefined;
    this.onSilence = () => undefined;
  }

  #counted({ operation, body }: WireCall): Exchange {
    const nth = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, nth);
    this.#calls += 1;
    this.witness(this.#calls);
    return { operation, nth, request: body };
  }
}
