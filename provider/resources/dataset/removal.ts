import { isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { afterDeletion } from "../../lifecycle/presence.js";
import { type Found, soughtDataset } from "./dataset.js";
import { gone, recordedAs } from "./states.js";

/**
 * Deletes a dataset as soon as AWS lets it, and waits until it is gone. A missing one is a success. From the moment that AWS
 * may have taken the call, `taken` is told.
 */
export async function removeDataset(
  context: AwsContext,
  arn: string,
  subject = `dataset ${arn}`,
  taken: () => void = () => undefined,
): Promise<void> {
  const thing = { subject, ...soughtDataset(context, arn) };
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
  const before = await untilTaken(context, thing, "can be deleted", ask, { patienceMs: Infinity });
  if (before === undefined) return;
  await waitForState(context, subject, gone, afterDeletion(thing));
}
