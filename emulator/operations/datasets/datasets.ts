import type {
  CreateDatasetRequest,
  CreateDatasetResponse,
  DeleteDatasetRequest,
  DeleteDatasetResponse,
  DescribeDatasetRequest,
  DescribeDatasetResponse,
} from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../../events/shapes.js";
import { DATASET_FAILURES } from "../../media/dataset-manifest.js";
import { invalidParameter, resourceInUse, resourceNotFound, serviceError } from "../../protocol/errors.js";
import { epochSeconds } from "../../protocol/wire.js";
import { datasetArn } from "../../store/arns.js";
import { DatasetEntries } from "../../store/dataset-entries.js";
import { datasetOf, isVisible, requireDataset, requireProject } from "../../store/lookup.js";
import { Status } from "../../store/status.js";
import { newTags } from "../../store/tags.js";
import type { Dataset, Project } from "../../store/things.js";
import type { Call, World } from "../../world.js";
import type { Handler } from "../handler.js";
import { DATASET_LEGALITY, acceptsCalls } from "../legality.js";
import { checkTagCount } from "../tags.js";
import { datasetName, datasetStatus } from "./dataset-status.js";
import { readSource } from "./source.js";

function checkProject(call: Call, project: Project, input: { readonly DatasetType: Dataset["type"] }): void {
  if (project.feature !== "CUSTOM_LABELS" && !call.world.switches.adapterDatasets) {
    throw invalidParameter("Datasets are for Custom Labels projects only.");
  }
  if (!acceptsCalls(call, project)) {
    throw invalidParameter(`The project ${project.name} is ${project.status.current}.`);
  }
  if (project.datasets.has(input.DatasetType)) {
    const text = `The project ${project.name} already has a ${input.DatasetType} dataset. Delete the existing dataset first.`;
    throw serviceError("ResourceAlreadyExistsException", text);
  }
}

/** The source is read at once, but its entries appear when the creation is over. */
export const createDataset: Handler<CreateDatasetRequest, CreateDatasetResponse> = (input, call) => {
  const { timeline, switches, outcomes, store } = call.world;
  checkTagCount(call, input.Tags ?? {});
  const project = requireProject(call, input.ProjectArn);
  checkProject(call, project, input);
  const contents = readSource(call, input.DatasetSource);
  const createdAtMs = store.stamp(call.nowMs);
  const dataset: Dataset = {
    arn: datasetArn(call.scope, project.name, input.DatasetType, createdAtMs),
    createdAtMs,
    madeAtMs: call.nowMs,
    tags: newTags(input.Tags, call.nowMs),
    project,
    type: input.DatasetType,
    status: new Status("CREATE_IN_PROGRESS", call.nowMs, "The dataset is being created."),
    entries: new DatasetEntries(),
    upcoming: contents.entries,
    updatedAtMs: createdAtMs,
    pending: undefined,
  };
  project.datasets.set(dataset.type, dataset);
  const scripted = outcomes.take("datasetCreate", datasetName(dataset));
  const durationMs = scripted?.seconds === undefined ? switches.datasetCreatingMs : scripted.seconds * 1000;
  const scriptedFailure =
    scripted?.status === "CREATE_FAILED" ? (scripted.message ?? DATASET_FAILURES.service) : undefined;
  const failure = scriptedFailure ?? (scripted?.status === undefined ? contents.failure : undefined);
  const { message } = contents;
  dataset.pending = timeline.at(call.nowMs + durationMs, "datasetCreated", { dataset: dataset.arn, failure, message });
  return { DatasetArn: dataset.arn };
};

export function endDatasetCreation(world: World, args: EventArgs["datasetCreated"], atMs: number): void {
  const { failure, message } = args;
  const dataset = datasetOf(world.store, args.dataset);
  if (dataset === undefined) return;
  if (failure === undefined) dataset.entries = dataset.upcoming ?? dataset.entries;
  dataset.upcoming = undefined;
  dataset.pending = undefined;
  dataset.updatedAtMs = atMs;
  dataset.status.set(failure === undefined ? "CREATE_COMPLETE" : "CREATE_FAILED", atMs, failure ?? message);
}

export const describeDataset: Handler<DescribeDatasetRequest, DescribeDatasetResponse> = (input, call) => {
  const dataset = requireDataset(call, input.DatasetArn);
  if (!isVisible(call, dataset)) throw resourceNotFound(`The dataset with ARN ${dataset.arn} does not exist.`);
  const stats = dataset.entries.stats();
  return {
    DatasetDescription: {
      CreationTimestamp: epochSeconds(dataset.createdAtMs),
      LastUpdatedTimestamp: epochSeconds(dataset.updatedAtMs),
      ...datasetStatus(call, dataset),
      DatasetStats: {
        LabeledEntries: stats.labeledEntries,
        TotalEntries: stats.totalEntries,
        TotalLabels: stats.totalLabels,
        ErrorEntries: stats.errorEntries,
      },
    },
  };
};

export const deleteDataset: Handler<DeleteDatasetRequest, DeleteDatasetResponse> = (input, call) => {
  const { timeline, switches } = call.world;
  const dataset = requireDataset(call, input.DatasetArn);
  const { project, status } = dataset;
  if (status.current === "DELETE_IN_PROGRESS" && switches.duplicateDelete === "ResourceNotFoundException") {
    throw resourceNotFound(`The dataset with ARN ${dataset.arn} does not exist.`);
  }
  if (DATASET_LEGALITY[status.current].delete !== "ok") {
    throw resourceInUse(`The dataset ${dataset.arn} cannot be deleted while it is ${status.current}.`);
  }
  const training = [...project.versions.values()].some((version) => version.status.current === "TRAINING_IN_PROGRESS");
  if (training && !switches.deleteDatasetWhileTraining) {
    throw resourceInUse(`The dataset ${dataset.arn} is being trained from.`);
  }
  status.set("DELETE_IN_PROGRESS", call.nowMs, "The dataset is being deleted.");
  timeline.at(call.nowMs + switches.datasetDeletingMs, "datasetDeleted", { dataset: dataset.arn });
  return {};
};

export function endDatasetDeletion({ store }: World, args: EventArgs["datasetDeleted"]): void {
  const dataset = datasetOf(store, args.dataset);
  dataset?.project.datasets.delete(dataset.type);
}
