import type { Gateway } from "../aws/gateway.js";
import type { Operation, ResponseOf } from "../aws/operations.js";
import type { Clock } from "../base/clock.js";
import type { DescribeBroker } from "../observe/broker.js";
import { RekognitionError, isRekognitionError } from "../base/errors.js";
import type { AwsContext } from "./aws-context.js";
import { runState } from "./running.js";
import { type Described, LAG_GRACE_MS, type Observation } from "./wait-for-state.js";

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

/** How one thing that costs is watched while an operation deals with it. */
export interface Costing<Status extends string, T extends Described<Status>> {
  /** The looks of an operation, each of which at this thing is told to `saw`. */
  readonly watched: (describe: DescribeBroker, saw: (found: Observation<Status, T>) => void) => DescribeBroker;
  /** The status that calls bring a thing to. */
  readonly leadsTo: Readonly<Partial<Record<Operation, Status>>>;
  /** This thing after such a call, but for its status; undefined where the call is about another thing. */
  readonly after: (request: object, answer: object | undefined, last: T | undefined) => T | undefined;
  /** What it costs as it was seen; undefined where it costs nothing. */
  readonly costs: (found: Observation<Status, T>, isCertain: boolean) => string | undefined;
}

/**
 * Runs what deals with a thing that costs. Where that fails, the error also says what the thing goes on costing, by what
 * was last seen of it and what calls brought about; nothing more is asked of the service for it.
 */
export async function tellingCosts<Status extends string, T extends Described<Status>, R, Context extends AwsContext>(
  context: Context,
  costing: Costing<Status, T>,
  run: (context: Context, sight: Sight<Status, T>) => Promise<R>,
  told: (seen: string | undefined, isSeen: boolean) => string | undefined = (seen) => seen,
): Promise<R> {
  const sight = new Sight<Status, T>(context.clock);
  const saw = (found: Observation<Status, T>): void => {
    sight.saw(found);
  };
  const describe = costing.watched(context.describe, saw);
  try {
    return await run({ ...context, describe, aws: noting(context.aws, costing, sight) }, sight);
  } catch (error) {
    if (!(error instanceof RekognitionError)) throw error;
    const text = told(sight.last && costing.costs(sight.last, sight.isCertain), sight.last !== undefined);
    throw text === undefined ? error : error.withMore(text);
  }
}

/** As `tellingCosts`, for what is to go: where nothing was seen of it, its record tells. */
export function removalTellingCosts<Status extends string, T extends Described<Status>, Context extends AwsContext>(
  context: Context,
  costing: Costing<Status, T>,
  byRecord: string | undefined,
  remove: (context: Context) => Promise<void>,
): Promise<void> {
  return tellingCosts(context, costing, remove, (seen, isSeen) => {
    const text = isSeen ? seen : byRecord;
    return text && `${text} ${SWEEP_HINT}`;
  });
}

/** The same calls, of which what they bring about is noted. */
function noting<Status extends string, T extends Described<Status>>(
  aws: Gateway,
  { leadsTo, after }: Costing<Status, T>,
  sight: Sight<Status, T>,
): Gateway {
  return {
    ...aws,
    async call(operation, input) {
      const note = (answer: ResponseOf<typeof operation> | undefined): void => {
        const status = leadsTo[operation];
        if (status === undefined) return;
        const next = after(input, answer, sight.last?.value);
        if (next === undefined) return;
        sight.brings({ status, value: { ...next, Status: status, StatusMessage: undefined } }, answer !== undefined);
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
