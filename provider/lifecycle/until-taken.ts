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

/**
 * Repeats `attempt` while AWS says that the thing is busy: its status may lag behind, and others may start or stop it at
 * any time. Each attempt goes by a new look, the first by `from`, if that is given. A refusal is final once the same status
 * has shown for as long as one may lag. False where the thing is gone.
 * @param until completes "waiting until ... ", as in "can be deleted"
 */
export async function untilTaken<Status extends string, T>(
  context: WaitEnvironment,
  { subject, look, isGone }: Lookable<Status, T>,
  until: string,
  attempt: (now: Observation<Status, T>) => Promise<void>,
  from?: Observation<Status, T>,
): Promise<boolean> {
  const table: VerdictTable<"taken" | "busy"> = {
    until,
    statuses: statusTable({ taken: "target", busy: "pending" }),
    absent: "failed",
  };
  let refused: { readonly in: Status; readonly sinceMs: number } | undefined;
  let seen = from;
  const tryIt = async (): Promise<Observation<"taken" | "busy", undefined> | undefined> => {
    const now = seen ?? (await look());
    seen = undefined;
    if (now === undefined) return undefined;
    try {
      await attempt(now);
      return { status: "taken", value: undefined };
    } catch (error) {
      if (isRekognitionError(error, "NotFound")) return undefined;
      if (!isRekognitionError(error, "Busy")) throw error;
      if (refused?.in !== now.status) refused = { in: now.status, sinceMs: context.clock.monotonicMs() };
      if (context.clock.monotonicMs() - refused.sinceMs > LAG_GRACE_MS) throw error;
      return { status: "busy", message: now.status, value: undefined };
    }
  };
  const { verdict } = await waitForState(context, subject, table, { look: tryIt, isGone });
  return verdict === "target";
}
