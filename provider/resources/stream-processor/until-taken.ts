import { isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { LAG_GRACE_MS, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, findByArn, nameOf, subjectOf } from "./processor.js";
import { statusTable } from "../../lifecycle/status-table.js";

/**
 * Repeats `attempt` while AWS says that the processor is busy: its status may lag behind, and an application may start a
 * session at any time. The first attempt goes by `from`, if that is given. False where the processor is gone.
 */
export async function untilTaken(
  context: OperationContext,
  arn: string,
  until: string,
  attempt: (now: Found) => Promise<void>,
  from?: Found,
): Promise<boolean> {
  const table: VerdictTable<"taken" | "busy"> = {
    until,
    statuses: statusTable({ taken: "target", busy: "pending" }),
    absent: "failed",
  };
  let busySince: number | undefined;
  let seen = from;
  const { verdict } = await waitForState(context, subjectOf(nameOf(arn)), table, async () => {
    const now = seen ?? (await findByArn(context, arn));
    seen = undefined;
    if (now === undefined) return undefined;
    try {
      await attempt(now);
      return { status: "taken", value: undefined };
    } catch (error) {
      if (isRekognitionError(error, "NotFound")) return undefined;
      busySince ??= context.clock.monotonicMs();
      if (!isRekognitionError(error, "Busy") || context.clock.monotonicMs() - busySince > LAG_GRACE_MS) throw error;
      return { status: "busy", message: now.status, value: undefined };
    }
  });
  return verdict === "target";
}
