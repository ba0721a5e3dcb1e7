import { RekognitionError, isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type Found, findByArn, nameOf, subjectOf } from "./processor.js";
import { stopProcessor, waitFor } from "./run-state.js";
import { activity, gone, settled } from "./states.js";

/** A session lasts 2 minutes at most, and AWS calls more than 2 minutes in STARTING broken. */
const LONGEST_START_MS = 150_000;

/**
 * Deletes a stream processor, whatever its state, and waits until it is gone: a running one is stopped first, a session of
 * connected home may end; one that is stuck while it starts is deleted as it is, as AWS advises.
 */
export async function deleteProcessor(context: OperationContext, arn: string, from: Found): Promise<void> {
  const atRest = activity[from.status] === "moving" ? await restOrStuck(context, arn) : from;
  if (atRest === undefined) return;
  const idle = await stopProcessor(context, arn, atRest);
  try {
    await context.aws.call("DeleteStreamProcessor", { Name: nameOf(arn) });
  } catch (error) {
    const now = isRekognitionError(error, "NotFound") ? await findByArn(context, arn) : idle;
    if (now !== undefined) throw error;
  }
  const { reached, found } = await waitFor(context, arn, gone);
  if (reached) return;
  throw new RekognitionError(
    "Busy",
    `${subjectOf(nameOf(arn))} is ${found?.status ?? "gone"} after its deletion was asked for`,
  );
}

/** What is at rest at last, or still starts after the longest time a start can take. */
async function restOrStuck(context: OperationContext, arn: string): Promise<Found | undefined> {
  const deadline = Math.min(context.deadline, context.clock.now() + LONGEST_START_MS);
  try {
    return (await waitFor({ ...context, deadline }, arn, settled)).found;
  } catch (error) {
    if (!isRekognitionError(error, "WaitTimedOut") || deadline === context.deadline) throw error;
    const now = await findByArn(context, arn);
    if (now === undefined || now.status === "STARTING") return now;
    return (await waitFor(context, arn, settled)).found;
  }
}
