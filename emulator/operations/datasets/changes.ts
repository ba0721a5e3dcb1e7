import type {
  DistributeDatasetEntriesRequest,
  DistributeDatasetEntriesResponse,
  UpdateDatasetEntriesRequest,
  UpdateDatasetEntriesResponse,
} from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../../events/shapes.js";
import { DATASET_FAILURES, readDatasetManifest } from "../../media/dataset-manifest.js";
import { lines } from "../../media/lines.js";
import { invalidParameter, resourceInUse, resourceNotReady } from "../../protocol/errors.js";
import type { DatasetEntries } from "../../store/dataset-entries.js";
import { datasetOf, requireDataset } from "../../store/lookup.js";
import type { Dataset } from "../../store/things.js";
import type { Call, World } from "../../world.js";
import type { Handler } from "../handler.js";
import { DATASET_LEGALITY } from "../legality.js";
import { datasetName } from "./dataset-status.js";
import { chooseTestEntries } from "./distribution.js";
import { datasetLimits } from "./source.js";

const UPDATING = "The dataset is being updated.";
const UPDATED = "The dataset was successfully updated.";

/** How the next change of a dataset ends. */
interface Ending {
  readonly durationMs: number;
  readonly failure: string | undefined;
}

/** @param failure what stands against the change, unless an outcome is scripted */
function endingOf(call: Call, dataset: Dataset, failure: string | undefined): Ending {
  const scripted = call.world.outcomes.take("datasetUpdate", datasetName(dataset));
  const { datasetUpdatingMs } = call.world.switches;
  const durationMs = scripted?.seconds === undefined ? datasetUpdatingMs : scripted.seconds * 1000;
  if (scripted?.status === undefined) return { durationMs, failure };
  const failed = scripted.status === "UPDATE_FAILED";
  return { durationMs, failure: failed ? (scripted.message ?? DATASET_FAILURES.service) : undefined };
}

function begin(call: Call, dataset: Dataset, pending: number): void {
  dataset.status.set("UPDATE_IN_PROGRESS", call.nowMs, UPDATING);
  dataset.pending = pending;
}

function end(dataset: Dataset, failure: string | undefined, atMs: number): void {
  dataset.upcoming = undefined;
  dataset.pending = undefined;
  dataset.updatedAtMs = atMs;
  dataset.status.set(failure === undefined ? "UPDATE_COMPLETE" : "UPDATE_FAILED", atMs, failure ?? UPDATED);
}

/** Why what a dataset would become is too much. */
function excess(call: Call, current: DatasetEntries, added: DatasetEntries): string | undefined {
  const { maxEntries, maxLabels } = datasetLimits(call);
  const fresh = [...added.from(0)].filter((entry) => !current.has(entry.sourceRef)).length;
  if (current.size + fresh > maxEntries) return DATASET_FAILURES.tooManyRows;
  const labels = new Set([...current.labels().keys(), ...added.labels().keys()]);
  return labels.size > maxLabels ? DATASET_FAILURES.tooManyLabels : undefined;
}

/** An entry for an image that has one replaces it; nothing takes an entry away. */
export const updateDatasetEntries: Handler<UpdateDatasetEntriesRequest, UpdateDatasetEntriesResponse> = (
  input,
  call,
) => {
  const dataset = requireDataset(call, input.DatasetArn);
  const status = dataset.status.current;
  if (DATASET_LEGALITY[status].update !== "ok") {
    throw resourceInUse(`The dataset ${dataset.arn} cannot be updated while it is ${status}.`);
  }
  const added = readDatasetManifest(lines(input.Changes.GroundTruth), datasetLimits(call));
  const failure = added.failure ?? excess(call, dataset.entries, added.entries);
  const ending = endingOf(call, dataset, failure);
  dataset.upcoming = added.entries;
  const event = { dataset: dataset.arn, failure: ending.failure };
  begin(call, dataset, call.world.timeline.at(call.nowMs + ending.durationMs, "datasetUpdated", event));
  return {};
};

export function endUpdate(world: World, { dataset: arn, failure }: EventArgs["datasetUpdated"], atMs: number): void {
  const dataset = datasetOf(world.store, arn);
  if (dataset === undefined) return;
  if (failure === undefined && dataset.upcoming !== undefined) dataset.entries.putAll(dataset.upcoming);
  end(dataset, failure, atMs);
}

/** The training and the test dataset among the two that were named. */
function trainAndTest(call: Call, arns: readonly string[]): readonly [Dataset, Dataset] {
  const datasets = arns.map((arn) => requireDataset(call, arn));
  const train = datasets.find((dataset) => dataset.type === "TRAIN");
  const test = datasets.find((dataset) => dataset.type === "TEST");
  if (train === undefined || test === undefined || train.project !== test.project) {
    throw invalidParameter("Datasets must be the training dataset and the test dataset of one project.");
  }
  return [train, test];
}

export const distributeDatasetEntries: Handler<DistributeDatasetEntriesRequest, DistributeDatasetEntriesResponse> = (
  input,
  call,
) => {
  const [train, test] = trainAndTest(
    call,
    input.Datasets.map((dataset) => dataset.Arn),
  );
  for (const { arn, status } of [train, test]) {
    if (DATASET_LEGALITY[status.current].distribute !== "ok") {
      throw resourceNotReady(`The dataset ${arn} is ${status.current}.`);
    }
  }
  if (test.entries.size > 0) throw invalidParameter("The test dataset must be empty.");
  const isEnough = chooseTestEntries(train.entries).length > 0;
  const ending = endingOf(call, train, isEnough ? undefined : DATASET_FAILURES.notEnoughToDistribute);
  const event = { train: train.arn, test: test.arn, failure: ending.failure };
  const pending = call.world.timeline.at(call.nowMs + ending.durationMs, "datasetsDistributed", event);
  for (const dataset of [train, test]) begin(call, dataset, pending);
  return {};
};

/** The entries are as they were at the request: datasets that are being changed take no other change. */
export function endDistribution({ store }: World, args: EventArgs["datasetsDistributed"], atMs: number): void {
  const train = datasetOf(store, args.train);
  const test = datasetOf(store, args.test);
  if (train === undefined || test === undefined) return;
  if (args.failure === undefined) {
    const chosen = chooseTestEntries(train.entries);
    test.entries.putAll(train.entries.subset(chosen));
    for (const sourceRef of chosen) train.entries.remove(sourceRef);
  }
  for (const dataset of [train, test]) end(dataset, args.failure, atMs);
}
