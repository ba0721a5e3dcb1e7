import type { ProjectDescription } from "@aws-sdk/client-rekognition";
import { isRekognitionError, saidByService } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { LAG_GRACE_MS, type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { afterDeletion } from "../../lifecycle/presence.js";
import { soughtProject, subjectOf } from "./project.js";
import { projectGone } from "./states.js";
import { statusTable } from "../../lifecycle/status-table.js";

const DELETABLE: VerdictTable<"asked" | "busy"> = {
  until: "can be deleted",
  statuses: statusTable({ asked: "target", busy: "pending" }),
  absent: "target",
};

/**
 * Deletes a project and waits until it is gone. What was just removed from it may count as its contents for a while, and what
 * it holds may not have shown: `stillHolds` looks again, and fails where there is something that stays.
 */
export async function deleteProject(
  context: AwsContext,
  name: string,
  arn: string,
  stillHolds: (project: ProjectDescription) => Promise<void>,
): Promise<void> {
  const startedAt = context.clock.monotonicMs();
  const { look, isGone } = soughtProject(context, name, arn);
  let timesNotFound = 0;
  const ask = async (): Promise<Observation<"asked" | "busy", undefined> | undefined> => {
    try {
      await context.aws.call("DeleteProject", { ProjectArn: arn });
      return { status: "asked", value: undefined };
    } catch (error) {
      if (!isRekognitionError(error, "NotFound", "Busy")) throw error;
      if (error.code === "NotFound") timesNotFound += 1;
      // A second delete, or one whose answer got lost, meets a project that is gone or on its way out.
      const observed = await look();
      if (observed === undefined) return undefined;
      if (observed.status === "DELETING") return { status: "asked", value: undefined };
      if (error.code !== "Busy" || context.clock.monotonicMs() - startedAt > LAG_GRACE_MS) throw error;
      await stillHolds(observed.value);
      return { status: "busy", message: saidByService(error), value: undefined };
    }
  };
  const { observed } = await waitForState(context, subjectOf(name), DELETABLE, {
    look: ask,
    isGone: () => timesNotFound > 1 || isGone(),
  });
  if (observed === undefined) return;
  await waitForState(context, subjectOf(name), projectGone, afterDeletion({ look, isGone }));
}
