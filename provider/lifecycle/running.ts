import type { ProjectVersionStatus, StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import type { RecordedMeta } from "./handler.js";
import { statusTable, unknownStatusText } from "./status-table.js";
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

/** Whether a start or stop of unknown outcome is possible, by the record: only one that was never asked to run is safe. */
export function isDoubtful(recordedState: string, { unfinished }: RecordedMeta, wasAskedToRun: boolean): boolean {
  return unfinished === true || recordedState !== "idle" || wasAskedToRun;
}

/** Whether the last run asked for a start or stop and did not see its end: what runs now may be what it was to stop. */
export function isUnderWay(recordedState: string): boolean {
  return recordedState === "moving";
}

/**
 * How a thing stands that costs, or may for all that is known, for a sentence; undefined where it costs nothing.
 * @param how what follows the status, such as "with 2 inference units"
 */
export function runningText(status: string | undefined, isCertain: boolean, how?: string): string | undefined {
  const state = runState(status);
  if (status === undefined || state === "down") return undefined;
  if (state === "unknown") return [`${unknownStatusText(status)}; it may run`, how].filter(Boolean).join(", ");
  return [isCertain ? "is" : "may be", status, how].filter(Boolean).join(" ");
}
