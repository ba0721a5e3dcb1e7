import type { VideoJobStatus } from "@aws-sdk/client-rekognition";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** The job has ended well. It may take a moment to show after its start. */
export const ended: VerdictTable<VideoJobStatus> = {
  until: "has ended",
  statuses: statusTable({ IN_PROGRESS: "pending", SUCCEEDED: "target", FAILED: "failed" }),
  absent: "lagging",
};
