import type { ProjectVersionStatus } from "@aws-sdk/client-rekognition";
import type { FoundVerdict } from "../../lifecycle/presence.js";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

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
