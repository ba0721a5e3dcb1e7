import type {
  DatasetDescription,
  DescribeCollectionResponse,
  DescribeStreamProcessorResponse,
  ProjectDescription,
  ProjectPolicy,
  ProjectVersionDescription,
} from "@aws-sdk/client-rekognition";
import { projectNameOf } from "../aws/arns.js";
import { type Changes, changeKeys } from "../aws/changes.js";
import type { Gateway } from "../aws/gateway.js";
import type { ResponseOf, ResultsOperation } from "../aws/operations.js";
import type { Bounds } from "../base/bounds.js";
import type { Clock } from "../base/clock.js";
import { SharedCollections } from "./collections.js";
import { InProjects, modelsIn, policiesOf, PROJECTS, SharedDatasets } from "./projects.js";
import { EachByItself } from "./asking.js";
import { type Looks, type Page, SharedAnswers, type Source, Viewer } from "./shared-answers.js";
import { SharedStreamProcessors } from "./stream-processors.js";
import { TagsOfMany } from "./tags-of-many.js";

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
  videoJob(operation: ResultsOperation, jobId: string): Promise<ResponseOf<ResultsOperation> | undefined>;
  /** What one answer shows, which may leave them out; undefined where there is no such thing. */
  tagsNow(arn: string): Promise<Record<string, string> | undefined>;
  /**
   * What one answer about many shows, which may lag: good enough only to agree with a record. Once an operation at most;
   * undefined where it shows nothing, or there is none.
   */
  tagsShown(arn: string): Promise<Readonly<Record<string, string>> | undefined>;
  /** This one's tags are about to be read. */
  expectTags(arn: string): void;
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
  isVideoJobGone(operation: ResultsOperation, jobId: string): boolean;
  /** The same of its tags. */
  isTagless(arn: string): boolean;
  /** Sleeps; less where somebody else's look meanwhile brought news of what was looked at since the last rest. */
  rest(ms: number): Promise<void>;
}

/**
 * How long a wait may rest where so many rest: what ended has then to be marked, for which AWS admits some 8 calls a second,
 * and both together are to take no more than 30 s.
 */
function restOfManyMs(waits: number): number {
  return Math.max(30_000 - waits * 125, 15_000);
}

/** What all operations of a process have learned over one connection, and how they ask together. */
export class SharedDescriptions {
  readonly #clock: Clock;
  readonly #projects: SharedAnswers<ProjectDescription>;
  readonly #models: InProjects<ProjectVersionDescription>;
  readonly #policies: InProjects<ProjectPolicy>;
  readonly #datasets: SharedDatasets;
  readonly #collections: SharedCollections;
  readonly #streamProcessors: SharedStreamProcessors;
  readonly #jobs: EachByItself<ResultsOperation>;
  readonly #tags: EachByItself<"ListTagsForResource">;
  readonly #tagsOfMany: TagsOfMany;
  #resting = 0;

  /** @param aws calls on nobody's behalf: no deadline of one operation may end what others wait for too */
  constructor(clock: Clock, changes: Changes, aws: Gateway) {
    const shared = <T>(source: Source<T>, told?: (page: Page<T>) => void): SharedAnswers<T> =>
      new SharedAnswers(clock, changes, aws, source, told);
    this.#clock = clock;
    this.#tagsOfMany = new TagsOfMany(clock, changes, aws);
    this.#datasets = new SharedDatasets(clock, changes);
    this.#projects = shared(PROJECTS, (page) => {
      this.#datasets.tell(page);
      this.#tagsOfMany.hearOf([...page.items.values()].map(({ ProjectArn }) => ProjectArn));
    });
    this.#models = new InProjects(this.#projects, (projectArn) =>
      shared(modelsIn(projectArn), ({ items }) => {
        this.#tagsOfMany.hearOf([...items.values()].map(({ ProjectVersionArn }) => ProjectVersionArn));
      }),
    );
    this.#policies = new InProjects(this.#projects, (projectArn) => shared(policiesOf(projectArn)));
    this.#collections = new SharedCollections(clock, changes, aws);
    this.#streamProcessors = new SharedStreamProcessors(clock, changes, aws);
    this.#jobs = new EachByItself(clock, changes, { whoIs: () => "", changedWith: () => [] });
    // AWS does not say that it always sends tags, so an answer without them proves as little as one that leaves a thing out.
    this.#tags = new EachByItself(clock, changes, {
      whoIs: ({ Tags = {} }) => (Object.keys(Tags).length === 0 ? undefined : ""),
      changedWith: (arn) => [changeKeys.tags(arn)],
    });
  }

  /** The broker of one operation, which makes the calls that cannot be shared itself. */
  brokerFor(aws: Gateway, bounds: Bounds, looks?: Looks): DescribeBroker {
    const viewer = new Viewer(this.#clock, bounds, looks);
    const shown = new Set<string>();
    return {
      project: (name) => this.#projects.one(viewer, name),
      projects: () => this.#projects.all(viewer),
      projectVersion: (projectArn, versionName) => this.#models.one(viewer, projectArn, versionName),
      projectVersions: (projectArn) => this.#models.all(viewer, projectArn),
      dataset: (arn) => this.#datasets.one(aws, viewer, this.#projects, arn),
      projectPolicy: (projectArn, policyName) => this.#policies.one(viewer, projectArn, policyName),
      streamProcessor: (name) => this.#streamProcessors.one(viewer, name),
      streamProcessorNames: () => this.#streamProcessors.names(viewer),
      collection: (collectionId) => this.#collections.one(aws, viewer, collectionId),
      videoJob: (operation, jobId) =>
        this.#jobs.one(aws, jobName(operation, jobId), operation, { JobId: jobId, MaxResults: 1 }),
      tagsNow: async (arn) => {
        const answer = await this.#tags.one(aws, arn, "ListTagsForResource", { ResourceArn: arn });
        return answer && (answer.Tags ?? {});
      },
      tagsShown: async (arn) => {
        if (shown.has(arn)) return undefined;
        shown.add(arn);
        return this.#tagsOfMany.shown(viewer, arn);
      },
      expectTags: (arn) => {
        this.#tagsOfMany.hearOf([arn]);
      },
      isProjectGone: (name, arn) => this.#projects.isGone(name, arn),
      isProjectVersionGone: (projectArn, versionName, arn) => this.#models.isGone(projectArn, versionName, arn),
      isDatasetGone: (arn) => this.#datasets.isGone(arn),
      isDatasetPlaceFree: (projectArn, type) => {
        const projectName = projectNameOf(projectArn);
        return this.#datasets.isFree(projectName, type) || this.#projects.isGone(projectName, projectArn);
      },
      isProjectPolicyGone: (projectArn, policyName) => this.#policies.isGone(projectArn, policyName),
      isStreamProcessorGone: (name, arn) => this.#streamProcessors.isGone(name, arn),
      isCollectionGone: (collectionId, arn) => this.#collections.isGone(collectionId, arn),
      isVideoJobGone: (operation, jobId) => this.#jobs.isGone(jobName(operation, jobId)),
      isTagless: (arn) => this.#tags.isGone(arn),
      rest: (ms) => this.#rest(viewer, ms),
    };
  }

  async #rest(viewer: Viewer, ms: number): Promise<void> {
    this.#resting += 1;
    try {
      await viewer.rest(Math.min(ms, restOfManyMs(this.#resting)));
    } finally {
      this.#resting -= 1;
    }
  }
}

function jobName(operation: ResultsOperation, jobId: string): string {
  return `${operation} ${jobId}`;
}
