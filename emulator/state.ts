import type { ManifestReports } from "./manifest-report.js";
import type { StatusChange } from "./store/status.js";
import type { Project, StreamProcessor } from "./store/things.js";
import type { TagMap } from "./store/tags.js";
import type { VideoJob } from "./store/video-job.js";
import type { World } from "./world.js";

/** A model as it really is, whatever describes show. */
export interface VersionState {
  readonly arn: string;
  readonly name: string;
  readonly status: string;
  readonly statusMessage: string | undefined;
  /** Its states so far, the oldest first; the latest 50. */
  readonly statuses: readonly StatusChange[];
  readonly minInferenceUnits: number | undefined;
  readonly maxInferenceUnits: number | undefined;
  readonly createdAtMs: number;
  readonly sourceArn: string | undefined;
  /** What AWS would write into its manifest summary, and into the validation manifests. */
  readonly manifests: ManifestReports | undefined;
  readonly tags: TagMap;
}

/** A dataset as it really is. */
export interface DatasetState {
  readonly arn: string;
  readonly type: string;
  readonly status: string;
  readonly statusMessage: string | undefined;
  readonly entryCount: number;
  readonly tags: TagMap;
}

export interface PolicyState {
  readonly name: string;
  readonly revisionId: string;
  readonly document: string;
}

export interface ProjectState {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly tags: TagMap;
  readonly versions: readonly VersionState[];
  readonly datasets: readonly DatasetState[];
  readonly policies: readonly PolicyState[];
}

export interface StreamProcessorState {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly statusMessage: string | undefined;
  readonly createdAtMs: number;
  readonly tags: TagMap;
}

export interface CollectionState {
  readonly arn: string;
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly faceCount: number;
  readonly userCount: number;
  readonly tags: TagMap;
}

/** The analysis of a stored video, until its results are gone. */
export interface VideoJobState {
  readonly jobId: string;
  /** The operation that started it. */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly statusMessage: string | undefined;
  readonly jobTag: string | undefined;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly detections: number;
  readonly createdAtMs: number;
}

/** Everything there is, of all accounts and Regions. */
export interface StateReport {
  readonly nowMs: number;
  readonly projects: readonly ProjectState[];
  readonly streamProcessors: readonly StreamProcessorState[];
  readonly collections: readonly CollectionState[];
  readonly videoJobs: readonly VideoJobState[];
}

const versionsOf = (project: Project): VersionState[] =>
  [...project.versions.values()].map((version) => ({
    arn: version.arn,
    name: version.name,
    status: version.status.current,
    statusMessage: version.status.message,
    statuses: version.status.changes,
    minInferenceUnits: version.minInferenceUnits,
    maxInferenceUnits: version.maxInferenceUnits,
    createdAtMs: version.createdAtMs,
    sourceArn: version.sourceArn,
    manifests: version.manifests,
    tags: version.tags.value,
  }));

const datasetsOf = (project: Project): DatasetState[] =>
  [...project.datasets.values()].map((dataset) => ({
    arn: dataset.arn,
    type: dataset.type,
    status: dataset.status.current,
    statusMessage: dataset.status.message,
    entryCount: dataset.entries.size,
    tags: dataset.tags.value,
  }));

const processorState = (processor: StreamProcessor) => ({
  arn: processor.arn,
  name: processor.name,
  status: processor.status.current,
  statusMessage: processor.status.message,
  createdAtMs: processor.createdAtMs,
  tags: processor.tags.value,
});

const jobState = (job: VideoJob) => ({
  jobId: job.id,
  operation: `Start${job.kind}`,
  status: job.status.current,
  statusMessage: job.status.message,
  jobTag: job.jobTag,
  bucket: job.video.S3Object?.Bucket,
  key: job.video.S3Object?.Name,
  detections: job.detections,
  createdAtMs: job.createdAtMs,
});

/** @internal */
export function reportState(world: World, nowMs: number): StateReport {
  const scopes = [...world.store.scopes()];
  return {
    nowMs,
    projects: scopes.flatMap(({ account, region, projects }) =>
      [...projects.values()].map((project) => ({
        arn: project.arn,
        name: project.name,
        account,
        region,
        status: project.status.current,
        tags: project.tags.value,
        versions: versionsOf(project),
        datasets: datasetsOf(project),
        policies: [...project.policies.values()].map(({ name, revisionId, document }) => ({
          name,
          revisionId,
          document,
        })),
      })),
    ),
    streamProcessors: scopes.flatMap(({ account, region, streamProcessors }) =>
      [...streamProcessors.values()].map((processor) => ({ account, region, ...processorState(processor) })),
    ),
    collections: scopes.flatMap(({ account, region, collections }) =>
      [...collections.values()].map((collection) => ({
        arn: collection.arn,
        id: collection.id,
        account,
        region,
        faceCount: collection.faces.size,
        userCount: collection.users.size,
        tags: collection.tags.value,
      })),
    ),
    videoJobs: scopes.flatMap(({ account, region, videoJobs }) =>
      [...videoJobs.values()].map((job) => ({ account, region, ...jobState(job) })),
    ),
  };
}
