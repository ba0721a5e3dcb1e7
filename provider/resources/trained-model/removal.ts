import { type DoubtedUntil, NO_DOUBT } from "../../lifecycle/at-rest.js";
import { RekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { afterDeletion, findOrGone } from "../../lifecycle/presence.js";
import { untilTaken } from "../../lifecycle/until-taken.js";
import { waitForState } from "../../lifecycle/wait-for-state.js";
import { type Found, type ModelReference, soughtModel, subjectOf } from "./model.js";
import { stopModel, stoppable, waitFor } from "./run-state.js";
import { gone, recordedAs, settled } from "./states.js";
import { removingModel } from "./telling-costs.js";

/**
 * Takes a model out of service: a running one is stopped before anything else, a starting one as soon as AWS lets it. A
 * training cannot be cancelled, so it is waited for.
 */
export async function takeOutOfService(
  context: AwsContext,
  model: ModelReference,
  from: Found,
  doubtedUntil: DoubtedUntil,
): Promise<Found | undefined> {
  if (recordedAs.of(from.status, subjectOf(model)) !== "training") return stopModel(context, model, from, doubtedUntil);
  const [doing, what] = from.status === "COPYING_IN_PROGRESS" ? ["copied", "copy"] : ["trained", "training"];
  context.warn(`${subjectOf(model)} is being ${doing}. AWS cannot cancel a ${what}: waiting until it ends.`);
  const { found } = await waitFor(context, model, settled);
  return found === undefined ? undefined : stopModel(context, model, found, doubtedUntil);
}

/**
 * Takes a model out of service, deletes it, and waits until it is gone. A deletion that AWS takes proves that the model did
 * not run; one that it refuses means that what was shown is old, and to look again.
 */
export async function deleteModel(context: AwsContext, model: ModelReference, from: Found): Promise<void> {
  const stopAndDelete = async (now: Found): Promise<undefined> => {
    const idle = await takeOutOfService(context, model, now, NO_DOUBT);
    if (idle === undefined || idle.status === "DELETING") return;
    await context.aws.call("DeleteProjectVersion", { ProjectVersionArn: idle.value.ProjectVersionArn ?? "" });
  };
  const before = await untilTaken(context, stoppable(context, model), "can be deleted", stopAndDelete, { from });
  if (before === undefined) return;
  const { verdict, observed } = await waitForState(
    context,
    subjectOf(model),
    gone,
    afterDeletion(soughtModel(context, model)),
  );
  if (verdict === "target") return;
  throw new RekognitionError(
    "Busy",
    `${subjectOf(model)} is ${observed?.status ?? "gone"} after its deletion was asked for`,
  );
}

/** Removes a model, whatever its state, with no question asked about its claim. */
export async function removeModel(context: AwsContext, projectArn: string, versionName: string): Promise<void> {
  const model = { projectArn, versionName };
  await removingModel(context, model, "", undefined, async (watched) => {
    const from = await findOrGone(watched, subjectOf(model), soughtModel(watched, model));
    if (from !== undefined) await deleteModel(watched, model, from);
  });
}
