import { accessDenied, invalidParameter, resourceNotFound } from "../protocol/errors.js";
import type { Call } from "../world.js";
import { parseArn } from "./arns.js";
import type { Collection, Dataset, Face, Project, ProjectVersion, StreamProcessor, Thing, User } from "./things.js";

/** Whether describes and lists show the thing yet. */
export function isVisible(call: Call, thing: Thing): boolean {
  const { describeLagMs } = call.world.switches;
  return describeLagMs === 0 || call.nowMs >= thing.madeAtMs + describeLagMs;
}

/** Answers for an ARN of another account or Region, if that is to be told apart. */
export function refuseForeign(call: Call, arn: string): void {
  const parsed = parseArn(arn);
  if (parsed === undefined) return;
  const { account, region } = call.scope;
  if (parsed.account === account && parsed.region === region) return;
  if (call.world.switches.foreignAccountArn === "AccessDeniedException") {
    throw accessDenied(`User: ${call.caller.arn} is not authorized to access this resource`);
  }
}

function findProject(call: Call, arn: string): Project | undefined {
  const name = /:project\/([^/]+)\/\d+$/.exec(arn)?.[1];
  const project = name === undefined ? undefined : call.scope.projects.get(name);
  return project?.arn === arn ? project : undefined;
}

export function requireProject(call: Call, arn: string): Project {
  const project = findProject(call, arn);
  if (project !== undefined) return project;
  refuseForeign(call, arn);
  throw resourceNotFound(`The project with ARN ${arn} does not exist.`);
}

function findVersion(call: Call, arn: string): ProjectVersion | undefined {
  const [, project, name] = /:project\/([^/]+)\/version\/([^/]+)\/\d+$/.exec(arn) ?? [];
  if (project === undefined || name === undefined) return undefined;
  const version = call.scope.projects.get(project)?.versions.get(name);
  return version?.arn === arn ? version : undefined;
}

export function requireVersion(call: Call, arn: string): ProjectVersion {
  const version = findVersion(call, arn);
  if (version !== undefined) return version;
  refuseForeign(call, arn);
  throw resourceNotFound(`The project version with ARN ${arn} does not exist.`);
}

function findDataset(call: Call, arn: string): Dataset | undefined {
  const [, project, type] = /:project\/([^/]+)\/dataset\/(train|test)\/\d+$/.exec(arn) ?? [];
  if (project === undefined) return undefined;
  const dataset = call.scope.projects.get(project)?.datasets.get(type === "train" ? "TRAIN" : "TEST");
  return dataset?.arn === arn ? dataset : undefined;
}

export function requireDataset(call: Call, arn: string): Dataset {
  const dataset = findDataset(call, arn);
  if (dataset !== undefined) return dataset;
  refuseForeign(call, arn);
  throw resourceNotFound(`The dataset with ARN ${arn} does not exist.`);
}

export function requireCollection(call: Call, id: string): Collection {
  const collection = call.scope.collections.get(id);
  if (collection === undefined) throw resourceNotFound(`The collection id: ${id} does not exist`);
  return collection;
}

export function requireFace(call: Call, collection: Collection, faceId: string): Face {
  const face = collection.faces.get(faceId);
  if (face !== undefined) return face;
  const text = `faceId ${faceId} was not found in the collection.`;
  throw call.world.switches.missingFace === "InvalidParameterException"
    ? invalidParameter(text)
    : resourceNotFound(text);
}

export function requireUser(collection: Collection, userId: string): User {
  const user = collection.users.get(userId);
  if (user === undefined) throw resourceNotFound(`The user id: ${userId} does not exist`);
  return user;
}

export function requireStreamProcessor(call: Call, name: string): StreamProcessor {
  const processor = call.scope.streamProcessors.get(name);
  if (processor === undefined) {
    throw resourceNotFound(`Stream processor ${name} does not exist for account ${call.scope.account}.`);
  }
  return processor;
}

/** Whatever can carry tags. */
export function requireTaggable(call: Call, arn: string): Thing {
  const resource = parseArn(arn)?.resource ?? "";
  const [kind, name = ""] = resource.split("/", 2);
  let thing: Thing | undefined = findVersion(call, arn) ?? findDataset(call, arn) ?? findProject(call, arn);
  if (kind === "collection") thing = call.scope.collections.get(name);
  if (kind === "streamprocessor") thing = call.scope.streamProcessors.get(name);
  if (thing?.arn === arn) return thing;
  refuseForeign(call, arn);
  throw resourceNotFound(`The resource with ARN ${arn} does not exist.`);
}

/** All versions of the caller's account and Region. */
export function* allVersions(call: Call): Iterable<ProjectVersion> {
  for (const project of call.scope.projects.values()) yield* project.versions.values();
}
