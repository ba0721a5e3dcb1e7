import { type Lookable, doubtFromNow } from "./at-rest.js";
import type { OperationContext } from "./handler.js";
import { statusTable } from "./status-table.js";
import { type Observation, type VerdictTable, waitForState } from "./wait-for-state.js";

/**
 * Looks again while the description lacks what it should have by now, for as long as one may lag; then what was seen last
 * is answered all the same, for it is the caller's to say what a member that stays missing means.
 * @param what completes "waiting until it shows ", as in "its F1 score"
 */
export async function lookFor<Status extends string, T>(
  context: OperationContext,
  { subject, look }: Lookable<Status, T>,
  first: Observation<Status, T>,
  what: string,
  isThere: (value: T) => boolean,
): Promise<Observation<Status, T> | undefined> {
  if (isThere(first.value)) return first;
  const until = doubtFromNow(context);
  const table: VerdictTable<"without it" | "found" | "given up"> = {
    until: `shows ${what}`,
    statuses: statusTable({ "without it": "pending", found: "target", "given up": "target" }),
    absent: "target",
  };
  const { observed } = await waitForState(context, subject, table, async () => {
    const now = await look();
    if (now === undefined) return undefined;
    const status = isThere(now.value) ? "found" : context.clock.monotonicMs() < until ? "without it" : "given up";
    return { status, message: now.status, value: now };
  });
  return observed?.value;
}
