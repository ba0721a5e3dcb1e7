import type { DatasetMetadata, DatasetStatus, DatasetStatusMessageCode } from "@aws-sdk/client-rekognition";
import { DATASET_FAILURES } from "../../media/dataset-manifest.js";
import { epochSeconds } from "../../protocol/wire.js";
import type { Wire } from "../../protocol/wire.js";
import type { StatusView } from "../../store/status.js";
import type { Dataset } from "../../store/things.js";
import type { Call } from "../../world.js";

/** The status of a dataset as AWS spells it. */
type StatusMembers = Pick<Wire<DatasetMetadata>, "Status" | "StatusMessage" | "StatusMessageCode">;

function codeOf({ status, message }: StatusView<DatasetStatus>): DatasetStatusMessageCode | undefined {
  if (status.endsWith("_IN_PROGRESS")) return undefined;
  if (status.endsWith("_COMPLETE")) return "SUCCESS";
  return message === DATASET_FAILURES.service ? "SERVICE_ERROR" : "CLIENT_ERROR";
}

export function datasetStatus(call: Call, dataset: Dataset): StatusMembers {
  const view = dataset.status.shown(call.nowMs, call.world.switches.statusLagMs);
  return { Status: view.status, StatusMessage: view.message, StatusMessageCode: codeOf(view) };
}

/** What DescribeProjects says of a dataset. */
export const datasetMetadata = (call: Call, dataset: Dataset): Wire<DatasetMetadata> => ({
  CreationTimestamp: epochSeconds(dataset.createdAtMs),
  DatasetType: dataset.type,
  DatasetArn: dataset.arn,
  ...datasetStatus(call, dataset),
});

/** What scripted outcomes call a dataset: `PROJECT/train` or `PROJECT/test`. */
export const datasetName = (dataset: Dataset): string => `${dataset.project.name}/${dataset.type.toLowerCase()}`;
