import type {
  ProjectVersionDescription,
  ProjectVersionStatus,
  S3Object,
  TestingDataResult,
  TrainingDataResult,
} from "@aws-sdk/client-rekognition";
import { consoleUrl } from "../../aws/arns.js";
import { RekognitionError } from "../../base/errors.js";
import type { Stoppable } from "../../lifecycle/at-rest.js";
import type { AwsContext } from "../../lifecycle/aws-context.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type FoundVerdict, lookFor } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { type Observation, observed, type VerdictTable } from "../../lifecycle/wait-for-state.js";
import type { ModelOutputs } from "./fields.js";

/** Training is over, well or not, when nothing is in progress any more; whatever comes after it means that it went well. */
export const trained: VerdictTable<ProjectVersionStatus> = {
  until: "is trained",
  absent: "lagging",
  statuses: statusTable({
    TRAINING_IN_PROGRESS: "pending",
    COPYING_IN_PROGRESS: "pending",
    TRAINING_COMPLETED: "target",
    COPYING_COMPLETED: "target",
    STARTING: "target",
    RUNNING: "target",
    STOPPING: "target",
    STOPPED: "target",
    FAILED: "target",
    DEPRECATED: "target",
    TRAINING_FAILED: "failed",
    COPYING_FAILED: "failed",
    EXPIRED: "failed",
    DELETING: "failed",
  }),
};

/** As `trained`, for a model that is not trained but copied. */
export const copied: VerdictTable<ProjectVersionStatus> = { ...trained, until: "is copied" };

export const running: VerdictTable<ProjectVersionStatus> = {
  until: "is running",
  absent: "failed",
  statuses: statusTable({
    STARTING: "pending",
    RUNNING: "target",
    TRAINING_COMPLETED: "lagging",
    COPYING_COMPLETED: "lagging",
    STOPPED: "lagging",
    FAILED: "failed",
    STOPPING: "failed",
    TRAINING_IN_PROGRESS: "failed",
    TRAINING_FAILED: "failed",
    COPYING_IN_PROGRESS: "failed",
    COPYING_FAILED: "failed",
    DEPRECATED: "failed",
    EXPIRED: "failed",
    DELETING: "failed",
  }),
};

/** A restart finds FAILED as the state before its call. */
export const runningAgain: VerdictTable<ProjectVersionStatus> = {
  ...running,
  statuses: running.statuses.with({ FAILED: "lagging" }),
};

/** A model that is starting cannot be stopped: first it runs, or fails to. */
export const settled: VerdictTable<ProjectVersionStatus> = {
  until: "has settled",
  absent: "target",
  statuses: statusTable({
    STARTING: "pending",
    STOPPING: "pending",
    TRAINING_IN_PROGRESS: "pending",
    COPYING_IN_PROGRESS: "pending",
    RUNNING: "target",
    STOPPED: "target",
    FAILED: "target",
    TRAINING_COMPLETED: "target",
    TRAINING_FAILED: "target",
    COPYING_COMPLETED: "target",
    COPYING_FAILED: "target",
    DEPRECATED: "target",
    EXPIRED: "target",
    DELETING: "target",
  }),
};

export const stopped: VerdictTable<ProjectVersionStatus> = {
  until: "is stopped",
  absent: "target",
  statuses: statusTable({
    RUNNING: "lagging",
    STOPPING: "pending",
    STOPPED: "target",
    TRAINING_COMPLETED: "target",
    COPYING_COMPLETED: "target",
    FAILED: "target",
    DEPRECATED: "target",
    EXPIRED: "target",
    DELETING: "target",
    STARTING: "failed",
    TRAINING_IN_PROGRESS: "failed",
    TRAINING_FAILED: "target",
    COPYING_IN_PROGRESS: "failed",
    COPYING_FAILED: "target",
  }),
};

export const gone: VerdictTable<ProjectVersionStatus> = {
  until: "is deleted",
  absent: "target",
  statuses: statusTable({
    DELETING: "pending",
    TRAINING_COMPLETED: "lagging",
    TRAINING_FAILED: "lagging",
    COPYING_COMPLETED: "lagging",
    COPYING_FAILED: "lagging",
    STOPPED: "lagging",
    FAILED: "lagging",
    DEPRECATED: "lagging",
    EXPIRED: "lagging",
    RUNNING: "failed",
    STARTING: "failed",
    STOPPING: "failed",
    TRAINING_IN_PROGRESS: "failed",
    COPYING_IN_PROGRESS: "failed",
  }),
};

/** What create does with a version of its own that it finds. */
export const found = statusTable<ProjectVersionStatus, FoundVerdict>({
  TRAINING_IN_PROGRESS: "adopt",
  TRAINING_COMPLETED: "adopt",
  COPYING_IN_PROGRESS: "adopt",
  COPYING_COMPLETED: "adopt",
  STARTING: "adopt",
  RUNNING: "adopt",
  FAILED: "adopt",
  STOPPING: "adopt",
  STOPPED: "adopt",
  DEPRECATED: "adopt",
  TRAINING_FAILED: "recreate",
  COPYING_FAILED: "recreate",
  EXPIRED: "recreate",
  DELETING: "waitUntilGone",
});

/** What a recorded status asks of diff where nothing else changed. */
export const recordedAs = statusTable<
  ProjectVersionStatus,
  "training" | "idle" | "running" | "moving" | "failed" | "expired"
>({
  TRAINING_IN_PROGRESS: "training",
  COPYING_IN_PROGRESS: "training",
  TRAINING_COMPLETED: "idle",
  COPYING_COMPLETED: "idle",
  STOPPED: "idle",
  FAILED: "idle",
  DEPRECATED: "idle",
  STARTING: "moving",
  STOPPING: "moving",
  DELETING: "moving",
  RUNNING: "running",
  TRAINING_FAILED: "failed",
  COPYING_FAILED: "failed",
  EXPIRED: "expired",
});

