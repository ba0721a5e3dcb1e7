import { isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { type Found, soughtDataset } from "./dataset.js";
import { recordedAs } from "./states.js";

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
  const ask = async ({ status }: Found): Promise<"busy" | undefined> => {
    if (status === "DELETE_IN_PROGRESS") return undefined;
    if (recordedAs.of(status, subject) === "moving") return "busy";
    try {
      await context.aws.call("DeleteDataset", { DatasetArn: arn });
      taken();
    } catch (error) {
      if (isRekognitionError(error) && error.effectUnknown) taken();
      throw error;
    }
    return undefined;
  };
  // A training may still read it, for as long as it takes.
  await untilDeleted(context, soughtDataset(context, arn, subject), ask, { patienceMs: Infinity });
}
