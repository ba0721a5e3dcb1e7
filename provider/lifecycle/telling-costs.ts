import type { Gateway } from "../aws/gateway.js";
import type { Operation, RequestOf, ResponseOf } from "../aws/operations.js";
import type { Clock } from "../base/clock.js";
import type { DescribeBroker } from "../observe/broker.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import type { OperationContext } from "./handler.js";
import { runState } from "./running.js";
import { LAG_GRACE_MS, type Observation } from "./wait-for-state.js";

/** Where to look when something may go on costing. */
export const SWEEP_HINT = "`npx pulumi-rekognition sweep` lists what of a stack exists and costs beside its state.";

/** What an operation last knew of a thing: what a look showed, or what a call of its own brings about. */
export class Sight<Status extends string, T> {
  readonly #clock: Clock;
  #last: Observation<Status, T> | undefined;
  #isCertain = true;
  /** The status from before a call, which looks may still show after it. */
  #stale: { readonly status: Status; readonly untilMs: number } | undefined;
  #keep: ((found: Observation<Status, T>) => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get last(): Observation<Status, T> | undefined {
    return this.#last;
  }

  /** False where a call whose outcome is not known may have brought it about. */
  get isCertain(): boolean {
    return this.#isCertain;
  }

  /** From now on all that becomes known is worth recording. */
  keepWith(keep: (found: Observation<Status, T>) => void): void {
    this.#keep = keep;
    if (this.#last !== undefined) keep(this.#last);
  }

  /** A look showed it so. */
  saw(found: Observation<Status, T>): void {
    const stale = this.#stale;
    if (stale?.status === found.status && this.#clock.monotonicMs() < stale.untilMs) return;
    this.#stale = undefined;
    this.#set(found, true);
  }

  /** A call brings it to this, or may have. */
  brings(next: Observation<Status, T>, isCertain: boolean): void {
    const before = this.#last?.status;
    // A start that was taken and never shows is still one that was taken.
    const isPaidFor = isCertain && runState(next.status) === "up";
    const untilMs = isPaidFor ? Infinity : this.#clock.monotonicMs() + LAG_GRACE_MS;
    this.#stale = before === undefined ? undefined : { status: before, untilMs };
    this.#set(next, isCertain);
  }

  #set(found: Observation<Status, T>, isCertain: boolean): void {
    this.#last = found;
    this.#isCertain = isCertain;
    this.#keep?.(found);
  }
}

/** How one kind of thing that costs is watched while an operation deals with it. */
export interface Costing<Status extends string, T> {
  /** The looks of an operation, each of which at this thing is told to `saw`. */
  readonly watched: (describe: DescribeBroker, saw: (found: Observation<Status, T>) => void) => DescribeBroker;
  /** What a call that is taken brings this thing to; undefined where it does not, or is about another thing. */
  readonly effect: <Op extends Operation>(
    operation: Op,
    request: RequestOf<Op>,
    answer: ResponseOf<Op> | undefined,
    last: Observation<Status, T> | undefined,
  ) => Observation<Status, T> | undefined;
  /** What it costs by what was last known, or where nothing is known, by its record; undefined where it costs nothing. */
  readonly cost: (sight: Sight<Status, T>) => string | undefined;
}

/**
 * Runs what deals with a thing that costs. Where that fails, the error also says what the thing goes on costing, by what
 * was last seen of it and what calls brought about; nothing more is asked of the service for it.
 */
export async function tellingCosts<Status extends string, T, R>(
  context: OperationContext,
  costing: Costing<Status, T>,
  run: (context: OperationContext, sight: Sight<Status, T>) => Promise<R>,
): Promise<R> {
  const sight = new Sight<Status, T>(context.clock);
  const saw = (found: Observation<Status, T>): void => {
    sight.saw(found);
  };
  const describe = costing.watched(context.describe, saw);
  try {
    return await run({ ...context, describe, aws: noting(context.aws, costing, sight) }, sight);
  } catch (error) {
    const text = error instanceof RekognitionError ? costing.cost(sight) : undefined;
    throw text === undefined ? error : (error as RekognitionError).withMore(text);
  }
}

/** The same calls, of which what they bring about is noted. */
function noting<Status extends string, T>(
  aws: Gateway,
  { effect }: Costing<Status, T>,
  sight: Sight<Status, T>,
): Gateway {
  return {
    ...aws,
    async call(operation, input) {
      const note = (answer: ResponseOf<typeof operation> | undefined): void => {
        const next = effect(operation, input, answer, sight.last);
        if (next !== undefined) sight.brings(next, answer !== undefined);
      };
      try {
        const answer = await aws.call(operation, input);
        note(answer);
        return answer;
      } catch (error) {
        if (isRekognitionError(error) && error.effectUnknown) note(undefined);
        throw error;
      }
    },
  };
}
