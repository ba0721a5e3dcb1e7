import type { CreateProjectVersionRequest } from "@aws-sdk/client-rekognition";
import type { TrainingRequest } from "../media/training-plan.js";
import { invalidParameter, resourceInUse } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import type { Dataset, Project } from "../store/things.js";
import type { Call } from "../world.js";

type CreateInput = Wire<CreateProjectVersionRequest>;

/** Rules that do not need to know whether the project exists. */
export function checkTrainingData(input: CreateInput): void {
  const { TrainingData: training, TestingData: testing } = input;
  if (training !== undefined && (training.Assets ?? []).length === 0) {
    throw invalidParameter("TrainingData must have an asset.");
  }
  if (testing === undefined) return;
  if (training === undefined) throw invalidParameter("TrainingData and TestingData must be given together.");
  const hasTestAssets = (testing.Assets ?? []).length > 0;
  if (hasTestAssets === (testing.AutoCreate ?? false)) {
    throw invalidParameter("TestingData must have either assets or AutoCreate.");
  }
}

/** A dataset as the manifest it stands for. */
function* linesOf(dataset: Dataset): Generator<string> {
  for (const entry of dataset.entries.from(0)) yield entry.text();
}

function requireUsable(dataset: Dataset): void {
  const status = dataset.status.current;
  if (status.endsWith("_IN_PROGRESS")) throw resourceInUse(`The dataset ${dataset.arn} is ${status}.`);
  if (status === "CREATE_FAILED") throw invalidParameter(`The dataset ${dataset.arn} is ${status}.`);
}

function fromDatasets(call: Call, project: Project): TrainingRequest["datasets"] {
  const train = project.datasets.get("TRAIN");
  const test = project.datasets.get("TEST");
  if (train === undefined) {
    throw invalidParameter("The project has no training dataset: create one, or give TrainingData and TestingData.");
  }
  for (const dataset of project.datasets.values()) requireUsable(dataset);
  if (test === undefined && call.world.switches.trainWithoutTestDataset === "InvalidParameterException") {
    throw invalidParameter("The project has no test dataset.");
  }
  return { training: linesOf(train), testing: test === undefined ? undefined : linesOf(test) };
}

/** What to train from: the manifests of the request, or else the project's datasets; never both. */
export function trainingInput(input: CreateInput, call: Call, project: Project): Omit<TrainingRequest, "outputBucket"> {
  const { TrainingData: training, TestingData: testing } = input;
  const { feature } = project;
  if (training === undefined) {
    return {
      feature,
      trainingData: {},
      testingData: { Assets: undefined, AutoCreate: false },
      datasets: fromDatasets(call, project),
    };
  }
  if (project.datasets.size > 0) {
    throw invalidParameter("The project has datasets: TrainingData and TestingData must not be given.");
  }
  if (testing === undefined && feature === "CUSTOM_LABELS") {
    throw invalidParameter("TrainingData and TestingData must be given together.");
  }
  return { feature, trainingData: training, testingData: testing ?? {}, datasets: undefined };
}
