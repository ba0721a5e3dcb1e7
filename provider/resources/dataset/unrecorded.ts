import { nameInArn } from "../../aws/arns.js";
import type { Unrecorded } from "../../lifecycle/unrecorded.js";
import { removeDataset } from "./removal.js";
import { activity } from "./states.js";

/** Datasets that no record leads to. */
export const unrecordedDatasets: Unrecorded = {
  noun: "dataset",
  order: 2,
  async list({ describe }) {
    const projects = await describe.projects();
    return projects.flatMap(({ ProjectArn = "", Datasets = [] }) =>
      Datasets.map(({ DatasetArn = "", DatasetType = "", Status = "" }) => ({
        arn: DatasetArn,
        name: `${nameInArn(ProjectArn, "project") ?? ""} (${DatasetType})`,
        status: Status,
        activity: activity.or(Status, "unknown"),
        usdPerHour: 0,
        remark: "",
      })),
    );
  },
  remove: (context, { arn }) => removeDataset(context, arn),
};
