import { isRekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { LAG_GRACE_MS, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, type Inputs, findByArn, nameOf, subjectOf } from "./processor.js";
import { gone, waitFor } from "./run-state.js";
import { activity, settled } from "./states.js";
import { updateRequest } from "./update-request.js";

const TAKEN: VerdictTable<"taken" | "busy"> = {
  until: "can be updated: no session goes on",
  statuses: { taken: "target", busy: "pending" },
  absent: "failed",
};

/** Changes what AWS lets one change of connected home; waits for a session to end first. */
export async function updateInPlace(
  context: OperationContext,
  arn: string,
  from: Found,
  inputs: Inputs,
  before: Inputs | undefined,
): Promise<Found> {
  if (updateRequest(nameOf(arn), from.value, inputs, before) === undefined) return from;
  let refusedSince: number | undefined;
  await waitForState(context, subjectOf(nameOf(arn)), TAKEN, async () => {
    const now = await findByArn(context, arn);
    if (now === undefined) return undefined;
    const busy = { status: "busy", message: now.status, value: undefined } as const;
    if (activity[now.status] === "moving") return busy;
    const request = updateRequest(nameOf(arn), now.value, inputs, before);
    if (request === undefined) return { status: "taken", value: undefined };
    try {
      await context.aws.call("UpdateStreamProcessor", request);
      return { status: "taken", value: undefined };
    } catch (error) {
      // A session that began a moment ago need not show yet.
      refusedSince ??= context.clock.now();
      if (!isRekognitionError(error, "Busy") || context.clock.now() - refusedSince > LAG_GRACE_MS) throw error;
      return busy;
    }
  });
  const { found } = await waitFor(context, arn, settled);
  if (found === undefined) throw gone(arn);
  return found;
}
