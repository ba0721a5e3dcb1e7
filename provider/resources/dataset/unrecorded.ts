import type { DatasetStatus } from "@aws-sdk/client-rekognition";
import { projectNameOf } from "../../aws/arns.js";
import { statusTable } from "../../lifecycle/status-table.js";
import type { Activity, Unrecorded } from "../../lifecycle/unrecorded.js";
import { removeDataset } from "./removal.js";

const activity = statusTable<DatasetStatus, Activity>({
  CREATE_IN_PROGRESS: "making",
  UPDATE_IN_PROGRESS: "making",
  CREATE_COMPLETE: "idle",
  UPDATE_COMPLETE: "idle",
  CREATE_FAILED: "idle",
  UPDATE_FAILED: "idle",
  DELETE_IN_PROGRESS: "deleting",
});

/** Datasets that no record leads to. */
export const unrecordedDatasets: Unrecorded = {
  noun: "dataset",
  order: 2,
  async list({ describe }) {
    const projects = await describe.projects();
    return projects.flatMap(({ ProjectArn = "", Datasets = [] }) =>
      Datasets.map(({ DatasetArn = "", DatasetType = "", Status = "" }) => ({
        arn: DatasetArn,
        name: `${projectNameOf(ProjectArn)} (${DatasetType})`,
        status: Status,
        activity: activity.or(Status, "unknown"),
        usdPerHour: 0,
        remark: "",
      })),
    );
  },
  remove: (context, { arn }) => removeDataset(context, arn),
};
