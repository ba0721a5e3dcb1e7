import type {
  CreateProjectVersionRequest,
  CreateProjectVersionResponse,
  DeleteProjectVersionRequest,
  DeleteProjectVersionResponse,
} from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../events/shapes.js";
import { planTraining } from "../media/training-plan.js";
import { invalidParameter, limitExceeded, resourceInUse, resourceNotFound } from "../protocol/errors.js";
import { allVersions, requireProject, requireVersion, versionOf } from "../store/lookup.js";
import type { Call, World } from "../world.js";
import type { Handler } from "./handler.js";
import { VERSION_LEGALITY } from "./legality.js";
import { addVersion, checkRoom } from "./new-version.js";
import { checkTagCount } from "./tags.js";
import { beginTraining } from "./training.js";
import { checkTrainingData, trainingInput } from "./training-input.js";

function checkTrainings(call: Call): void {
  const { quotaConcurrentTrainings } = call.world.switches;
  const training = [...allVersions(call)].filter((version) => version.status.current === "TRAINING_IN_PROGRESS");
  if (training.length >= quotaConcurrentTrainings) {
    throw limitExceeded(`Concurrent training limit exceeded for account, limit - ${quotaConcurrentTrainings}.`);
  }
}

export const createProjectVersion: Handler<CreateProjectVersionRequest, CreateProjectVersionResponse> = (
  input,
  call,
) => {
  checkTrainingData(input);
  checkTagCount(call, input.Tags ?? {});
  const project = requireProject(call, input.ProjectArn);
  if (input.FeatureConfig !== undefined && project.feature !== "CONTENT_MODERATION") {
    throw invalidParameter("FeatureConfig does not match the feature of the project.");
  }
  const { trainingData, testingData, ...rest } = trainingInput(input, call, project);
  checkRoom(call, project, input.VersionName);
  checkTrainings(call);
  const outputBucket = input.OutputConfig.S3Bucket ?? "";
  const plan = planTraining(call, { ...rest, trainingData, testingData, outputBucket });
  const version = addVersion(call, project, {
    name: input.VersionName,
    status: "TRAINING_IN_PROGRESS",
    statusMessage: "The model is being trained.",
    outputConfig: input.OutputConfig,
    trainingData,
    testingData,
    kmsKeyId: input.KmsKeyId,
    tags: input.Tags,
    description: input.VersionDescription,
    confidenceThreshold: input.FeatureConfig?.ContentModeration?.ConfidenceThreshold,
    manifests: plan.manifests,
  });
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
  timeline.at(call.nowMs + switches.modelDeletingMs, "modelDeleted", { version: version.arn });
  return { Status: "DELETING" };
};

export function endModelDeletion({ store }: World, args: EventArgs["modelDeleted"]): void {
  const version = versionOf(store, args.version);
  version?.project.versions.delete(version.name);
}
