import { type DoubtedUntil, NO_DOUBT, bringToRest, settledFrom } from "../../lifecycle/at-rest.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import { findOrGone } from "../../lifecycle/presence.js";
import { removalTellingCosts } from "../../lifecycle/telling-costs.js";
import { untilDeleted } from "../../lifecycle/until-taken.js";
import { modelCosting } from "./costing.js";
import { type Found, type ModelReference, arnOf, soughtModel } from "./model.js";
import { recordedAs } from "./states.js";

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
  const thing = soughtModel(context, model);
  if (recordedAs.of(from.status, thing.subject) !== "training") return bringToRest(context, thing, from, doubtedUntil);
  const [doing, what] = from.status === "COPYING_IN_PROGRESS" ? ["copied", "copy"] : ["trained", "training"];
  context.warn(`${thing.subject} is being ${doing}. AWS cannot cancel a ${what}: waiting until it ends.`);
  const made = await settledFrom(context, thing, from);
  return made && bringToRest(context, thing, made, doubtedUntil);
}

/**
 * Takes a model out of service, deletes it, and waits until it is gone. A deletion that AWS takes proves that the model did
 * not run; one that it refuses means that what was shown is old, and to look again.
 */
export async function deleteModel(context: AwsContext, model: ModelReference, from: Found): Promise<void> {
  const stopAndDelete = async (now: Found): Promise<undefined> => {
    const idle = await takeOutOfService(context, model, now, NO_DOUBT);
    if (idle === undefined || idle.status === "DELETING") return;
    await context.aws.call("DeleteProjectVersion", { ProjectVersionArn: arnOf(idle.value) });
  };
  await untilDeleted(context, soughtModel(context, model), stopAndDelete, { from });
}

/** Removes a model, whatever its state, with no question asked about its claim. */
export async function removeModel(context: AwsContext, projectArn: string, versionName: string): Promise<void> {
  const model = { projectArn, versionName };
  await removalTellingCosts(context, modelCosting(model, context.region), undefined, async (watched) => {
    const from = await findOrGone(watched, soughtModel(watched, model));
    if (from !== undefined) await deleteModel(watched, model, from);
  });
}
