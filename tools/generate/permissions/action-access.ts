/**
 * The types of resource by which AWS tells apart what an identity may do: what a statement about each is called, and how its
 * ARNs look; `*` stands for names and for the time of creation at their end.
 */
export const RESOURCE_TYPES = {
  project: { sid: "Projects", arn: "arn:aws:rekognition:REGION:ACCOUNT:project/*/*" },
  projectversion: { sid: "Models", arn: "arn:aws:rekognition:REGION:ACCOUNT:project/*/version/*/*" },
  dataset: { sid: "Datasets", arn: "arn:aws:rekognition:REGION:ACCOUNT:project/*/dataset/*/*" },
  collection: { sid: "Collections", arn: "arn:aws:rekognition:REGION:ACCOUNT:collection/*" },
  streamprocessor: { sid: "StreamProcessors", arn: "arn:aws:rekognition:REGION:ACCOUNT:streamprocessor/*" },
};

export type ResourceType = keyof typeof RESOURCE_TYPES;

/** In the order in which policies name them. */
export const resourceTypes = Object.keys(RESOURCE_TYPES) as ResourceType[];

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
export function checkedAgainst(action: string, taggedTypes: readonly ResourceType[]): readonly ResourceType[] {
  if (isTagging(action)) return taggedTypes;
  return resourceTypes.filter((type) => CHECKED_AGAINST[type].includes(action));
}

/** Whether an action only reads or writes tags. */
export function isTagging(action: string): boolean {
  return TAGGING.has(action);
}

/** What tags are put on: what the actions act on, less what a create only refers to. */
export function typesTaggedBy(actions: readonly string[]): readonly ResourceType[] {
  const acting = actions.filter((action) => !action.startsWith("Create"));
  return resourceTypes.filter((type) => CHECKED_AGAINST[type].some((action) => acting.includes(action)));
}

/** The actions an identity needs for some calls, in alphabetical order. */
export function actionsFor(operations: Iterable<string>): string[] {
  const called = [...operations];
  return [...new Set([...called, ...called.flatMap((operation) => ALSO_CHECKED[operation] ?? [])])].sort();
}
