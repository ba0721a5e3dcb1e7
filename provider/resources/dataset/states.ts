import type { DatasetStatus } from "@aws-sdk/client-rekognition";
import { type FoundVerdict, datasetState } from "../../lifecycle/presence.js";
import type { VerdictTable } from "../../lifecycle/wait-for-state.js";
import { statusTable } from "../../lifecycle/status-table.js";

/** Nothing goes on any more, and its entries are what they are to be. */
export const complete: VerdictTable<DatasetStatus> = {
  until: "is complete",
  absent: "lagging",
  statuses: statusTable({
    CREATE_IN_PROGRESS: "pending",
    UPDATE_IN_PROGRESS: "pending",
    CREATE_COMPLETE: "target",
    UPDATE_COMPLETE: "target",
    CREATE_FAILED: "failed",
    UPDATE_FAILED: "failed",
    DELETE_IN_PROGRESS: "failed",
  }),
};

/** After a change of entries: a status and time from before it are `BEFORE`. */
export const changed: VerdictTable<DatasetStatus | "BEFORE"> = {
  until: "has taken the entries",
  absent: "failed",
  statuses: complete.statuses.with({ BEFORE: "pending" }),
};

export const gone: VerdictTable<DatasetStatus> = {
  until: "is deleted",
  absent: "target",
  statuses: statusTable({
    DELETE_IN_PROGRESS: "pending",
    CREATE_COMPLETE: "lagging",
    UPDATE_COMPLETE: "lagging",
    CREATE_FAILED: "lagging",
    UPDATE_FAILED: "lagging",
    CREATE_IN_PROGRESS: "failed",
    UPDATE_IN_PROGRESS: "failed",
  }),
};

/** What create does with a dataset of its own that it finds. */
export const found = statusTable<DatasetStatus, FoundVerdict>({
  CREATE_IN_PROGRESS: "adopt",
  CREATE_COMPLETE: "adopt",
  UPDATE_IN_PROGRESS: "adopt",
  UPDATE_COMPLETE: "adopt",
  CREATE_FAILED: "recreate",
  UPDATE_FAILED: "recreate",
  DELETE_IN_PROGRESS: "waitUntilGone",
});

/** What a recorded status says where nothing else changed. */
export const recordedAs = datasetState;
