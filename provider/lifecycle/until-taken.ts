import type { Lookable } from "./at-rest.js";
import { isRekognitionError } from "../base/errors.js";
import { statusTable } from "./status-table.js";
import {
  LAG_GRACE_MS,
  type Observation,
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
  { subject, look, isGone }: Lookable<Status, T>,
  until: string,
  attempt: (now: Observation<Status, T>) => Promise<"busy" | undefined>,
  { from, patienceMs = LAG_GRACE_MS }: Taking<Status, T> = {},
): Promise<Observation<Status, T> | undefined> {
  const table: VerdictTable<"taken" | "busy"> = {
    until,
    statuses: statusTable({ taken: "target", busy: "pending" }),
    absent: "failed",
  };
  let refused: { readonly in: Status; readonly sinceMs: number } | undefined;
  let refusal: unknown;
  let seen = from;
  const tryIt = async (): Promise<Observation<"taken" | "busy", Observation<Status, T>> | undefined> => {
    const now = seen ?? (await look());
    seen = undefined;
    if (now === undefined) return undefined;
    try {
      const answer = await attempt(now);
      return { status: answer ?? "taken", message: now.status, value: now };
    } catch (error) {
      if (isRekognitionError(error, "NotFound")) return undefined;
      if (!isRekognitionError(error, "Busy")) throw error;
      refusal = error;
      if (refused?.in !== now.status) refused = { in: now.status, sinceMs: context.clock.monotonicMs() };
      if (context.clock.monotonicMs() - refused.sinceMs > patienceMs) throw error;
      return { status: "busy", message: now.status, value: now };
    }
  };
  try {
    const { observed } = await waitForState(context, subject, table, { look: tryIt, isGone });
    return observed?.value;
  } catch (error) {
    const isLast = patienceMs === Infinity && refusal !== undefined && isRekognitionError(error, "WaitTimedOut");
    throw isLast ? refusal : error;
  }
}
