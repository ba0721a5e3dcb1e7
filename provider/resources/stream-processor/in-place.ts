import { settledFrom } from "../../lifecycle/at-rest.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, type Inputs, nameOf, processorOf } from "./processor.js";
import { there } from "./run-state.js";
import { settled } from "./states.js";
import { updateRequest } from "./requests.js";

/** Changes what AWS lets one change of connected home; a session that goes on is waited out first. */
export async function updateInPlace(
  context: OperationContext,
  arn: string,
  from: Found,
  inputs: Inputs,
  before: Inputs | undefined,
): Promise<Found> {
  const thing = processorOf(context, arn);
  if (updateRequest(nameOf(arn), from.value, inputs, before) === undefined) {
    // A session is the application's affair; a change that an earlier run asked for is ours.
    return from.status === "UPDATING" ? there(arn, settledFrom(context, thing, from)) : from;
  }
  await untilTaken(context, thing, "can be updated", async (now) => {
    const atRest = await settledFrom(context, thing, now);
    const request = atRest && updateRequest(nameOf(arn), atRest.value, inputs, before);
    if (request !== undefined) await context.aws.call("UpdateStreamProcessor", request);
    return undefined;
  });
  return there(arn, (await waitForState(context, thing, settled)).observed);
}
