import { otherPermissions } from "./other-services.js";

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Who makes which calls: a kind of resource or a function. */
export interface Caller {
  readonly name: string;
  readonly operations: ReadonlySet<string>;
  readonly asksAccount: boolean;
}

/**
 * The types of resource by which AWS tells apart what an identity may do: what a statement about each is called, and how its
 * ARNs look; `*` stands for names and for the time of creation at their end.
 */
const RESOURCE_TYPES = {
  project: { sid: "Projects", arn: "arn:aws:rekognition:REGION:ACCOUNT:project/*/*" },
  projectversion: { sid: "Models", arn: "arn:aws:rekognition:REGION:ACCOUNT:project/*/version/*/*" },
  dataset: { sid: "Datasets", arn: "arn:aws:rekognition:REGION:ACCOUNT:project/*/dataset/*/*" },
  collection: { sid: "Collections", arn: "arn:aws:rekognition:REGION:ACCOUNT:collection/*" },
  streamprocessor: { sid: "StreamProcessors", arn: "arn:aws:rekognition:REGION:ACCOUNT:streamprocessor/*" },
};

type ResourceType = keyof typeof RESOURCE_TYPES;

/** In the order in which policies name them. */
const resourceTypes = Object.keys(RESOURCE_TYPES) as ResourceType[];

/** Where the next two tables are taken from. */
export const ACCESS_PAGE = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_rekognition.html";

/** Actions by the type of resource AWS checks them against; all others are checked against none, so they take only `*`. */
const CHECKED_AGAINST: Readonly<Record<ResourceType, readonly string[]>> = {
  project: [
    "CopyProjectVersion",
    "CreateDataset",
    "CreateProject",
    "CreateProjectVersion",
    "DeleteProject",
    "DeleteProjectPolicy",
    "DescribeProjectVersions",
    "ListProjectPolicies",
    "PutProjectPolicy",
  ],
  projectversion: [
    "CopyProjectVersion",
    "DeleteProjectVersion",
    "DetectCustomLabels",
    "StartProjectVersion",
    "StopProjectVersion",
  ],
  dataset: [
    "DeleteDataset",
    "DescribeDataset",
    "DistributeDatasetEntries",
    "ListDatasetEntries",
    "ListDatasetLabels",
    "UpdateDatasetEntries",
  ],
  collection: [
    "AssociateFaces",
    "CreateStreamProcessor",
    "CreateUser",
    "DeleteCollection",
    "DeleteFaces",
    "DeleteUser",
    "DescribeCollection",
    "DisassociateFaces",
    "IndexFaces",
    "ListFaces",
    "ListUsers",
    "SearchFaces",
    "SearchFacesByImage",
    "SearchUsers",
    "SearchUsersByImage",
    "StartFaceSearch",
  ],
  streamprocessor: [
    "CreateStreamProcessor",
    "DeleteStreamProcessor",
    "DescribeStreamProcessor",
    "ListStreamProcessors",
    "StartStreamProcessor",
    "StopStreamProcessor",
    "UpdateStreamProcessor",
  ],
};

/** Actions that AWS checks besides, when another one is called with what its inputs can say. */
const ALSO_CHECKED: Readonly<Record<string, readonly string[]>> = {
  CopyProjectVersion: ["CreateProjectVersion"],
  CreateDataset: ["ListDatasetEntries"],
};

const TAGGING: ReadonlySet<string> = new Set(["TagResource", "UntagResource", "ListTagsForResource"]);

/** Types of resource; empty where AWS knows none for the action. */
function checkedAgainst(action: string, taggedTypes: readonly ResourceType[]): readonly ResourceType[] {
  if (isTagging(action)) return taggedTypes;
  return resourceTypes.filter((type) => CHECKED_AGAINST[type].includes(action));
}

/** Whether an action only reads or writes tags. */
export function isTagging(action: string): boolean {
  return TAGGING.has(action);
}

/** What tags are put on: what the actions act on, less what a create only refers to. */
function typesTaggedBy(actions: readonly string[]): readonly ResourceType[] {
  const acting = actions.filter((action) => !action.startsWith("Create"));
  return resourceTypes.filter((type) => CHECKED_AGAINST[type].some((action) => acting.includes(action)));
}

/** The actions an identity needs for some calls, in alphabetical order. */
function actionsFor(operations: Iterable<string>): string[] {
  const called = [...operations];
  return [...new Set([...called, ...called.flatMap((operation) => ALSO_CHECKED[operation] ?? [])])].sort();
}

/** The policy that lets an identity do all that some callers do. */
export function policyFor(callers: readonly Caller[]) {
  const others = callers.flatMap(({ name }) => otherPermissions[name] ?? []).map(({ statement }) => statement);
  const whoAmI: Statement = {
    Sid: "Account",
    Effect: "Allow",
    Action: ["sts:GetCallerIdentity"],
    Resource: "*",
  };
  // Optional, and asked for by a refresh of what it could tag.
  const tagsOfMany: Statement = {
    Sid: "TagsOfMany",
    Effect: "Allow",
    Action: ["tag:GetResources"],
    Resource: "*",
  };
  return {
    Version: "2012-10-17",
    Statement: [
      ...rekognitionStatements(callers),
      ...(callers.some(({ operations }) => operations.has("TagResource")) ? [tagsOfMany] : []),
      ...(callers.some(({ asksAccount }) => asksAccount) ? [whoAmI] : []),
      ...merged(others),
    ],
  };
}

/** One statement for each set of resource types that AWS checks actions against; tagging stands apart. */
function rekognitionStatements(callers: readonly Caller[]): Statement[] {
  const byTypes = new Map<string, { types: readonly ResourceType[]; actions: Set<string> }>();
  const types = new Map<string, Set<ResourceType>>();
  for (const { operations } of callers) {
    const actions = actionsFor(operations);
    const tagged = typesTaggedBy(actions);
    for (const action of actions) {
      const known = types.get(action) ?? new Set();
      checkedAgainst(action, tagged).forEach((type) => known.add(type));
      types.set(action, known);
    }
  }
  for (const [action, set] of types) {
    const ordered = resourceTypes.filter((type) => set.has(type));
    const key = [isTagging(action), ...ordered].join();
    const group = byTypes.get(key) ?? { types: ordered, actions: new Set() };
    group.actions.add(action);
    byTypes.set(key, group);
  }
  return [...byTypes.values()].map((group) => ({
    Sid: sidOf(group),
    Effect: "Allow",
    Action: [...group.actions].sort().map((action) => `rekognition:${action}`),
    Resource: group.types.length === 0 ? "*" : oneOrMany(group.types.map((type) => RESOURCE_TYPES[type].arn)),
  }));
}

function sidOf({ types, actions }: { types: readonly ResourceType[]; actions: ReadonlySet<string> }): string {
  if ([...actions].every(isTagging)) return "Tags";
  return types.length === 0 ? "Anywhere" : types.map((type) => RESOURCE_TYPES[type].sid).join("And");
}

/** Statements of the same name are one, for everything that they name between them. */
function merged(statements: readonly Statement[]): Statement[] {
  const bySid = new Map<string, Statement>();
  for (const statement of statements) {
    const known = bySid.get(statement.Sid);
    const actions = new Set([...(known?.Action ?? []), ...statement.Action]);
    bySid.set(statement.Sid, { ...statement, Action: [...actions].sort() });
  }
  return [...bySid.values()];
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
