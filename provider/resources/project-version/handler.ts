import type {
  CreateProjectVersionRequest,
  DatasetMetadata,
  ProjectDescription,
  ProjectVersionDescription,
  TestingData,
  TrainingData,
} from "@aws-sdk/client-rekognition";
import { awsCased, camelCased } from "../../aws/camel-case.js";
import { isRekognitionError, RekognitionError, saidByService } from "../../base/errors.js";
import { datasetState, projectByArn } from "../../lifecycle/presence.js";
import { statusTable } from "../../lifecycle/status-table.js";
import { type Observation, type Sought, type VerdictTable, waitForState } from "../../lifecycle/wait-for-state.js";
import type { InputsOf } from "../../schema/definition.js";
import { trainingNote } from "../trained-model/costs.js";
import { outputConfigOf } from "../trained-model/fields.js";
import { createModelHandler } from "../trained-model/handler.js";
import { type ModelReference, outputsOf, subjectOf, type Work } from "../trained-model/model.js";
import { SlotWait, trainingLine, waitForTurn } from "../trained-model/slots.js";
import { projectVersionDefinition } from "./definition.js";

type Inputs = InputsOf<typeof projectVersionDefinition>;

/** The inputs in AWS's form. */
function createRequest(
  model: ModelReference,
  inputs: Inputs,
  tags: Record<string, string>,
): CreateProjectVersionRequest {
  const { trainingData, testingData, kmsKeyId, versionDescription } = inputs;
  const featureConfig = inputs.featureConfig && { contentModeration: inputs.featureConfig.contentModeration ?? {} };
  const asked = { ...model, trainingData, testingData, kmsKeyId, versionDescription, featureConfig };
  return { ...awsCased(asked), OutputConfig: outputConfigOf(inputs), Tags: tags };
}

/** The inputs that a model was trained with, as a program writes them. */
function asWritten(projectArn: string, value: ProjectVersionDescription): Inputs {
  const { OutputConfig, KmsKeyId, VersionDescription, Feature, FeatureConfig } = value;
  const trainingData = assetsIn(value.TrainingDataResult?.Input);
  return {
    projectArn,
    outputConfig: { s3Bucket: OutputConfig?.S3Bucket ?? "", s3KeyPrefix: OutputConfig?.S3KeyPrefix },
    // A model that was trained from its project's datasets is asked for without any data.
    ...(trainingData && { trainingData, testingData: testingDataIn(value.TestingDataResult?.Input) }),
    kmsKeyId: KmsKeyId,
    versionDescription: VersionDescription,
    featureConfig:
      Feature === "CONTENT_MODERATION"
        ? camelCased<NonNullable<Inputs["featureConfig"]>>(FeatureConfig ?? { ContentModeration: {} })
        : undefined,
  };
}

function assetsIn(data: TrainingData | undefined): Inputs["trainingData"] {
  if (data?.Assets === undefined || data.Assets.length === 0) return undefined;
  return camelCased<NonNullable<Inputs["trainingData"]>>({ Assets: data.Assets });
}

function testingDataIn(data: TestingData | undefined): Inputs["testingData"] {
  return assetsIn(data) ?? (data?.AutoCreate === true ? { autoCreate: true } : undefined);
}

/** The handler of models. */
export const projectVersionHandler = createModelHandler<Inputs>({
  definition: projectVersionDefinition,
  making: "training",
  // AWS trains for up to 24 hours; the model then has to start.
  makingLimitMs: 26 * 60 * 60_000,
  costNote: trainingNote,
  projectOf: ({ projectArn }) => projectArn,
  leaveMaking: ({ waitForTraining }) => waitForTraining === false,
  begin: beginTraining,
  differences,
  inputsAsRead: (_context, recorded, projectArn, value) =>
    recorded === undefined ? asWritten(projectArn, value) : { ...recorded, projectArn },
});

/** Begins the training, as soon as there is a slot for it; returns the ARN. */
async function beginTraining(work: Work, inputs: Inputs, tags: Record<string, string>): Promise<string> {
  const { context, model } = work;
  if (inputs.trainingData === undefined) await whenDatasetsAreReady(work);
  const line = trainingLine(context, model.projectArn);
  // One that was refused stands in the line, and one that comes later does not overtake.
  let place = line.isEmpty ? undefined : line.join();
  try {
    let slot = new SlotWait(work, "TRAINING_IN_PROGRESS");
    for (;;) {
      if (place !== undefined && line.before(place) > 0) {
        await waitForTurn(work, line, place);
        slot = new SlotWait(work, "TRAINING_IN_PROGRESS");
      }
      try {
        const answer = await context.aws.call("CreateProjectVersion", createRequest(model, inputs, tags));
        return answer.ProjectVersionArn ?? "";
      } catch (error) {
        if (!isRekognitionError(error, "QuotaExceeded") || error.awsName !== "LimitExceededException") {
          throw await explained(work, inputs, error);
        }
        place ??= line.join();
        if (line.before(place) === 0 && (await slot.refused()) !== undefined) throw error;
      }
    }
  } finally {
    if (place !== undefined) line.leave(place);
  }
}

/** What can be read of a model, held against the inputs. */
function differences(inputs: Inputs, value: ProjectVersionDescription): string[] {
  const read = outputsOf(value);
  const asked = inputs.trainingData?.assets[0]?.groundTruthManifest.s3Object;
  const used = value.TrainingDataResult?.Input?.Assets?.[0]?.GroundTruthManifest?.S3Object;
  const list: string[] = [];
  if (read.status === undefined) list.push("its status cannot be read");
  if (asked !== undefined && used !== undefined && (asked.bucket !== used.Bucket || asked.name !== used.Name)) {
    list.push(`it was trained on s3://${used.Bucket ?? ""}/${used.Name ?? ""}`);
  }
  return list;
}

type Readiness = "ready" | "changing";

const READY: VerdictTable<Readiness> = {
  until: "can be trained: a dataset of its project is being made or changed",
  statuses: statusTable({ ready: "target", changing: "pending" }),
  absent: "target",
};

/** Waits until the datasets that a model is to be trained from stand still; fails where there is nothing to train on. */
async function whenDatasetsAreReady({ context, model }: Work): Promise<void> {
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
async function explained({ context, model }: Work, inputs: Inputs, refusal: unknown): Promise<unknown> {
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
