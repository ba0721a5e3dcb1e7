import type { GetResourcesInput, GetResourcesOutput, TagFilter } from "@aws-sdk/client-resource-groups-tagging-api";
import { ApiError, invalidParameter } from "../protocol/errors.js";
import type { Handler } from "../operations/handler.js";
import type { Scope } from "../store/scope.js";
import type { TagMap } from "../store/tags.js";
import type { Thing } from "../store/things.js";
import type { Call } from "../world.js";

/* What is not said otherwise: https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */

interface Tagged {
  readonly arn: string;
  readonly tags: TagMap;
}

interface PageLimits {
  readonly resources: number;
  readonly tags: number;
}

/** Not documented for ResourcesPerPage alone; the largest it takes. */
const DEFAULT_RESOURCES = 100;
/** "A PaginationToken is valid for a maximum of 15 minutes." */
const TOKEN_MS = 15 * 60_000;
const ARN = /^arn:(aws[a-z-]*):[^:]+:[^:]*:[^:]*:.+$/;

function* thingsOf(scope: Scope): Generator<Thing> {
  for (const project of scope.projects.values()) {
    yield project;
    yield* project.datasets.values();
    yield* project.versions.values();
  }
  yield* scope.collections.values();
  yield* scope.streamProcessors.values();
}

/** What the index has of a thing: nothing until it was tagged once, and no tags of one that was. */
function indexed({ arn, tags }: Thing, { nowMs, world: { switches } }: Call): Tagged | undefined {
  const shown = tags.shown(nowMs, switches.taggingLagMs);
  const wasTagged = shown === tags.value && Object.keys(tags.parts.before).length > 0;
  return Object.keys(shown).length > 0 || wasTagged ? { arn, tags: shown } : undefined;
}

function isOfType({ arn }: Tagged, filters: readonly string[] | undefined): boolean {
  const [, , service = "", , , resource = ""] = arn.split(":");
  const types = [service, `${service}:${resource.split("/")[0] ?? ""}`];
  return filters === undefined || filters.length === 0 || filters.some((filter) => types.includes(filter));
}

function satisfies({ tags }: Tagged, filters: readonly TagFilter[] | undefined): boolean {
  return (filters ?? []).every(({ Key = "", Values = [] }) => {
    const value = Object.hasOwn(tags, Key) ? tags[Key] : undefined;
    return value !== undefined && (Values.length === 0 || Values.includes(value));
  });
}

function checkArns(arns: readonly string[], region: string): void {
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  const odd = arns.find((arn) => ARN.exec(arn)?.[1] !== partition);
  if (odd !== undefined) throw invalidParameter(`${odd} is not a valid ARN in this partition.`);
}

function checkTogether(input: Parameters<typeof getResources>[0]): void {
  const { ResourceARNList, TagFilters, ResourceTypeFilters, ResourcesPerPage, TagsPerPage, PaginationToken } = input;
  const others = { TagFilters, ResourceTypeFilters, ResourcesPerPage, TagsPerPage, PaginationToken };
  const other = Object.entries(others).find(([, value]) => value !== undefined && value !== "")?.[0];
  if (ResourceARNList !== undefined && other !== undefined) {
    throw invalidParameter(`ResourceARNList and ${other} cannot be specified in the same request.`);
  }
  if (TagFilters?.some(({ Key }) => Key === undefined) === true) throw invalidParameter("A TagFilter needs a Key.");
}

function limitsOf({ ResourcesPerPage = DEFAULT_RESOURCES, TagsPerPage }: GetResourcesInput, call: Call): PageLimits {
  if (ResourcesPerPage < 1 || ResourcesPerPage > 100) throw invalidParameter("ResourcesPerPage must be 1 to 100.");
  if (TagsPerPage !== undefined && (TagsPerPage < 100 || TagsPerPage > 500)) {
    throw invalidParameter("TagsPerPage must be 100 to 500.");
  }
  return { resources: Math.min(ResourcesPerPage, call.world.switches.pageSize), tags: TagsPerPage ?? Infinity };
}

/** The ARN that a token goes on after. */
function afterOf(token: string, nowMs: number): string {
  try {
    const [arn, madeAtMs] = JSON.parse(Buffer.from(token, "base64url").toString()) as unknown[];
    if (typeof arn === "string" && nowMs < Number(madeAtMs) + TOKEN_MS) return arn;
  } catch {
    throw invalidParameter("PaginationToken is not valid.");
  }
  throw new ApiError("PaginationTokenExpiredException", "The PaginationToken has expired.", 400, "service");
}

/** A page of what is in order. A thing and its tags are never split; one without tags counts as one tag. */
function pageOf(all: readonly Tagged[], limits: PageLimits): readonly Tagged[] {
  let tags = 0;
  const end = all.findIndex((each, index) => {
    tags += Math.max(1, Object.keys(each.tags).length);
    return index > 0 && (index >= limits.resources || tags > limits.tags);
  });
  return end === -1 ? all : all.slice(0, end);
}

export const getResources: Handler<GetResourcesInput, GetResourcesOutput> = (input, call) => {
  checkTogether(input);
  const arns = input.ResourceARNList;
  if (arns !== undefined) checkArns(arns, call.scope.region);
  const asked = arns && new Set(arns);
  const after = input.PaginationToken ? afterOf(input.PaginationToken, call.nowMs) : "";
  const isKnown = call.world.switches.taggingApi !== "knowsNoRekognition";
  const found = (isKnown ? [...thingsOf(call.scope)] : [])
    .filter(({ arn }) => arn > after && (asked?.has(arn) ?? true))
    .map((thing) => indexed(thing, call))
    .filter((each) => each !== undefined)
    .filter((each) => isOfType(each, input.ResourceTypeFilters) && satisfies(each, input.TagFilters))
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const page = pageOf(found, limitsOf(input, call));
  const last = page.at(-1);
  const isMore = page.length < found.length && last !== undefined;
  return {
    PaginationToken: isMore ? Buffer.from(JSON.stringify([last.arn, call.nowMs])).toString("base64url") : "",
    ResourceTagMappingList: page.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
};
