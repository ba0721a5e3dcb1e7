import type { ProjectDescription, ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import { modelInArn } from "../../aws/arns.js";
import { CLAIM_TAG, OWNER_TAG, effectivePhase, ownerTagValue, parseClaim } from "../../lifecycle/claim.js";
import { RekognitionError } from "../../base/errors.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { tagsOnceSettled } from "../../lifecycle/ownership.js";
import type { Tags } from "../../lifecycle/tags.js";
import { SWEEP_HINT } from "../../lifecycle/telling-costs.js";
import { costAsSeen } from "../trained-model/costs.js";

const LEFT_WHEN_FORCED =
  "forceDestroy takes what this owner made and no state has recorded; what is recorded goes with its record, or by its ARN: `npx pulumi-rekognition sweep --delete --arn ARN`.";

/** How what a project holds is removed. Handed in, for kinds do not import each other. */
export interface Removals {
  /** Removes one model, whatever its state: stops it first, waits, deletes it. */
  readonly removeModel: (context: AwsContext, projectArn: string, versionName: string) => Promise<void>;
  /** Deletes a dataset as soon as AWS lets it, and waits until it is gone. */
  readonly removeDataset: (context: AwsContext, datasetArn: string) => Promise<void>;
}

/**
 * Empties a project before its deletion of the models and datasets that `mayGo`, where it is given, says may go; what is left
 * fails with a list, what it costs, and the way out. A training cannot be stopped and is not waited for. Datasets go last,
 * and only where nothing else is left that may be trained from them.
 */
export async function emptyProject(
  context: AwsContext,
  project: ProjectDescription,
  mayGo: ((arn: string) => Promise<boolean>) | undefined,
  { removeModel, removeDataset }: Removals,
): Promise<void> {
  const projectArn = project.ProjectArn ?? "";
  const isRemovable = async (arn: string, status: string | undefined): Promise<boolean> => {
    // One that is on its way out, no matter who asked for it, only has to be waited for.
    if (status === "DELETING" || status === "DELETE_IN_PROGRESS") return true;
    return mayGo !== undefined && !isBeingMade(status) && mayGo(arn);
  };
  const models = await context.describe.projectVersions(projectArn);
  const modelsLeft: ProjectVersionDescription[] = [];
  // Each by itself, so that none runs on because another cannot be removed or looked at.
  await allOf(
    projectArn,
    models.map(async (model) => {
      const arn = model.ProjectVersionArn ?? "";
      if (!(await isRemovable(arn, model.Status))) modelsLeft.push(model);
      else await removeModel(context, projectArn, modelInArn(arn)?.versionName ?? "");
    }),
  );
  const datasets = await Promise.all(
    (project.Datasets ?? []).map(async ({ DatasetArn: arn = "", Status }) => ({
      arn,
      goes: await isRemovable(arn, Status),
    })),
  );
  const datasetsLeft = datasets.filter(({ goes }) => !goes).map(({ arn }) => arn);
  if (modelsLeft.length + datasetsLeft.length > 0)
    throw notEmpty(context, projectArn, modelsLeft, datasetsLeft, mayGo !== undefined);
  await allOf(
    projectArn,
    datasets.map(({ arn }) => removeDataset(context, arn)),
  );
}

/** Ends when all have ended, with an error that says what went wrong with each that failed. */
async function allOf(projectArn: string, removals: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(removals);
  const errors = outcomes.flatMap((outcome): unknown[] => (outcome.status === "rejected" ? [outcome.reason] : []));
  const [first] = errors;
  if (errors.length === 0) return;
  const ours = errors.filter((error) => error instanceof RekognitionError);
  if (!(first instanceof RekognitionError) || ours.length < errors.length) throw first;
  const what = ours.map((error) => error.what).join(" ");
  throw new RekognitionError(first.code, `project ${projectArn} was not emptied: ${what}`, { cause: first });
}

function isBeingMade(status: string | undefined): boolean {
  return status === "TRAINING_IN_PROGRESS" || status === "COPYING_IN_PROGRESS";
}

/**
 * Whether it is this owner's, and no record holds it: left by a create that was interrupted, or kept. What was recorded may
 * be another stack's by now, moved there with the mark it had, so that one goes with its record.
 */
export async function isOurs(context: OperationContext, arn: string): Promise<boolean> {
  const isOwn = (tags: Tags): boolean => tags[OWNER_TAG] === ownerTagValue(context.identity.owner);
  const isRecorded = (tags: Tags): boolean => {
    const claim = parseClaim(tags[CLAIM_TAG]);
    return claim !== undefined && effectivePhase(claim, false) === "recorded";
  };
  const isAnothers = (tags: Tags): boolean => tags[OWNER_TAG] !== undefined && !isOwn(tags);
  const isClaimed = (tags: Tags): boolean => parseClaim(tags[CLAIM_TAG]) !== undefined;
  // Right after a create the marks may not show; what runs costs meanwhile, so no longer than until they do.
  const tags = (await tagsOnceSettled(context, arn, (seen) => isClaimed(seen) || isAnothers(seen))) ?? {};
  return isOwn(tags) && isClaimed(tags) && !isRecorded(tags);
}

function notEmpty(
  { prices }: AwsContext,
  projectArn: string,
  models: readonly ProjectVersionDescription[],
  datasets: readonly string[],
  isForced: boolean,
): RekognitionError {
  const names = models.map(({ ProjectVersionArn: arn = "", Status = "unknown" }) => `model ${arn} (${Status})`);
  const costs = models.flatMap((model) => costAsSeen(model, prices) ?? []);
  const list = [...names, ...datasets.map((arn) => `dataset ${arn}`)].join(", ");
  const why = isForced ? [LEFT_WHEN_FORCED] : [];
  const hint = costs.length === 0 ? [] : [SWEEP_HINT];
  const unfinished = models.some(({ Status }) => isBeingMade(Status))
    ? ["A running training or copy cannot be cancelled: run the same command again when it has ended."]
    : [];
  const what = [`project ${projectArn} still holds ${list}.`, ...why, ...costs, ...hint, ...unfinished].join(" ");
  return new RekognitionError("NotEmpty", what);
}
