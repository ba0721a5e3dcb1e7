import { settledFrom } from "../../lifecycle/at-rest.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { type Found, type Inputs, nameOf, subjectOf } from "./processor.js";
import { stoppable, vanished, waitFor } from "./run-state.js";
import { activity, settled } from "./states.js";
import { updateRequest } from "./update-request.js";

/** Changes what AWS lets one change of connected home; a session that goes on is waited out first. */
export async function updateInPlace(
  context: OperationContext,
  arn: string,
  from: Found,
  inputs: Inputs,
  before: Inputs | undefined,
): Promise<Found> {
  if (updateRequest(nameOf(arn), from.value, inputs, before) === undefined) {
    // A session is the application's affair; a change that an earlier run asked for is ours.
    const done = from.status === "UPDATING" ? await settledFrom(context, stoppable(context, arn), from) : from;
    if (done === undefined) throw vanished(arn);
    return done;
  }
  await untilTaken(context, stoppable(context, arn), "can be updated", async (now) => {
    const atRest =
      activity.of(now.status, subjectOf(nameOf(arn))) === "moving" ? (await waitFor(context, arn, settled)).found : now;
    const request = atRest && updateRequest(nameOf(arn), atRest.value, inputs, before);
    if (request !== undefined) await context.aws.call("UpdateStreamProcessor", request);
    return undefined;
  });
  const { found } = await waitFor(context, arn, settled);
  if (found === undefined) throw vanished(arn);
  return found;
}
