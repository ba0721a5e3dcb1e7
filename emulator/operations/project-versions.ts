import type {
  CreateProjectVersionRequest,
  CreateProjectVersionResponse,
  DeleteProjectVersionRequest,
  DeleteProjectVersionResponse,
} from "@aws-sdk/client-rekognition";
import { planTraining } from "../media/training-plan.js";
import { invalidParameter, limitExceeded, resourceInUse, resourceNotFound, serviceError } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import { projectVersionArn } from "../store/arns.js";
import { allVersions, requireProject, requireVersion } from "../store/lookup.js";
import { Status } from "../store/status.js";
import { newTags } from "../store/tags.js";
import type { Project, ProjectVersion } from "../store/things.js";
import type { Call } from "../world.js";
import type { Handler } from "./handler.js";
import { VERSION_LEGALITY } from "./legality.js";
import { checkTagCount } from "./tags.js";
import { beginTraining } from "./training.js";
import { checkTrainingData, trainingInput } from "./training-input.js";

type CreateInput = Wire<CreateProjectVersionRequest>;

/** Rules about the project the model is to be part of. */
function checkProject(input: CreateInput, call: Call, project: Project): void {
  if (project.status.current !== "CREATED") {
    throw resourceInUse(`The project ${project.name} is ${project.status.current}.`);
  }
  if (input.FeatureConfig !== undefined && project.feature !== "CONTENT_MODERATION") {
    throw invalidParameter("FeatureConfig does not match the feature of the project.");
  }
  if (project.versions.has(input.VersionName)) {
    throw resourceInUse(`A version named ${input.VersionName} already exists in project ${project.name}.`);
  }
  const { switches } = call.world;
  if (project.versions.size >= switches.quotaModelsPerProject) {
    const text = `Model limit exceeded for project, limit - ${switches.quotaModelsPerProject}.`;
    throw serviceError(switches.tooManyModels, text);
  }
  const training = [...allVersions(call)].filter((version) => version.status.current === "TRAINING_IN_PROGRESS");
  if (training.length >= switches.quotaConcurrentTrainings) {
    throw limitExceeded(
      `Concurrent training limit exceeded for account, limit - ${switches.quotaConcurrentTrainings}.`,
    );
  }
}

export const createProjectVersion: Handler<CreateProjectVersionRequest, CreateProjectVersionResponse> = (
  input,
  call,
) => {
  checkTrainingData(input);
  checkTagCount(call, input.Tags ?? {});
  const project = requireProject(call, input.ProjectArn);
  const training = trainingInput(input, call, project);
  checkProject(input, call, project);
  const plan = planTraining(call, { ...training, outputBucket: input.OutputConfig.S3Bucket ?? "" });
  const createdAtMs = call.world.store.stamp(call.nowMs);
  const version: ProjectVersion = {
    arn: projectVersionArn(call.scope, project.name, input.VersionName, createdAtMs),
    createdAtMs,
    madeAtMs: call.nowMs,
    tags: newTags(input.Tags, call.nowMs),
    name: input.VersionName,
    project,
    status: new Status("TRAINING_IN_PROGRESS", call.nowMs, "The model is being trained."),
    outputConfig: input.OutputConfig,
    trainingData: training.trainingData,
    testingData: training.testingData,
    kmsKeyId: input.KmsKeyId,
    description: input.VersionDescription,
    confidenceThreshold: input.FeatureConfig?.ContentModeration?.ConfidenceThreshold,
    minInferenceUnits: undefined,
    maxInferenceUnits: undefined,
    training: undefined,
    trainingEndedAtMs: undefined,
    validated: false,
    model: undefined,
    pending: undefined,
  };
  project.versions.set(version.name, version);
  beginTraining(call, version, plan);
  return { ProjectVersionArn: version.arn };
};

export const deleteProjectVersion: Handler<DeleteProjectVersionRequest, DeleteProjectVersionResponse> = (
  input,
  call,
) => {
  const version = requireVersion(call, input.ProjectVersionArn);
  const { timeline, switches } = call.world;
  const status = version.status.current;
  if (status === "DELETING" && switches.duplicateDelete === "ResourceNotFoundException") {
    throw resourceNotFound(`The project version with ARN ${version.arn} does not exist.`);
  }
  if (VERSION_LEGALITY[status].delete !== "ok") {
    throw resourceInUse(`The project version ${version.name} cannot be deleted while it is ${status}.`);
  }
  version.status.set("DELETING", call.nowMs, "The model is being deleted.");
  timeline.at(call.nowMs + switches.modelDeletingMs, () => {
    version.project.versions.delete(version.name);
  });
  return { Status: "DELETING" };
};
