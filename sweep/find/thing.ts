import type {
  DatasetStatus,
  ProjectStatus,
  ProjectVersionStatus,
  StreamProcessorStatus,
} from "@aws-sdk/client-rekognition";
import { statusTable } from "../../provider/lifecycle/status-table.js";

/** Everything of this provider that carries tags; policies and video jobs do not. */
export type ThingKind =
  "ProjectVersion" | "ProjectVersionCopy" | "StreamProcessor" | "Dataset" | "Collection" | "Project";

/**
 * What a thing does, as far as its removal is concerned.
 * - `running`: costs, or is about to, until it is stopped
 * - `making`: is trained or copied, which AWS cannot cancel
 * - `stopping`: is on its way to rest
 * - `deleting`: is on its way out
 * - `unknown`: is in a status that this version does not know, and may cost
 */
export type Activity = "idle" | "running" | "making" | "stopping" | "deleting" | "unknown";

/** Something in AWS that carries an owner tag. */
export interface Thing {
  readonly kind: ThingKind;
  readonly arn: string;
  /** As people know it; a model with its project. */
  readonly name: string;
  readonly region: string;
  /** AWS's word; a collection has none. */
  readonly status: string;
  readonly activity: Activity;
  /** What it costs in an hour as it stands, in US dollars. */
  readonly usdPerHour: number | "unknown";
  /** Beside the price: units, what it holds. */
  readonly remark: string;
  /** The whole value of its claim tag. */
  readonly claim: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAtMs: number;
  /** The project that a model is in. */
  readonly projectArn?: string | undefined;
}

/**
 * Why a thing is left over.
 * - `orphan`: begun by a create that never got to record it
 * - `recorded`: held by a record once, or by another stack's now: moved, renamed, restored or lost
 * - `superseded`: recorded only to be deleted
 * - `kept`: stopped and kept by `deletionPolicy: "stop"`
 */
export type Cause = "orphan" | "recorded" | "superseded" | "kept";

/** Whether it is at rest: it costs nothing by the hour, and will not by itself. */
export function isAtRest({ activity }: Pick<Thing, "activity">): boolean {
  return activity === "idle" || activity === "stopping" || activity === "deleting";
}

/** A thing that the stack no longer uses. */
export interface Leftover extends Thing {
  readonly cause: Cause;
}

const modelActivity = statusTable<ProjectVersionStatus, Activity>({
  RUNNING: "running",
  STARTING: "running",
  STOPPING: "stopping",
  TRAINING_IN_PROGRESS: "making",
  COPYING_IN_PROGRESS: "making",
  DELETING: "deleting",
  TRAINING_COMPLETED: "idle",
  TRAINING_FAILED: "idle",
  COPYING_COMPLETED: "idle",
  COPYING_FAILED: "idle",
  STOPPED: "idle",
  FAILED: "idle",
  DEPRECATED: "idle",
  EXPIRED: "idle",
});

const processorActivity = statusTable<StreamProcessorStatus, Activity>({
  RUNNING: "running",
  STARTING: "running",
  UPDATING: "running",
  STOPPING: "stopping",
  STOPPED: "idle",
  FAILED: "idle",
});

const datasetActivity = statusTable<DatasetStatus, Activity>({
  CREATE_IN_PROGRESS: "making",
  UPDATE_IN_PROGRESS: "making",
  CREATE_COMPLETE: "idle",
  UPDATE_COMPLETE: "idle",
  CREATE_FAILED: "idle",
  UPDATE_FAILED: "idle",
  DELETE_IN_PROGRESS: "deleting",
});

const projectActivity = statusTable<ProjectStatus, Activity>({
  CREATING: "making",
  CREATED: "idle",
  DELETING: "deleting",
});

/** What a thing in this status does; a collection has none. */
export function activityOf(kind: Exclude<ThingKind, "Collection">, status: string): Activity {
  return activities[kind].or(status, "unknown");
}

const activities = {
  ProjectVersion: modelActivity,
  ProjectVersionCopy: modelActivity,
  StreamProcessor: processorActivity,
  Dataset: datasetActivity,
  Project: projectActivity,
};
