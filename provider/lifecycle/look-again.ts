import type { OperationContext } from "./handler.js";
import { isRekognitionError } from "../base/errors.js";
import { statusTable } from "./status-table.js";
import { LAG_GRACE_MS, type Observation, type VerdictTable, waitForState } from "./wait-for-state.js";

/** A table for `lookWithin`. */
export type Showing = VerdictTable<"shows" | "notYet">;

const COMPLETE: Showing = {
  until: "is described in full",
  statuses: statusTable({ shows: "target", notYet: "pending" }),
  absent: "pending",
};

/** Looks until it is enough, or `forMs` have passed; gives what was seen last, which is never an error for want of it. */
export async function lookWithin<T>(
  context: OperationContext,
  subject: string,
  table: Showing,
  forMs: number,
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
): Promise<T> {
  const deadline = Math.min(context.deadline, context.clock.monotonicMs() + forMs);
  let last: { readonly seen: T } | undefined;
  try {
    await waitForState({ ...context, deadline }, subject, table, async () => {
      last = { seen: await look() };
      return { status: isEnough(last.seen) ? "shows" : "notYet", value: undefined };
    });
  } catch (error) {
    if (!isRekognitionError(error, "WaitTimedOut") || last === undefined) throw error;
  }
  return (last as { readonly seen: T }).seen;
}

/**
 * The same object once its description has a member that may come after the status it belongs to (an evaluation after
 * TRAINING_COMPLETED, say). After `forMs` it is given as it is, without: missing is unknown, and for the caller to judge.
 */
export async function withMember<Status extends string, T>(
  context: OperationContext,
  subject: string,
  from: Observation<Status, T>,
  has: (value: T) => boolean,
  look: () => Promise<Observation<Status, T> | undefined>,
  forMs: number = LAG_GRACE_MS,
): Promise<Observation<Status, T>> {
  if (has(from.value)) return from;
  let last = from;
  await lookWithin(
    context,
    subject,
    COMPLETE,
    forMs,
    async () => (last = (await look()) ?? last),
    ({ value }) => has(value),
  );
  return last;
}
