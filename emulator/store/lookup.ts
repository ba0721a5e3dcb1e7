import { accessDenied, invalidParameter, resourceNotFound } from "../protocol/errors.js";
import type { Call } from "../world.js";
import { parseArn } from "./arns.js";
import type { Scope, Store } from "./scope.js";
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

export function findProject(scope: Scope, arn: string): Project | undefined {
  const name = /:project\/([^/]+)\/\d+$/.exec(arn)?.[1];
  const project = name === undefined ? undefined : scope.projects.get(name);
  return project?.arn === arn ? project : undefined;
}

export function requireProject(call: Call, arn: string): Project {
  const project = findProject(call.scope, arn);
  if (project !== undefined) return project;
  refuseForeign(call, arn);
  throw resourceNotFound(`The project with ARN ${arn} does not exist.`);
}

export function findVersion(scope: Scope, arn: string): ProjectVersion | undefined {
  const [, project, name] = /:project\/([^/]+)\/version\/([^/]+)\/\d+$/.exec(arn) ?? [];
  if (project === undefined || name === undefined) return undefined;
  const version = scope.projects.get(project)?.versions.get(name);
  return version?.arn === arn ? version : undefined;
}

export function requireVersion(call: Call, arn: string): ProjectVersion {
  const version = findVersion(call.scope, arn);
  if (version !== undefined) return version;
  refuseForeign(call, arn);
  throw resourceNotFound(`The project version with ARN ${arn} does not exist.`);
}

function findDataset(scope: Scope, arn: string): Dataset | undefined {
  const [, project, type] = /:project\/([^/]+)\/dataset\/(train|test)\/\d+$/.exec(arn) ?? [];
  if (project === undefined) return undefined;
  const dataset = scope.projects.get(project)?.datasets.get(type === "train" ? "TRAIN" : "TEST");
  return dataset?.arn === arn ? dataset : undefined;
}

export function requireDataset(call: Call, arn: string): Dataset {
  const dataset = findDataset(call.scope, arn);
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
  let thing: Thing | undefined =
    findVersion(call.scope, arn) ?? findDataset(call.scope, arn) ?? findProject(call.scope, arn);
  if (kind === "collection") thing = call.scope.collections.get(name);
  if (kind === "streamprocessor") thing = call.scope.streamProcessors.get(name);
  if (thing?.arn === arn) return thing;
  refuseForeign(call, arn);
  throw resourceNotFound(`The resource with ARN ${arn} does not exist.`);
}

/** A thing of any account and Region. */
export function inAnyScope<T>(store: Store, find: (scope: Scope) => T | undefined): T | undefined {
  for (const scope of store.scopes()) {
    const thing = find(scope);
    if (thing !== undefined) return thing;
  }
  return undefined;
}

export const versionOf = (store: Store, arn: string): ProjectVersion | undefined =>
  inAnyScope(store, (scope) => findVersion(scope, arn));

export const datasetOf = (store: Store, arn: string): Dataset | undefined =>
  inAnyScope(store, (scope) => findDataset(scope, arn));

/** A stream processor, and where it is. */
export function processorOf(
  store: Store,
  arn: string,
): { readonly scope: Scope; readonly processor: StreamProcessor } | undefined {
  const name = arn.slice(arn.indexOf("/") + 1);
  return inAnyScope(store, (scope) => {
    const processor = scope.streamProcessors.get(name);
    return processor?.arn === arn ? { scope, processor } : undefined;
  });
}

/** All versions of the caller's account and Region. */
export function* allVersions(call: Call): Iterable<ProjectVersion> {
  for (const project of call.scope.projects.values()) yield* project.versions.values();
}
