import { NO_DOUBT, bringToRest, settledFrom } from "../../lifecycle/at-rest.js";
import { isRekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, nameOf, processorOf } from "./processor.js";
import { activity, settled } from "./states.js";

/** A session lasts 2 minutes at most, and AWS calls more than 2 minutes in STARTING broken. */
const LONGEST_START_MS = 150_000;

/**
 * Deletes a stream processor, whatever its state, and waits until it is gone: a running one is stopped first, a session of
 * connected home may end; one that is stuck while it starts is deleted as it is, as AWS advises.
 */
export async function deleteProcessor(context: AwsContext, arn: string, from?: Found): Promise<void> {
  const thing = processorOf(context, arn);
  const stopAndDelete = async (now: Found): Promise<undefined> => {
    const atRest = activity.of(now.status, thing.subject) === "moving" ? await restOrStuck(context, arn) : now;
    const isStuck = atRest?.status === "STARTING";
    const idle = isStuck ? atRest : atRest && (await bringToRest(context, thing, atRest, NO_DOUBT));
    if (idle === undefined) return;
    await context.aws.call("DeleteStreamProcessor", { Name: nameOf(arn) });
  };
  await untilDeleted(context, thing, stopAndDelete, { from });
}

/** What is at rest at last, or still starts after the longest time a start can take. */
async function restOrStuck(context: AwsContext, arn: string): Promise<Found | undefined> {
  const thing = processorOf(context, arn);
  const deadline = Math.min(context.deadline, context.clock.monotonicMs() + LONGEST_START_MS);
  try {
    return (await waitForState({ ...context, deadline }, thing, settled)).observed;
  } catch (error) {
    if (!isRekognitionError(error, "WaitTimedOut") || deadline === context.deadline) throw error;
    const now = await thing.look();
    return now === undefined || now.status === "STARTING" ? now : settledFrom(context, thing, now);
  }
}
