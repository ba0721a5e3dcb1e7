import { isRekognitionError, saidByService } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { LAG_GRACE_MS, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { findByArn, subjectOf } from "./project.js";
import { projectGone } from "./states.js";
import { statusTable } from "../../lifecycle/status-table.js";

const DELETABLE: VerdictTable<"asked" | "busy"> = {
  until: "can be deleted",
  statuses: statusTable({ asked: "target", busy: "pending" }),
  absent: "target",
};

/** Deletes a project and waits until it is gone; what was just removed from it may count as its contents for a while. */
export async function deleteProject(context: OperationContext, name: string, arn: string): Promise<void> {
  const startedAt = context.clock.monotonicMs();
  await waitForState(context, subjectOf(name), DELETABLE, async () => {
    try {
      await context.aws.call("DeleteProject", { ProjectArn: arn });
      return { status: "asked", value: undefined };
    } catch (error) {
      if (!isRekognitionError(error, "NotFound", "Busy")) throw error;
      // A second delete, or one whose answer got lost, meets a project that is gone or on its way out.
      const observed = await findByArn(context, name, arn);
      if (observed === undefined || observed.status === "DELETING") return { status: "asked", value: undefined };
      if (error.code !== "Busy" || context.clock.monotonicMs() - startedAt > LAG_GRACE_MS) throw error;
      return { status: "busy", message: saidByService(error), value: undefined };
    }
  });
  await waitForState(context, subjectOf(name), projectGone, () => findByArn(context, name, arn));
}
