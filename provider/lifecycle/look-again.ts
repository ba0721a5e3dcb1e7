import type { AwsContext } from "./aws-context.js";
import { isRekognitionError } from "../base/errors.js";
import { statusTable } from "./status-table.js";
import {
  always,
  LAG_GRACE_MS,
  type Observation,
  type Sought,
  type VerdictTable,
  waitForState,
} from "./wait-for-state.js";

/**
 * Looks until it is enough, or `forMs` have passed; gives what was seen last, which is never an error for want of it.
 * @param until completes "waiting until ... ", as in "is visible"
 */
export async function lookWithin<T>(
  context: AwsContext,
  subject: string,
  until: string,
  forMs: number,
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean,
): Promise<T> {
  const deadline = Math.min(context.deadline, context.clock.monotonicMs() + forMs);
  const table: VerdictTable<"shows" | "notYet"> = {
    until,
    statuses: statusTable({ shows: "target", notYet: "pending" }),
    absent: "pending",
  };
  let last: { readonly seen: T } | undefined;
  const observe = async (): Promise<Observation<"shows" | "notYet", undefined>> => {
    last = { seen: await look() };
    return { status: isEnough(last.seen) ? "shows" : "notYet", value: undefined };
  };
  try {
    await waitForState({ ...context, deadline }, always(subject, observe), table);
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
  context: AwsContext,
  { subject, look }: Pick<Sought<Status, T>, "subject" | "look">,
  from: Observation<Status, T>,
  has: (value: T) => boolean,
  forMs: number = LAG_GRACE_MS,
): Promise<Observation<Status, T>> {
  if (has(from.value)) return from;
  let last = from;
  const again = async (): Promise<Observation<Status, T>> => (last = (await look()) ?? last);
  return lookWithin(context, subject, "is described in full", forMs, again, ({ value }) => has(value));
}
