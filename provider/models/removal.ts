import { RekognitionError, isRekognitionError } from "../lifecycle/errors.js";
import type { OperationContext } from "../lifecycle/handler.js";
import { removingModel } from "./failed-removal.js";
import { type Found, type ModelReference, findModel, subjectOf } from "./model.js";
import { stopModel, waitFor } from "./run-state.js";
import { gone, recordedAs, settled } from "./states.js";

/**
 * Takes a model out of service: a running one is stopped before anything else, a starting one as soon as AWS lets it. A
 * training cannot be cancelled, so it is waited for.
 */
export async function takeOutOfService(
  context: OperationContext,
  model: ModelReference,
  from: Found,
): Promise<Found | undefined> {
  if (recordedAs.of(from.status, subjectOf(model)) !== "training") return stopModel(context, model, from);
  const [doing, what] = from.status === "COPYING_IN_PROGRESS" ? ["copied", "copy"] : ["trained", "training"];
  context.warn(`${subjectOf(model)} is being ${doing}. AWS cannot cancel a ${what}: waiting until it ends.`);
  const { found } = await waitFor(context, model, settled);
  return found === undefined ? undefined : stopModel(context, model, found);
}

/** Deletes a model that is out of service and waits until it is gone. */
export async function deleteModel(context: OperationContext, model: ModelReference, from: Found): Promise<void> {
  if (from.status !== "DELETING") {
    try {
      await context.aws.call("DeleteProjectVersion", { ProjectVersionArn: from.value.ProjectVersionArn ?? "" });
    } catch (error) {
      const now = isRekognitionError(error, "Busy", "NotFound") ? await findModel(context, model) : from;
      if (now !== undefined && now.status !== "DELETING") throw error;
    }
  }
  const { reached, found } = await waitFor(context, model, gone);
  if (reached) return;
  throw new RekognitionError(
    "Busy",
    `${subjectOf(model)} is ${found?.status ?? "gone"} after its deletion was asked for`,
  );
}

/** Removes a model, whatever its state, with no question asked about its claim. */
export async function removeModel(context: OperationContext, projectArn: string, versionName: string): Promise<void> {
  const model = { projectArn, versionName };
  await removingModel(context, "", undefined, async (watched, see) => {
    const from = await findModel(watched, model);
    if (from === undefined) return;
    see(from);
    const idle = await takeOutOfService(watched, model, from);
    if (idle === undefined) return;
    see(idle);
    await deleteModel(watched, model, idle);
  });
}
