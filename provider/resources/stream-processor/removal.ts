import { isRekognitionError } from "../../base/errors.js";
import { inParallel } from "../../base/parallel.js";
import { bringToRest, doubtFromNow, NO_DOUBT, settledFrom } from "../../lifecycle/at-rest.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { activity as activityOf } from "../../lifecycle/running.js";
import type { Listed, Unrecorded } from "../../lifecycle/unrecorded.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { activity, type Found, nameOf, processorOf, settled } from "./processor.js";

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

/** Stream processors that no record leads to. */
export const unrecordedProcessors: Unrecorded = {
  noun: "stream processor",
  order: 1,
  async list({ describe }) {
    const found = await inParallel(await describe.streamProcessorNames(), async (name): Promise<Listed | undefined> => {
      const value = await describe.streamProcessor(name);
      if (value === undefined) return undefined;
      const { StreamProcessorArn: arn = "", Status: status = "" } = value;
      // What is being changed may run.
      const does = status === "UPDATING" ? "running" : activityOf.or(status, "unknown");
      // Billed by the minute of video, at a price that is not known here.
      const usdPerHour = does === "running" || does === "unknown" ? "unknown" : 0;
      return { arn, name, status, activity: does, usdPerHour, remark: "" };
    });
    return found.filter((thing) => thing !== undefined);
  },
  async stop(context, { arn }) {
    const processor = processorOf(context, arn);
    const found = await findOrGone(context, processor);
    if (found !== undefined) await bringToRest(context, processor, found, doubtFromNow(context));
  },
  remove: (context, { arn }) => deleteProcessor(context, arn),
};
