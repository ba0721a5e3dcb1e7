import type { StreamProcessorStatus } from "@aws-sdk/client-rekognition";
import type { FoundVerdict } from "../../lifecycle/presence.js";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** What create does with a stream processor of its own that it finds: a failed one can be started again. */
export const found = statusTable<StreamProcessorStatus, FoundVerdict>({
  STOPPED: "adopt",
  STARTING: "adopt",
  RUNNING: "adopt",
  FAILED: "adopt",
  STOPPING: "adopt",
  UPDATING: "adopt",
});

/** Nothing is under way. A session of connected home is STARTING to its end. */
export const settled: VerdictTable<StreamProcessorStatus> = {
  until: "is at rest",
  absent: "target",
  statuses: statusTable({
    STARTING: "pending",
    STOPPING: "pending",
    UPDATING: "pending",
    STOPPED: "target",
    RUNNING: "target",
    FAILED: "target",
  }),
};

/** A start has been taken: tells a start that failed from the failure before it. */
export const startTaken: VerdictTable<StreamProcessorStatus> = {
  until: "begins to start",
  absent: "failed",
  statuses: statusTable({
    STARTING: "target",
    RUNNING: "target",
    STOPPED: "lagging",
    FAILED: "lagging",
    STOPPING: "failed",
    UPDATING: "failed",
  }),
};

export const running: VerdictTable<StreamProcessorStatus> = {
  until: "is running",
  absent: "failed",
  statuses: statusTable({
    STARTING: "pending",
    RUNNING: "target",
    STOPPED: "lagging",
    FAILED: "failed",
    STOPPING: "failed",
    UPDATING: "failed",
  }),
};

export const stopped: VerdictTable<StreamProcessorStatus> = {
  until: "is stopped",
  absent: "target",
  statuses: statusTable({
    RUNNING: "lagging",
    STOPPING: "pending",
    STOPPED: "target",
    FAILED: "target",
    STARTING: "failed",
    UPDATING: "failed",
  }),
};

export const gone: VerdictTable<StreamProcessorStatus> = {
  until: "is deleted",
  absent: "target",
  statuses: statusTable({
    STOPPED: "lagging",
    FAILED: "lagging",
    STARTING: "lagging",
    RUNNING: "failed",
    STOPPING: "failed",
    UPDATING: "failed",
  }),
};

/** What a status says about running. */
export const activity = statusTable<StreamProcessorStatus, "idle" | "running" | "moving">({
  STOPPED: "idle",
  FAILED: "idle",
  RUNNING: "running",
  STARTING: "moving",
  STOPPING: "moving",
  UPDATING: "moving",
});
