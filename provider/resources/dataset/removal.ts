import { isRekognitionError, saidByService } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type Observation, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { afterDeletion } from "../../lifecycle/presence.js";
import { soughtDataset } from "./dataset.js";
import { gone, recordedAs } from "./states.js";
import { statusTable } from "../../lifecycle/status-table.js";

const DELETABLE: VerdictTable<"asked" | "busy"> = {
  until: "can be deleted",
  statuses: statusTable({ asked: "target", busy: "pending" }),
  absent: "target",
};

/**
 * Deletes a dataset as soon as AWS lets it, and waits until it is gone. A missing one is a success. From the moment that AWS
 * may have taken the call, `taken` is told.
 */
export async function removeDataset(
  context: OperationContext,
  arn: string,
  subject = `dataset ${arn}`,
  taken: () => void = () => undefined,
): Promise<void> {
  let refusal: unknown;
  const { look, isGone } = soughtDataset(context, arn);
  const ask = async (): Promise<Observation<"asked" | "busy", undefined> | undefined> => {
    const now = await look();
    if (now === undefined) return undefined;
    if (now.status === "DELETE_IN_PROGRESS") return { status: "asked", value: undefined };
    if (recordedAs.of(now.status, subject) === "moving")
      return { status: "busy", message: now.status, value: undefined };
    try {
      await context.aws.call("DeleteDataset", { DatasetArn: arn });
      taken();
      return { status: "asked", value: undefined };
    } catch (error) {
      if (isRekognitionError(error) && error.effectUnknown) taken();
      if (isRekognitionError(error, "NotFound")) return undefined;
      // A training may still read it, or its status lags.
      if (!isRekognitionError(error, "Busy")) throw error;
      refusal = error;
      return { status: "busy", message: saidByService(error), value: undefined };
    }
  };
  try {
    const { observed } = await waitForState(context, subject, DELETABLE, { look: ask, isGone });
    if (observed === undefined) return;
  } catch (error) {
    throw isRekognitionError(error, "WaitTimedOut") && refusal !== undefined ? refusal : error;
  }
  await waitForState(context, subject, gone, afterDeletion({ look, isGone }));
}
