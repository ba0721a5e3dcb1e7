import type { ProjectStatus } from "@aws-sdk/client-rekognition";
import type { FoundVerdict } from "../../lifecycle/ensure.js";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

export const projectCreated: VerdictTable<ProjectStatus> = {
  until: "is created",
  statuses: statusTable({ CREATING: "pending", CREATED: "target", DELETING: "failed" }),
  absent: "lagging",
};

export const projectGone: VerdictTable<ProjectStatus> = {
  until: "is deleted",
  statuses: statusTable({ CREATING: "lagging", CREATED: "lagging", DELETING: "pending" }),
  absent: "target",
};

export const projectFound = statusTable<ProjectStatus, FoundVerdict>({
  CREATING: "adopt",
  CREATED: "adopt",
  DELETING: "waitUntilGone",
});
