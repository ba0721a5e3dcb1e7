import type { ProjectVersionStatus, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import { statusTable } from "./status-table.js";
import type { Activity } from "./unrecorded.js";

/** From its start on AWS counts and bills a model or a stream processor; both have the same words for it. */
export const activity = statusTable<ProjectVersionStatus | StreamProcessorStatus, Activity>({
  STARTING: "running",
  RUNNING: "running",
  TRAINING_IN_PROGRESS: "making",
  COPYING_IN_PROGRESS: "making",
  TRAINING_COMPLETED: "idle",
  TRAINING_FAILED: "idle",
  COPYING_COMPLETED: "idle",
  COPYING_FAILED: "idle",
  STOPPED: "idle",
  FAILED: "idle",
  DEPRECATED: "idle",
  EXPIRED: "idle",
  UPDATING: "idle",
  STOPPING: "stopping",
  DELETING: "deleting",
});

/** Whether a model or a stream processor, by its status, runs or is about to; `unknown` may cost as well. */
export function runState(status: string | undefined): "up" | "down" | "unknown" {
  const now = status === undefined ? "idle" : activity.or(status, "unknown");
  if (now === "unknown") return now;
  return now === "running" ? "up" : "down";
}

/** Whether it runs or is about to; an error where its status is not known. */
export function isUp(status: string | undefined, subject: string): boolean {
  return status !== undefined && activity.of(status, subject) === "running";
}
