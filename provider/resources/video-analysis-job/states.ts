import type { VideoJobStatus } from "@aws-sdk/client-rekognition";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** The job has ended well. It may take a moment to show after its start. */
export const ended: VerdictTable<VideoJobStatus> = {
  until: "has ended",
  statuses: statusTable({ IN_PROGRESS: "pending", SUCCEEDED: "target", FAILED: "failed" }),
  absent: "lagging",
};

/** AWS has taken the job: so many may be open at once, and others end meanwhile. */
export const taken: VerdictTable<"TAKEN" | "QUEUED"> = {
  until: "is taken, for so many jobs are open already",
  statuses: statusTable({ TAKEN: "target", QUEUED: "pending" }),
  absent: "failed",
};