export type Found = Observation<ProjectVersionStatus, ProjectVersionDescription>;

/** What AWS does to make a model, and what the model is then. */
export const MADE = { training: "trained", copy: "copied" } as const;
export type Making = keyof typeof MADE;

/** Which model an operation is about. */
export interface ModelReference {
  readonly projectArn: string;
  readonly versionName: string;
}

/** The making or changing of one model. */
export interface Work {
  readonly context: OperationContext;
  readonly model: ModelReference;
}

/** How messages name it. */
export function subjectOf(model: ModelReference): string {
  return `model "${model.versionName}"`;
}

/** What the user is told of a DEPRECATED one. */
export function deprecation(model: ModelReference): string {
  return `${subjectOf(model)} is DEPRECATED: AWS retires its base model; train a new version.`;
}

/** The error for one that is gone in the middle of an operation. */
export function vanished(model: ModelReference): RekognitionError {
  return new RekognitionError("DeletedOutside", `${subjectOf(model)} vanished`);
}

/** What must be there in the middle of an operation. */
export async function there(model: ModelReference, found: Promise<Found | undefined>): Promise<Found> {
  const observed = await found;
  if (observed === undefined) throw vanished(model);
  return observed;
}

/** Fails where nothing came of the training or copy, or the model goes. */
export function assertMade(model: ModelReference, { status, message }: Found): void {
  const state = recordedAs.of(status, subjectOf(model));
  if (state === "failed" || state === "expired") {
    const said = message ?? "AWS gave no reason";
    const code = status === "COPYING_FAILED" ? "CopyFailed" : "TrainingFailed";
    throw new RekognitionError(code, `${subjectOf(model)} is ${status}: ${said}`);
  }
  if (status === "DELETING") {
    throw new RekognitionError("DeletedOutside", `${subjectOf(model)} is being deleted`);
  }
}

/** One look at a model. */
export async function findModel(context: AwsContext, model: ModelReference): Promise<Found | undefined> {
  return observed(await context.describe.projectVersion(model.projectArn, model.versionName));
}

/** A model as it is looked for, whatever has the name, or the one with this ARN; and how it is stopped. */
export function soughtModel(
  context: AwsContext,
  model: ModelReference,
  arn?: string,
): Stoppable<ProjectVersionStatus, ProjectVersionDescription> {
  return {
    subject: subjectOf(model),
    look: lookFor(() => findModel(context, model), arnOf, arn),
    isGone: () => context.describe.isProjectVersionGone(model.projectArn, model.versionName, arn),
    found,
    gone,
    settled,
    stopped,
    stop: ({ value }) => context.aws.call("StopProjectVersion", { ProjectVersionArn: arnOf(value) }),
    arnOf,
    createdAtMs: (value) => value.CreationTimestamp?.getTime() ?? 0,
  };
}

export function arnOf(value: ProjectVersionDescription): string {
  return value.ProjectVersionArn ?? "";
}

/** What is recorded of a description. What a training left stays as it was: an answer without it does not take it away. */
export function outputsOf(value: ProjectVersionDescription, before: ModelOutputs = {}): ModelOutputs {
  const told = Object.fromEntries(Object.entries(leftOf(value)).filter(([, member]) => member !== undefined));
  return { ...before, ...told, status: value.Status, statusMessage: value.StatusMessage };
}

function leftOf(value: ProjectVersionDescription): ModelOutputs {
  return {
    creationTimestamp: value.CreationTimestamp?.toISOString(),
    f1Score: value.EvaluationResult?.F1Score,
    evaluationSummary: reference(value.EvaluationResult?.Summary?.S3Object),
    manifestSummary: reference(value.ManifestSummary?.S3Object),
    trainingDataResult: madeFrom(value.TrainingDataResult),
    testingDataResult: madeFrom(value.TestingDataResult),
    billableTrainingTimeSeconds: value.BillableTrainingTimeInSeconds,
    trainingEndTimestamp: value.TrainingEndTimestamp?.toISOString(),
    baseModelVersion: value.BaseModelVersion,
    consoleUrl: consoleUrl(value.ProjectVersionArn, value.Feature),
    sourceProjectVersionArn: value.SourceProjectVersionArn,
  };
}

function madeFrom(result: TrainingDataResult | TestingDataResult | undefined): ModelOutputs["trainingDataResult"] {
  const made = reference(result?.Output?.Assets?.[0]?.GroundTruthManifest?.S3Object);
  const validation = reference(result?.Validation?.Assets?.[0]?.GroundTruthManifest?.S3Object);
  if (made === undefined && validation === undefined) return undefined;
  return { ...(made && { output: made }), ...(validation && { validation }) };
}

function reference(object: S3Object | undefined): ModelOutputs["manifestSummary"] {
  if (object?.Bucket === undefined || object.Name === undefined) return undefined;
  return { bucket: object.Bucket, name: object.Name, ...(object.Version !== undefined && { version: object.Version }) };
}

/** A model among all others. */
interface ListedModel {
  readonly projectArn: string;
  readonly value: ProjectVersionDescription;
}

/** All models of account and Region. */
export async function allModels(context: AwsContext): Promise<ListedModel[]> {
  const projects = await context.describe.projects();
  const models: ListedModel[] = [];
  for (const { ProjectArn: projectArn = "" } of projects) {
    const values = await context.describe.projectVersions(projectArn);
    models.push(...values.map((value) => ({ projectArn, value })));
  }
  return models;
}
