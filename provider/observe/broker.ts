import type {
  DatasetDescription,
  DescribeCollectionResponse,
  DescribeStreamProcessorResponse,
  ProjectDescription,
  ProjectPolicy,
  ProjectVersionDescription,
} from "@aws-sdk/client-rekognition";
import { nameInArn } from "../aws/arns.js";
import type { Changes } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { ResponseOf } from "../aws/operations.js";
import type { Bounds } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { SharedCollections } from "./collections.js";
import { SharedDatasets } from "./datasets.js";
import { isRekognitionError } from "../base/errors.js";
import { EachByItself } from "./each-by-itself.js";
import { SharedAnswers } from "./shared-answers.js";
import { policySource, projectSource, versionSource } from "./sources.js";
import { SharedStreamProcessors } from "./stream-processors.js";
import { SharedTags } from "./tags.js";
import { type Looks, Viewer } from "./viewer.js";

/** Looks at objects for all waits and reads; what it returns is never older than the last change of that object. */
export interface DescribeBroker {
  project(name: string): Promise<ProjectDescription | undefined>;
  projects(): Promise<ProjectDescription[]>;
  projectVersion(projectArn: string, versionName: string): Promise<ProjectVersionDescription | undefined>;
  projectVersions(projectArn: string): Promise<ProjectVersionDescription[]>;
  dataset(arn: string): Promise<DatasetDescription | undefined>;
  projectPolicy(projectArn: string, policyName: string): Promise<ProjectPolicy | undefined>;
  streamProcessor(name: string): Promise<DescribeStreamProcessorResponse | undefined>;
  streamProcessorNames(): Promise<string[]>;
  collection(collectionId: string): Promise<DescribeCollectionResponse | undefined>;
  /** The first result at most comes with it: it is the status that is asked for. */
  videoJob(operation: VideoJobOperation, jobId: string): Promise<ResponseOf<VideoJobOperation> | undefined>;
  /** What one answer shows, which may leave them out; undefined where there is no such thing. */
  tagsNow(arn: string): Promise<Record<string, string> | undefined>;
  /*
   * The one judge of absence: whether a thing that looks did not find is proven gone by all looks of this process. One that
   * found nothing proves nothing. An ARN besides the name asks whether that one is gone, no matter who has its name now.
   */
  isProjectGone(name: string, arn?: string): boolean;
  isProjectVersionGone(projectArn: string, versionName: string, arn?: string): boolean;
  isDatasetGone(arn: string): boolean;
  /** Whether nothing stands where a project has its dataset of this type. */
  isDatasetPlaceFree(projectArn: string, type: string): boolean;
  isProjectPolicyGone(projectArn: string, policyName: string): boolean;
  isStreamProcessorGone(name: string, arn?: string): boolean;
  isCollectionGone(collectionId: string, arn?: string): boolean;
  isVideoJobGone(operation: VideoJobOperation, jobId: string): boolean;
  /** The same of its tags. */
  isTagless(arn: string): boolean;
  /** Sleeps; less where somebody else's look meanwhile brought news of what was looked at since the last rest. */
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
  /** Projects that were not found when what is in them was asked for. */
  readonly #withoutProject = new Set<string>();
  readonly #datasets: SharedDatasets;
  readonly #policies = new Map<string, SharedAnswers<ProjectPolicy>>();
  readonly #collections: SharedCollections;
  readonly #jobs: EachByItself<ResponseOf<VideoJobOperation>>;
  readonly #versions = new Map<string, SharedAnswers<ProjectVersionDescription>>();
  readonly #streamProcessors: SharedStreamProcessors;
  readonly #tags: SharedTags;

