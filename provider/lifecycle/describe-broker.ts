import type {
  DatasetDescription,
  DescribeCollectionResponse,
  DescribeStreamProcessorResponse,
  ProjectDescription,
  ProjectPolicy,
  ProjectVersionDescription,
} from "@aws-sdk/client-rekognition";
import type { Changes } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { ResponseOf } from "../aws/operations.js";
import { collected, pagesOf } from "../aws/pages.js";
import type { Bounds } from "./bounds.js";
import type { Clock } from "./clock.js";
import { absentIfNotFound } from "./describe/asking.js";
import { SharedAnswers } from "./describe/shared-answers.js";
import { projectSource, versionSource } from "./describe/sources.js";
import { SharedStreamProcessors } from "./describe/stream-processors.js";
import { type Looks, Viewer } from "./describe/viewer.js";

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
  /** Sleeps; less where somebody else's look meanwhile told anew of what was looked at since the last rest. */
  rest(ms: number): Promise<void>;
}

/** The calls that ask after a video job. */
type VideoJobOperation =
  "GetLabelDetection" | "GetContentModeration" | "GetFaceDetection" | "GetFaceSearch" | "GetCelebrityRecognition";

/** What all operations of a process have learned over one connection, and how they ask together. */
export class SharedDescriptions {
  readonly #clock: Clock;
  readonly #changes: Changes;
  readonly #aws: Gateway;
  readonly #projects: SharedAnswers<ProjectDescription>;
  readonly #versions = new Map<string, SharedAnswers<ProjectVersionDescription>>();
  readonly #streamProcessors: SharedStreamProcessors;

  /** @param aws calls on nobody's behalf: no deadline of one operation may end what others wait for too */
  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#clock = clock;
    this.#changes = changes;
    this.#aws = aws;
    this.#projects = new SharedAnswers(clock, changes, projectSource(aws));
    this.#streamProcessors = new SharedStreamProcessors(clock, changes, aws);
  }

  /** The broker of one operation, which makes the calls that cannot be shared itself. */
  brokerFor(aws: Gateway, bounds: Bounds, looks?: Looks): DescribeBroker {
    const viewer = new Viewer(this.#clock, bounds, looks);
    return {
      project: (name) => this.#projects.one(viewer, name),
      projects: () => this.#projects.all(viewer),
      projectVersion: (projectArn, versionName) => this.#versionsOf(projectArn).one(viewer, versionName),
      projectVersions: (projectArn) => this.#versionsOf(projectArn).all(viewer),
      streamProcessor: (name) => this.#streamProcessors.one(viewer, name),
      streamProcessorNames: () => this.#streamProcessors.names(viewer),
      rest: (ms) => viewer.rest(ms),
      async dataset(arn) {
        const answer = await absentIfNotFound(aws.call("DescribeDataset", { DatasetArn: arn }));
        return answer?.DatasetDescription;
      },
      async projectPolicies(projectArn) {
        const pages = pagesOf(aws, "ListProjectPolicies", { ProjectArn: projectArn });
        return (await absentIfNotFound(collected(pages, (page) => page.ProjectPolicies))) ?? [];
      },
      collection: (collectionId) => absentIfNotFound(aws.call("DescribeCollection", { CollectionId: collectionId })),
      videoJob: (operation, jobId) => absentIfNotFound(aws.call(operation, { JobId: jobId, MaxResults: 1 })),
      async tags(arn) {
        const answer = await absentIfNotFound(aws.call("ListTagsForResource", { ResourceArn: arn }));
        return answer?.Tags ?? {};
      },
    };
  }

  #versionsOf(projectArn: string): SharedAnswers<ProjectVersionDescription> {
    const answers =
      this.#versions.get(projectArn) ??
      new SharedAnswers(this.#clock, this.#changes, versionSource(this.#aws, projectArn));
    this.#versions.set(projectArn, answers);
    return answers;
  }
}
