import { RekognitionError, isRekognitionError, saidByService } from "../base/errors.js";
import { type Live, afterDeletion } from "./presence.js";
import { statusTable } from "./status-table.js";
import {
  always,
  LAG_GRACE_MS,
  type Observation,
  type Sought,
  type VerdictTable,
  type WaitEnvironment,
  waitForState,
} from "./wait-for-state.js";

/** How a call is repeated until AWS takes it. */
export interface Taking<Status extends string, T> {
  /** What the first attempt goes by, instead of a look. */
  readonly from?: Observation<Status, T> | undefined;
  /**
   * How long one status may go on to refuse the call, in milliseconds: by default as long as a status may lag. `Infinity`
   * where something else may take its time (a training that reads a dataset); then the refusal is told at the deadline.
   */
  readonly patienceMs?: number;
}

/**
 * Repeats `attempt` while AWS says that the thing is busy: its status may lag behind, and others may start or stop it at
 * any time. Each attempt goes by a new look; it answers "busy" where that tells that a call would be refused. Gives what
 * was seen just before AWS took the call; undefined where the thing is gone.
 * @param until completes "waiting until ... ", as in "can be deleted"
 */
export async function untilTaken<Status extends string, T>(
  context: WaitEnvironment,
  { subject, look, isGone }: Sought<Status, T>,
  until: string,
  attempt: (now: Observation<Status, T>) => Promise<"busy" | undefined>,
  { from, patienceMs = LAG_GRACE_MS }: Taking<Status, T> = {},
): Promise<Observation<Status, T> | undefined> {
  let refused: { readonly in: Status; readonly sinceMs: number } | undefined;
  let refusal: RekognitionError | undefined;
  let seen = from;
  const tryIt = async (): Promise<Observation<"taken" | "busy", Observation<Status, T>> | undefined> => {
    const now = seen ?? (await look());
    seen = undefined;
    if (now === undefined) return undefined;
    const { status } = now;
    try {
      return { status: (await attempt(now)) ?? "taken", message: status, value: now };
    } catch (error) {
      if (!isRekognitionError(error, "Busy", "NotFound")) throw error;
      if (refused?.in !== status) refused = { in: status, sinceMs: context.clock.monotonicMs() };
      if (context.clock.monotonicMs() - refused.sinceMs > patienceMs) throw error;
      if (error.code === "NotFound") return undefined;
      refusal = error;
      return { status: "busy", message: status, value: now };
    }
  };
  return repeated(context, { subject, look: tryIt, isGone }, until, () =>
    patienceMs === Infinity ? refusal : undefined,
  );
}

/**
 * Repeats a call for something that cannot be looked at while what AWS says against it may pass. Gives the answer; at the
 * deadline the refusal is the error, unless `isTimeout` says that to have waited for so long is.
 * @param until completes "waiting until ... ", as in "is accepted"
 */
export async function untilAccepted<T>(
  context: WaitEnvironment,
  subject: string,
  until: string,
  call: () => Promise<T>,
  mayPass: (refusal: RekognitionError) => boolean | Promise<boolean>,
  isTimeout = false,
): Promise<T> {
  let refusal: RekognitionError | undefined;
  const look = async (): Promise<Observation<"taken" | "busy", T | undefined>> => {
    try {
      return { status: "taken", value: await call() };
    } catch (error) {
      if (!isRekognitionError(error) || !(await mayPass(error))) throw error;
      refusal = error;
      return { status: "busy", message: saidByService(error), value: undefined };
    }
  };
  return (await repeated(context, always(subject, look), until, () => (isTimeout ? undefined : refusal))) as T;
}

/** Deletes a thing as soon as AWS takes the call that `ask` makes, and waits until it is gone. A missing one is a success. */
export async function untilDeleted<Status extends string, T>(
  context: WaitEnvironment,
  thing: Live<Status, T>,
  ask: (now: Observation<Status, T>) => Promise<"busy" | undefined>,
  taking?: Taking<Status, T>,
): Promise<void> {
  if ((await untilTaken(context, thing, "can be deleted", ask, taking)) === undefined) return;
  const { verdict, observed } = await waitForState(context, afterDeletion(thing), thing.gone);
  if (verdict === "target") return;
  const status = observed?.status ?? "gone";
  throw new RekognitionError("Busy", `${thing.subject} is ${status} after its deletion was asked for`);
}

/** Looks until one is "taken"; at the deadline the error is the refusal, where there is one to be told. */
async function repeated<T>(
  context: WaitEnvironment,
  attempts: Sought<"taken" | "busy", T>,
  until: string,
  refusal: () => RekognitionError | undefined,
): Promise<T | undefined> {
  const table: VerdictTable<"taken" | "busy"> = {
    until,
    statuses: statusTable({ taken: "target", busy: "pending" }),
    absent: "failed",
  };
  try {
    return (await waitForState(context, attempts, table)).observed?.value;
  } catch (error) {
    throw isRekognitionError(error, "WaitTimedOut") ? (refusal() ?? error) : error;
  }
}
