import { resourceInUse, serviceError } from "../protocol/errors.js";
import { projectVersionArn } from "../store/arns.js";
import { Status } from "../store/status.js";
import { newTags } from "../store/tags.js";
import type { TagMap } from "../store/tags.js";
import type { Project, ProjectVersion } from "../store/things.js";
import type { Call } from "../world.js";
import { acceptsCalls } from "./legality.js";

/** What a version is made with, whether it is trained or copied. */
export interface VersionPlan extends Pick<
  ProjectVersion,
  "name" | "outputConfig" | "trainingData" | "testingData" | "kmsKeyId"
> {
  readonly status: ProjectVersion["status"]["current"];
  readonly statusMessage: string;
  readonly tags: TagMap | undefined;
  readonly description?: string | undefined;
  readonly confidenceThreshold?: number | undefined;
  readonly sourceArn?: string;
  readonly manifests?: ProjectVersion["manifests"];
}

/** Whether a project can have another version of this name. */
export function checkRoom(call: Call, project: Project, name: string): void {
  const { quotaModelsPerProject, tooManyModels } = call.world.switches;
  if (!acceptsCalls(call, project)) {
    throw resourceInUse(`The project ${project.name} is ${project.status.current}.`);
  }
  if (project.versions.has(name)) {
    throw resourceInUse(`A version named ${name} already exists in project ${project.name}.`);
  }
  if (project.versions.size >= quotaModelsPerProject) {
    throw serviceError(tooManyModels, `Model limit exceeded for project, limit - ${quotaModelsPerProject}.`);
  }
}

/** Puts a version into a project. */
export function addVersion(call: Call, project: Project, plan: VersionPlan): ProjectVersion {
  const { name, status, statusMessage, tags, ...given } = plan;
  const createdAtMs = call.world.store.stamp(call.nowMs);
  const version: ProjectVersion = {
    description: undefined,
    confidenceThreshold: undefined,
    sourceArn: undefined,
    manifests: undefined,
    ...given,
    arn: projectVersionArn(call.scope, project.name, name, createdAtMs),
    createdAtMs,
    madeAtMs: call.nowMs,
    tags: newTags(tags, call.nowMs),
    name,
    project,
    status: new Status(status, call.nowMs, statusMessage),
    minInferenceUnits: undefined,
    maxInferenceUnits: undefined,
    training: undefined,
    trainingEndedAtMs: undefined,
    validated: false,
    model: undefined,
    upcoming: undefined,
    pending: undefined,
  };
  project.versions.set(name, version);
  return version;
}