  /** @param aws calls on nobody's behalf: no deadline of one operation may end what others wait for too */
  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    this.#clock = clock;
    this.#changes = changes;
    this.#aws = aws;
    this.#datasets = new SharedDatasets(clock, changes);
    this.#projects = new SharedAnswers(clock, changes, projectSource(aws), this.#datasets.tell);
    this.#collections = new SharedCollections(clock, changes, aws);
    this.#jobs = new EachByItself(clock, changes, { whoIs: () => "", changedWith: () => [] });
    this.#streamProcessors = new SharedStreamProcessors(clock, changes, aws);
    this.#tags = new SharedTags(clock, changes);
  }

  /** The broker of one operation, which makes the calls that cannot be shared itself. */
  brokerFor(aws: Gateway, bounds: Bounds, looks?: Looks): DescribeBroker {
    const viewer = new Viewer(this.#clock, bounds, looks);
    return {
      project: (name) => this.#projects.one(viewer, name),
      projects: () => this.#projects.all(viewer),
      projectVersion: (projectArn, versionName) => this.#version(viewer, projectArn, versionName),
      projectVersions: (projectArn) => this.#versionsOf(projectArn).all(viewer),
      streamProcessor: (name) => this.#streamProcessors.one(viewer, name),
      streamProcessorNames: () => this.#streamProcessors.names(viewer),
      rest: (ms) => viewer.rest(ms),
      dataset: (arn) => this.#datasets.one(aws, viewer, this.#projects, arn),
      projectPolicy: (projectArn, policyName) => this.#policy(viewer, projectArn, policyName),
      collection: (collectionId) => this.#collections.one(aws, viewer, collectionId),
      videoJob: (operation, jobId) =>
        this.#jobs.one(jobName(operation, jobId), (atSending) =>
          aws.call(operation, () => {
            atSending();
            return { JobId: jobId, MaxResults: 1 };
          }),
        ),
      tagsNow: (arn) => this.#tags.now(aws, arn),
      isTagless: (arn) => this.#tags.isTagless(arn),
      isProjectGone: (name, arn) => this.#projects.isGone(name, arn),
      isProjectVersionGone: (projectArn, versionName, arn) =>
        this.#versionsOf(projectArn).isGone(versionName, arn) || this.#isProjectGone(projectArn),
      isDatasetGone: (arn) => this.#datasets.isGone(arn),
      isDatasetPlaceFree: (projectArn, type) =>
        this.#datasets.isFree(projectNameOf(projectArn), type) || this.#isProjectGone(projectArn),
      isProjectPolicyGone: (projectArn, policyName) =>
        this.#policiesOf(projectArn).isGone(policyName) || this.#isProjectGone(projectArn),
      isStreamProcessorGone: (name, arn) => this.#streamProcessors.isGone(name, arn),
      isCollectionGone: (collectionId, arn) => this.#collections.isGone(collectionId, arn),
      isVideoJobGone: (operation, jobId) => this.#jobs.isGone(jobName(operation, jobId)),
    };
  }

  readonly #projectFound = (projectArn: string, isFound: boolean): void => {
    if (isFound) this.#withoutProject.delete(projectArn);
    else this.#withoutProject.add(projectArn);
  };

  /** What a project holds goes with it. */
  #isProjectGone(projectArn: string): boolean {
    return this.#projects.isGone(projectNameOf(projectArn), projectArn);
  }

  async #version(
    viewer: Viewer,
    projectArn: string,
    versionName: string,
  ): Promise<ProjectVersionDescription | undefined> {
    const found = await this.#versionsOf(projectArn).one(viewer, versionName);
    await this.#lookForProject(viewer, projectArn);
    return found;
  }

  async #policy(viewer: Viewer, projectArn: string, policyName: string): Promise<ProjectPolicy | undefined> {
    const found = await this.#policiesOf(projectArn).one(viewer, policyName);
    await this.#lookForProject(viewer, projectArn);
    return found;
  }

  /** Where a project was not found when something in it was asked for: one list tells of all that are gone with theirs. */
  async #lookForProject(viewer: Viewer, projectArn: string): Promise<void> {
    if (!this.#withoutProject.has(projectArn)) return;
    try {
      await this.#projects.one(viewer, projectNameOf(projectArn));
    } catch (error) {
      // It only saves time, so it is no permission that a look needs.
      if (!isRekognitionError(error, "AccessDenied")) throw error;
    }
  }

  #policiesOf(projectArn: string): SharedAnswers<ProjectPolicy> {
    const answers =
      this.#policies.get(projectArn) ??
      new SharedAnswers(this.#clock, this.#changes, policySource(this.#aws, projectArn, this.#projectFound));
    this.#policies.set(projectArn, answers);
    return answers;
  }

  #versionsOf(projectArn: string): SharedAnswers<ProjectVersionDescription> {
    const answers =
      this.#versions.get(projectArn) ??
      new SharedAnswers(this.#clock, this.#changes, versionSource(this.#aws, projectArn, this.#projectFound));
    this.#versions.set(projectArn, answers);
    return answers;
  }
}

function jobName(operation: VideoJobOperation, jobId: string): string {
  return `${operation} ${jobId}`;
}

function projectNameOf(projectArn: string): string {
  return nameInArn(projectArn, "project") ?? "";
}
