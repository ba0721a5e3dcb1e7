import type {
  DatasetDescription,
  DescribeCollectionResponse,
  DescribeStreamProcessorResponse,
  ProjectDescription,
  ProjectPolicy,
  ProjectVersionDescription,
} from "@aws-sdk/client-rekognition";
import type { Gateway } from "../aws/gateway.js";
import type { ResponseOf } from "../aws/operations.js";
import { isRekognitionError } from "./errors.js";

/** Looks at objects for all waits and reads; what it returns is never older than the last change of that object. */
export interface DescribeBroker {
  project(name: string): Promise<ProjectDescription | undefined>;
  projects(): Promise<ProjectDescription[]>;
  projectVersion(projectArn: string, versionName: string): Promise<ProjectVersionDescription | undefined>;
  projectVersions(projectArn: string): Promise<ProjectVersionDescription[]>;
  dataset(arn: string): Promise<DatasetDescription | undefined>;
  projectPolicies(projectArn: string): Promise<ProjectPolicy[]>;
  streamProcessor(name: string): Promise<DescribeStreamProcessorResponse | undefined>;
  streamProcessorNames(): Promise<string[]>;
  collection(collectionId: string): Promise<DescribeCollectionResponse | undefined>;
  /** The first result at most comes with it: it is the status that is asked for. */
  videoJob(operation: VideoJobOperation, jobId: string): Promise<ResponseOf<VideoJobOperation> | undefined>;
  tags(arn: string): Promise<Record<string, string>>;
}

/** The calls that ask after a video job. */
type VideoJobOperation =
  "GetLabelDetection" | "GetContentModeration" | "GetFaceDetection" | "GetFaceSearch" | "GetCelebrityRecognition";

/** Without both features DescribeProjects hides the adapters' projects. */
const ALL_FEATURES = ["CUSTOM_LABELS", "CONTENT_MODERATION"] as const;

/** A broker that asks afresh each time. */
export function directBroker(aws: Gateway): DescribeBroker {
  return {
    async project(name) {
      const answer = await aws.call("DescribeProjects", { ProjectNames: [name], Features: [...ALL_FEATURES] });
      return answer.ProjectDescriptions?.find((project) => project.ProjectArn?.includes(`:project/${name}/`));
    },
    projects: () =>
      paged(async (token) => {
        const answer = await aws.call("DescribeProjects", { Features: [...ALL_FEATURES], ...token });
        return { items: answer.ProjectDescriptions, nextToken: answer.NextToken };
      }),
    async projectVersion(projectArn, versionName) {
      const answer = await absentIfNotFound(
        aws.call("DescribeProjectVersions", { ProjectArn: projectArn, VersionNames: [versionName] }),
      );
      return answer?.ProjectVersionDescriptions?.find((version) =>
        version.ProjectVersionArn?.includes(`/version/${versionName}/`),
      );
    },
    projectVersions: (projectArn) =>
      paged(async (token) => {
        const answer = await absentIfNotFound(
          aws.call("DescribeProjectVersions", { ProjectArn: projectArn, ...token }),
        );
        return { items: answer?.ProjectVersionDescriptions, nextToken: answer?.NextToken };
      }),
    async dataset(arn) {
      const answer = await absentIfNotFound(aws.call("DescribeDataset", { DatasetArn: arn }));
      return answer?.DatasetDescription;
    },
    projectPolicies: (projectArn) =>
      paged(async (token) => {
        const answer = await absentIfNotFound(aws.call("ListProjectPolicies", { ProjectArn: projectArn, ...token }));
        return { items: answer?.ProjectPolicies, nextToken: answer?.NextToken };
      }),
    streamProcessor: (name) => absentIfNotFound(aws.call("DescribeStreamProcessor", { Name: name })),
    streamProcessorNames: () =>
      paged(async (token) => {
        const answer = await aws.call("ListStreamProcessors", token);
        return { items: answer.StreamProcessors?.map(({ Name = "" }) => Name), nextToken: answer.NextToken };
      }),
    collection: (collectionId) => absentIfNotFound(aws.call("DescribeCollection", { CollectionId: collectionId })),
    videoJob: (operation, jobId) => absentIfNotFound(aws.call(operation, { JobId: jobId, MaxResults: 1 })),
    async tags(arn) {
      const answer = await absentIfNotFound(aws.call("ListTagsForResource", { ResourceArn: arn }));
      return answer?.Tags ?? {};
    },
  };
}

async function absentIfNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRekognitionError(error, "NotFound")) return undefined;
    throw error;
  }
}

async function paged<T>(
  page: (token: { NextToken?: string }) => Promise<{ items: T[] | undefined; nextToken: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: { NextToken?: string } = {};
  for (;;) {
    const { items, nextToken } = await page(token);
    all.push(...(items ?? []));
    // The service has been seen to end a listing with an empty token.
    if (nextToken === undefined || nextToken === "") return all;
    token = { NextToken: nextToken };
  }
}
