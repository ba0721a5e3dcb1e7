import { RekognitionError, isRekognitionError } from "../base/errors.js";
import type { AwsContext } from "./aws-context.js";
import type { Live } from "./presence.js";
import { statusTable } from "./status-table.js";
import {
  LAG_GRACE_MS,
  type Observation,
  type Sought,
  type VerdictTable,
  type WaitEnvironment,
  waitForState,
} from "./wait-for-state.js";

/** A thing that can run, and how it is stopped. */
export interface Stoppable<Status extends string, T> extends Live<Status, T> {
  /** Nothing is under way. */
  readonly settled: VerdictTable<Status>;
  /** A stop that was taken has ended. */
  readonly stopped: VerdictTable<Status>;
  readonly stop: (found: Observation<Status, T>) => Promise<unknown>;
}

/**
 * Until when a status may be one from before a start or stop whose outcome nobody knows, by the monotonic clock: another
 * process may have made that call as late as the moment this operation began. `NO_DOUBT` where there can be no such call.
 */
export type DoubtedUntil = number;
export const NO_DOUBT: DoubtedUntil = -Infinity;

/** The doubt of an operation that begins now, on a thing whose last start or stop may not be known. */
export function doubtFromNow(context: WaitEnvironment): DoubtedUntil {
  return context.clock.monotonicMs() + LAG_GRACE_MS;
}

/** How what nobody asks to run is brought to rest. */
export interface Resting {
  /** A start or stop of unknown outcome may show as late as this. */
  readonly doubtedUntil: DoubtedUntil;
  /** Nobody asks for another run state: what runs although it was not asked to is somebody else's, a scheduler's say. */
  readonly leaveRunning: boolean;
}

/** Brings what nobody asks to run to rest. Undefined where it vanished. */
export function rested<Status extends string, T>(
  context: AwsContext,
  thing: Stoppable<Status, T>,
  from: Observation<Status, T>,
  { doubtedUntil, leaveRunning }: Resting,
): Promise<Observation<Status, T> | undefined> {
  return leaveRunning ? settledFrom(context, thing, from) : bringToRest(context, thing, from, doubtedUntil);
}

/**
 * What a start has met that AWS refused, or whose answer got lost: it, or one of a process that is gone, may have been taken
 * although it does not show yet. What stays as it was ends with the refusal. Undefined where it vanished.
 */
export async function metByStart<Status extends string, T>(
  context: AwsContext,
  thing: Stoppable<Status, T>,
  from: Observation<Status, T>,
  refusal: unknown,
  doubtedUntil: DoubtedUntil,
): Promise<Observation<Status, T> | undefined> {
  if (!isRekognitionError(refusal) || context.signal.aborted) throw refusal;
  if (refusal.code !== "Busy" && !refusal.effectUnknown) throw refusal;
  const now = await onceCertain(context, thing, from, doubtedUntil);
  if (now?.status === from.status) throw refusal;
  return now;
}

/**
 * Stops what runs, and waits until it is at rest; what does not run stays as it is. Only a stop that was taken proves that
 * it ran; that it does not run is certain once it is still seen so after the doubt. Undefined where it vanished.
 */
export async function bringToRest<Status extends string, T>(
  context: AwsContext,
  thing: Stoppable<Status, T>,
  from: Observation<Status, T>,
  doubtedUntil: DoubtedUntil,
): Promise<Observation<Status, T> | undefined> {
  let until = doubtedUntil;
  let now: Observation<Status, T> | undefined = from;
  for (;;) {
    now = await settledFrom(context, thing, now);
    if (now === undefined) return undefined;
    if (now.status !== "RUNNING") {
      const certain: Observation<Status, T> | undefined = await onceCertain(context, thing, now, until);
      if (certain?.status === now.status || certain === undefined) return certain;
      now = certain;
      continue;
    }
    const isTaken = await stopTaken(thing, now);
    const { verdict, observed } = await waitForState(context, thing, thing.stopped);
    if (observed === undefined) return undefined;
    if (isTaken && verdict === "target") return observed;
    if (isTaken) {
      throw new RekognitionError("UnexpectedStatus", `${thing.subject} is ${observed.status} after its stop`);
    }
    // It did not run, whatever was shown: what is shown now may be from before that as well.
    until = doubtFromNow(context);
    now = observed;
  }
}

/** The thing once nothing is under way with it. */
export async function settledFrom<Status extends string, T>(
  context: AwsContext,
  thing: Stoppable<Status, T>,
  from: Observation<Status, T>,
): Promise<Observation<Status, T> | undefined> {
  if (thing.settled.statuses.of(from.status, thing.subject) === "target") return from;
  return (await waitForState(context, thing, thing.settled)).observed;
}

/** False where AWS refuses it: somebody else stopped it, our first answer got lost, or what was shown is old. */
async function stopTaken<Status extends string, T>(
  thing: Stoppable<Status, T>,
  found: Observation<Status, T>,
): Promise<boolean> {
  try {
    await thing.stop(found);
    return true;
  } catch (error) {
    if (!isRekognitionError(error, "Busy", "NotFound")) throw error;
    return false;
  }
}

/** Looks on until another status shows, or the same one still does when `untilMs` has come. Undefined where it vanished. */
export async function onceCertain<Status extends string, T>(
  context: AwsContext,
  { subject, look, isGone }: Sought<Status, T>,
  first: Observation<Status, T>,
  untilMs: number,
): Promise<Observation<Status, T> | undefined> {
  if (context.clock.monotonicMs() >= untilMs) return first;
  const compared = async (): Promise<Observation<Compared, Observation<Status, T>> | undefined> => {
    const now = await look();
    if (now === undefined) return undefined;
    const isSame = now.status === first.status;
    const status = !isSame ? "changed" : context.clock.monotonicMs() < untilMs ? "the same" : "certain";
    return { status, message: now.status, value: now };
  };
  return (await waitForState(context, { subject, look: compared, isGone }, CERTAIN)).observed?.value;
}

type Compared = "the same" | "changed" | "certain";

const CERTAIN: VerdictTable<Compared> = {
  until: "shows a change, or none for as long as a status may lag",
  statuses: statusTable({ "the same": "pending", changed: "target", certain: "target" }),
  absent: "target",
};
