import type { DatasetMetadata, ProjectDescription } from "@aws-sdk/client-rekognition";
import { RekognitionError, isRekognitionError, saidByService } from "../../base/errors.js";
import { datasetState, projectByArn } from "../../lifecycle/presence.js";
import { type Observation, type Sought, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import { type ModelReference, type Work, subjectOf } from "../trained-model/model.js";
import type { Inputs } from "./request.js";
import { statusTable } from "../../lifecycle/status-table.js";

type Readiness = "ready" | "changing";

const READY: VerdictTable<Readiness> = {
  until: "can be trained: a dataset of its project is being made or changed",
  statuses: statusTable({ ready: "target", changing: "pending" }),
  absent: "target",
};

/** Waits until the datasets that a model is to be trained from stand still; fails where there is nothing to train on. */
export async function whenDatasetsAreReady({ context, model }: Work): Promise<void> {
  let project: ProjectDescription | undefined;
  const thing: Sought<Readiness, undefined> = {
    subject: subjectOf(model),
    async look() {
      project = await projectByArn(context, model.projectArn);
      return project && readinessOf(model, project);
    },
    isGone: () => context.describe.isDatasetPlaceFree(model.projectArn, "TRAIN"),
  };
  const { observed } = await waitForState(context, thing, READY);
  // Of a project that is not there AWS says it best.
  if (observed === undefined && project !== undefined) throw missing(model, "its project has no TRAIN dataset");
}

/** Undefined where there is no dataset to train on. */
function readinessOf(
  model: ModelReference,
  { Datasets: datasets = [], Feature }: ProjectDescription,
): Observation<Readiness, undefined> | undefined {
  // Adapters are trained from manifests; what AWS says to one without any is said best by AWS.
  if (Feature === "CONTENT_MODERATION") return { status: "ready", value: undefined };
  const inState = (state: "moving" | "failed"): DatasetMetadata | undefined =>
    datasets.find(({ Status = "", DatasetArn = "" }) => datasetState.of(Status, `dataset ${DatasetArn}`) === state);
  const moving = inState("moving");
  if (moving !== undefined) return { status: "changing", message: moving.DatasetArn, value: undefined };
  const failed = inState("failed");
  if (failed !== undefined) {
    const { DatasetArn = "a dataset", Status = "unusable", StatusMessage = "AWS gave no reason" } = failed;
    throw missing(model, `${DatasetArn} is ${Status}: ${StatusMessage}`);
  }
  const hasTrain = datasets.some(({ DatasetType }) => DatasetType === "TRAIN");
  return hasTrain ? { status: "ready", value: undefined } : undefined;
}

function missing(model: ModelReference, why: string): RekognitionError {
  return new RekognitionError("DatasetsMissing", `${subjectOf(model)} cannot be trained: ${why}`);
}

/** AWS refuses manifests beside datasets without saying so; the error that does, where that is the cause. */
export async function explained({ context, model }: Work, inputs: Inputs, refusal: unknown): Promise<unknown> {
  if (!isRekognitionError(refusal, "InvalidInput") || inputs.trainingData === undefined) return refusal;
  const datasets = (await projectByArn(context, model.projectArn))?.Datasets ?? [];
  if (datasets.length === 0) return refusal;
  const arns = datasets.map(({ DatasetArn }) => DatasetArn ?? "").join(", ");
  return new RekognitionError(
    "InvalidInput",
    `${subjectOf(model)}: trainingData is given, but its project has datasets (${arns}), and AWS trains from the one or the other. Leave trainingData and testingData out, or delete the datasets. AWS says: ${saidByService(refusal)}`,
    { cause: refusal },
  );
}
