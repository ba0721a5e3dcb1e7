import type {
  CreateProjectRequest,
  CreateProjectResponse,
  DeleteProjectRequest,
  DeleteProjectResponse,
  DescribeProjectsRequest,
  DescribeProjectsResponse,
  ProjectDescription,
} from "@aws-sdk/client-rekognition";
import type { EventArgs } from "../events/shapes.js";
import { limitExceeded, resourceInUse, resourceNotFound } from "../protocol/errors.js";
import { epochSeconds } from "../protocol/wire.js";
import type { Wire } from "../protocol/wire.js";
import { projectArn } from "../store/arns.js";
import { findProject, inAnyScope, isVisible, requireProject } from "../store/lookup.js";
import { Status } from "../store/status.js";
import { newTags } from "../store/tags.js";
import type { Project } from "../store/things.js";
import type { Call, World } from "../world.js";
import { datasetMetadata } from "./datasets/dataset-status.js";
import type { Handler } from "./handler.js";
import { acceptsCalls } from "./legality.js";
import { paginate } from "./paging.js";
import { checkTagCount } from "./tags.js";

export const createProject: Handler<CreateProjectRequest, CreateProjectResponse> = (input, call) => {
  const { scope, world, nowMs } = call;
  const name = input.ProjectName;
  checkTagCount(call, input.Tags ?? {});
  if (scope.projects.has(name)) throw resourceInUse(`A project named ${name} already exists.`);
  if (scope.projects.size >= world.switches.quotaProjects) {
    throw limitExceeded(`Project limit exceeded for account, limit - ${world.switches.quotaProjects}.`);
  }
  const createdAtMs = world.store.stamp(nowMs);
  const feature = input.Feature ?? "CUSTOM_LABELS";
  const project: Project = {
    arn: projectArn(scope, name, createdAtMs),
    createdAtMs,
    madeAtMs: call.nowMs,
    tags: newTags(input.Tags, call.nowMs),
    name,
    feature,
    autoUpdate: feature === "CONTENT_MODERATION" && input.AutoUpdate === "ENABLED",
    status: new Status("CREATING", nowMs),
    versions: new Map(),
    datasets: new Map(),
    policies: new Map(),
  };
  scope.projects.set(name, project);
  world.timeline.at(nowMs + world.switches.projectCreatingMs, "projectCreated", { project: project.arn });
  return { ProjectArn: project.arn };
};

export function endProjectCreation({ store }: World, args: EventArgs["projectCreated"], atMs: number): void {
  const project = inAnyScope(store, (scope) => findProject(scope, args.project));
  if (project?.status.current === "CREATING") project.status.set("CREATED", atMs);
}

/** AWS leaves Feature and AutoUpdate out when they have their default values. */
function describe(call: Call, project: Project): Wire<ProjectDescription> {
  return {
    ProjectArn: project.arn,
    CreationTimestamp: epochSeconds(project.createdAtMs),
    Status: project.status.shown(call.nowMs, call.world.switches.statusLagMs).status,
    Datasets: [...project.datasets.values()]
      .filter((dataset) => isVisible(call, dataset))
      .map((dataset) => datasetMetadata(call, dataset)),
    Feature: project.feature === "CUSTOM_LABELS" ? undefined : project.feature,
    AutoUpdate: project.autoUpdate ? "ENABLED" : undefined,
  };
}

export const describeProjects: Handler<DescribeProjectsRequest, DescribeProjectsResponse> = (input, call) => {
  const features = input.Features ?? ["CUSTOM_LABELS"];
  const names = input.ProjectNames;
  const page = paginate(call, {
    operation: "DescribeProjects",
    items: [...call.scope.projects.values()].filter(
      (project) =>
        isVisible(call, project) && features.includes(project.feature) && (names?.includes(project.name) ?? true),
    ),
    keyOf: (project) => project.createdAtMs,
    order: "descending",
    maxResults: input.MaxResults,
    token: input.NextToken,
  });
  return {
    ProjectDescriptions: page.items.map((project) => describe(call, project)),
    NextToken: page.nextToken,
  };
};

export const deleteProject: Handler<DeleteProjectRequest, DeleteProjectResponse> = (input, call) => {
  const { world, nowMs } = call;
  const project = requireProject(call, input.ProjectArn);
  const status = project.status.current;
  if (status === "DELETING" && world.switches.duplicateDelete === "ResourceNotFoundException") {
    throw resourceNotFound(`The project with ARN ${project.arn} does not exist.`);
  }
  if (!acceptsCalls(call, project)) throw resourceInUse(`The project ${project.name} is ${status}.`);
  if (project.versions.size > 0) {
    throw resourceInUse(`The project ${project.name} still has ${project.versions.size} model(s).`);
  }
  if (project.datasets.size > 0) {
    throw resourceInUse(`The project ${project.name} still has ${project.datasets.size} dataset(s).`);
  }
  project.status.set("DELETING", nowMs);
  world.timeline.at(nowMs + world.switches.projectDeletingMs, "projectDeleted", { project: project.arn });
  return { Status: "DELETING" };
};

export function endProjectDeletion({ store }: World, args: EventArgs["projectDeleted"]): void {
  for (const scope of store.scopes()) {
    const project = findProject(scope, args.project);
    if (project !== undefined) scope.projects.delete(project.name);
  }
}
