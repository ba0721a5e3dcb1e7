import type { ProjectDescription, ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import { hourlyPrice } from "../../aws/prices.js";
import { OWNER_TAG, ownerTagValue } from "../../lifecycle/claim.js";
import { RekognitionError } from "../../lifecycle/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";

/** How what a project holds is removed. Handed in, for kinds do not import each other. */
export interface Removals {
  /** Removes one model, whatever its state: stops it first, waits, deletes it. */
  readonly removeModel: (context: OperationContext, projectArn: string, versionName: string) => Promise<void>;
  /** Deletes a dataset as soon as AWS lets it, and waits until it is gone. */
  readonly removeDataset: (context: OperationContext, datasetArn: string) => Promise<void>;
}

/**
 * Empties a project before its deletion: with `force`, of the models and datasets that carry our owner tag; what is left
 * fails with a list, what it costs, and the way out. A training cannot be stopped and is not waited for. Datasets go last,
 * and only where nothing else is left that may be trained from them.
 */
export async function emptyProject(
  context: OperationContext,
  project: ProjectDescription,
  force: boolean,
  { removeModel, removeDataset }: Removals,
): Promise<void> {
  const projectArn = project.ProjectArn ?? "";
  const models = await context.describe.projectVersions(projectArn);
  const left: string[] = [];
  const removals: (() => Promise<void>)[] = [];
  const datasetRemovals: (() => Promise<void>)[] = [];
  for (const model of models) {
    const arn = model.ProjectVersionArn ?? "";
    const isTraining = model.Status === "TRAINING_IN_PROGRESS" || model.Status === "COPYING_IN_PROGRESS";
    // One that is on its way out, whoever asked for it, only has to be waited for.
    if (model.Status === "DELETING" || (force && !isTraining && (await isOurs(context, arn)))) {
      removals.push(() => removeModel(context, projectArn, modelInArn(arn)?.versionName ?? ""));
    } else {
      left.push(describeModel(context.region, model));
    }
  }
  for (const { DatasetArn: arn = "", Status } of project.Datasets ?? []) {
    if (Status === "DELETE_IN_PROGRESS" || (force && (await isOurs(context, arn)))) {
      datasetRemovals.push(() => removeDataset(context, arn));
    } else {
      left.push(`dataset ${arn}`);
    }
  }
  await Promise.all(removals.map((remove) => remove()));
  if (left.length > 0) {
    throw new RekognitionError("NotEmpty", `project ${projectArn} still holds ${left.join(", ")}`);
  }
  await Promise.all(datasetRemovals.map((remove) => remove()));
}

async function isOurs(context: OperationContext, arn: string): Promise<boolean> {
  const tags = await context.describe.tags(arn);
  return tags[OWNER_TAG] === ownerTagValue(context.identity.owner);
}

function describeModel(region: string, model: ProjectVersionDescription): string {
  const arn = model.ProjectVersionArn ?? "";
  const units = model.MinInferenceUnits ?? 1;
  const cost = model.Status === "RUNNING" ? `, costing ${hourlyPrice(region, units)}` : "";
  return `model ${arn} (${model.Status ?? "unknown"}${cost})`;
}
