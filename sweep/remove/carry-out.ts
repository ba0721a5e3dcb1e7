import { RekognitionError, isRekognitionError } from "../../provider/base/errors.js";
import { inParallel } from "../../provider/base/parallel.js";
import { SWEEP_HINT } from "../../provider/lifecycle/telling-costs.js";
import type { RemovalBounds } from "../../provider/lifecycle/unrecorded.js";
import { ClaimedSince, type SweepEnvironment, guardedContext } from "../environment.js";
import type { Leftover } from "../find/thing.js";

const AT_ONCE = 10;

/** What to do with what was found. */
export interface Order extends RemovalBounds {
  readonly action: "stop" | "delete";
  /** Delete what `deletionPolicy: "stop"` kept, too. */
  readonly kept: boolean;
  /** Stop or delete, too, what some state has recorded and what carries this owner tag. */
  readonly recorded: string | undefined;
  /** Where any are named, only these, whatever left them over. */
  readonly arns: readonly string[];
  /** Wait for trainings and copies, which AWS cannot cancel, and delete what comes of them. */
  readonly waitForTraining: boolean;
}

/** What came of one thing. `left`: not touched, or not to the end, for the reason given. */
export interface Outcome {
  readonly thing: Leftover;
  readonly result: "stopped" | "deleted" | "left" | "failed";
  readonly reason?: string;
}

/** What an order is about, in the order in which it is done. */
export function concernedBy(leftovers: readonly Leftover[], order: Concern): Leftover[] {
  return leftovers
    .filter((thing) => isMeant(thing, order) && (goes(thing, order) || isToStop(thing)))
    .toSorted((a, b) => a.ways.order - b.ways.order || worth(b) - worth(a));
}

type Concern = Pick<Order, "action" | "kept" | "recorded" | "arns">;

/** Blanket orders leave alone what another stack may use. */
function isMeant({ arn, cause, owner }: Leftover, { arns, recorded }: Concern): boolean {
  return arns.length > 0 ? arns.includes(arn) : cause !== "recorded" || owner === recorded;
}

/** Whether it is deleted, rather than stopped at most. */
function goes({ cause }: Leftover, { action, kept, arns }: Concern): boolean {
  return action === "delete" && (cause !== "kept" || kept || arns.length > 0);
}

/**
 * Stops or deletes. What costs is stopped first, all at once; then the kinds are deleted in their order. One failure keeps
 * nothing else from being done.
 */
export async function carryOut(
  environment: SweepEnvironment,
  leftovers: readonly Leftover[],
  order: Order,
  told: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome[]> {
  const concerned = concernedBy(leftovers, order);
  const ended = new Map<Leftover, Outcome>();
  const finish = (outcome: Outcome): Outcome => {
    told(outcome);
    return outcome;
  };
  const stop = async (thing: Leftover): Promise<Outcome> => {
    const outcome = await attempt(thing, "stopped", async () => {
      await thing.ways.stop?.(guardedContext(environment, thing), thing);
    });
    const isLast = outcome.result !== "stopped" || !goes(thing, order);
    if (isLast) ended.set(thing, outcome);
    return isLast ? finish(outcome) : outcome;
  };
  const remove = async (thing: Leftover): Promise<Outcome> => {
    const { ways, activity } = thing;
    if (activity === "making" && ways.making !== undefined && !order.waitForTraining)
      return finish({ thing, result: "left", reason: makingText(ways.making) });
    return finish(await attempt(thing, "deleted", () => ways.remove(guardedContext(environment, thing), thing, order)));
  };
  const stopped = await inParallel(concerned.filter(isToStop), stop, AT_ONCE);
  environment.signal.throwIfAborted();
  if (order.action === "stop") return stopped;
  const outcomes: Outcome[] = [...ended.values()];
  for (const stage of new Set(concerned.map(({ ways }) => ways.order))) {
    const now = concerned.filter((thing) => thing.ways.order === stage && !ended.has(thing));
    outcomes.push(...(await inParallel(now, remove, AT_ONCE)));
    environment.signal.throwIfAborted();
  }
  return outcomes;
}

/** What runs. Of what is in a status that is not known, an attempt says so. */
function isToStop({ ways, activity }: Leftover): boolean {
  return activity === "running" || (activity === "unknown" && ways.stop !== undefined);
}

async function attempt(thing: Leftover, result: Outcome["result"], work: () => Promise<void>): Promise<Outcome> {
  try {
    await work();
    return { thing, result };
  } catch (error) {
    if (error instanceof ClaimedSince) return { thing, result: "left", reason: error.message };
    if (isRekognitionError(error, "NotEmpty"))
      return { thing, result: "left", reason: error.what.replace(SWEEP_HINT, "").trim() };
    if (error instanceof RekognitionError) return { thing, result: "failed", reason: error.message };
    throw error;
  }
}

function makingText(making: string): string {
  return `AWS cannot cancel a ${making}; sweep again when it has ended, or with --wait-for-training`;
}

/** What nobody knows the price of goes first. */
function worth({ usdPerHour }: Leftover): number {
  return usdPerHour === "unknown" ? Infinity : usdPerHour;
}
