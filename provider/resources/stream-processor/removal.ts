import { NO_DOUBT } from "../../lifecycle/at-rest.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { afterDeletion } from "../../lifecycle/presence.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { type Found, findByArn, nameOf, subjectOf } from "./processor.js";
import { stopProcessor, stoppable, waitFor } from "./run-state.js";
import { activity, gone, settled } from "./states.js";

/** A session lasts 2 minutes at most, and AWS calls more than 2 minutes in STARTING broken. */
const LONGEST_START_MS = 150_000;

/**
 * Deletes a stream processor, whatever its state, and waits until it is gone: a running one is stopped first, a session of
 * connected home may end; one that is stuck while it starts is deleted as it is, as AWS advises.
 */
export async function deleteProcessor(context: AwsContext, arn: string, from?: Found): Promise<void> {
  const stopAndDelete = async (now: Found): Promise<undefined> => {
    const atRest = activity.of(now.status, subjectOf(nameOf(arn))) === "moving" ? await restOrStuck(context, arn) : now;
    const idle = atRest && (await stopUnlessStuck(context, arn, atRest));
    if (idle === undefined) return;
    await context.aws.call("DeleteStreamProcessor", { Name: nameOf(arn) });
  };
  const before = await untilTaken(context, stoppable(context, arn), "can be deleted", stopAndDelete, { from });
  if (before === undefined) return;
  const thing = afterDeletion(stoppable(context, arn));
  const { verdict, observed } = await waitForState(context, subjectOf(nameOf(arn)), gone, thing);
  if (verdict === "target") return;
  const status = observed?.status ?? "gone";
  throw new RekognitionError("Busy", `${subjectOf(nameOf(arn))} is ${status} after its deletion was asked for`);
}

/** One that still starts is deleted as it is. */
async function stopUnlessStuck(context: AwsContext, arn: string, from: Found): Promise<Found | undefined> {
  return from.status === "STARTING" ? from : stopProcessor(context, arn, from, NO_DOUBT);
}

/** What is at rest at last, or still starts after the longest time a start can take. */
async function restOrStuck(context: AwsContext, arn: string): Promise<Found | undefined> {
  const deadline = Math.min(context.deadline, context.clock.monotonicMs() + LONGEST_START_MS);
  try {
    return (await waitFor({ ...context, deadline }, arn, settled)).found;
  } catch (error) {
    if (!isRekognitionError(error, "WaitTimedOut") || deadline === context.deadline) throw error;
    const now = await findByArn(context, arn);
    return now === undefined || now.status === "STARTING" ? now : (await waitFor(context, arn, settled)).found;
  }
}
