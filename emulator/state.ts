import * as z from "zod";
import { shape } from "./shape.js";
import type { Project, StreamProcessor } from "./store/things.js";
import type { VideoJob } from "./store/video-job.js";
import type { World } from "./world.js";

/** A model as it really is, whatever describes show. */
export interface VersionState extends z.output<typeof VersionState> {}
export const VersionState = shape("VersionState", {
  arn: z.string(),
  name: z.string(),
  status: z.string(),
  statusMessage: z.string().optional(),
  minInferenceUnits: z.number().optional(),
  maxInferenceUnits: z.number().optional(),
  createdAtMs: z.number(),
  sourceArn: z.string().optional(),
  tags: z.record(z.string(), z.string()),
});

/** A dataset as it really is. */
export interface DatasetState extends z.output<typeof DatasetState> {}
export const DatasetState = shape("DatasetState", {
  arn: z.string(),
  type: z.string(),
  status: z.string(),
  statusMessage: z.string().optional(),
  entryCount: z.number(),
  tags: z.record(z.string(), z.string()),
});

export interface PolicyState extends z.output<typeof PolicyState> {}
export const PolicyState = shape("PolicyState", {
  name: z.string(),
  revisionId: z.string(),
  document: z.string(),
});

export interface ProjectState extends z.output<typeof ProjectState> {}
export const ProjectState = shape("ProjectState", {
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  region: z.string(),
  status: z.string(),
  tags: z.record(z.string(), z.string()),
  versions: z.array(VersionState).readonly(),
  datasets: z.array(DatasetState).readonly(),
  policies: z.array(PolicyState).readonly(),
});

export interface StreamProcessorState extends z.output<typeof StreamProcessorState> {}
export const StreamProcessorState = shape("StreamProcessorState", {
  arn: z.string(),
  name: z.string(),
  account: z.string(),
  region: z.string(),
  status: z.string(),
  statusMessage: z.string().optional(),
  createdAtMs: z.number(),
  tags: z.record(z.string(), z.string()),
});

export interface CollectionState extends z.output<typeof CollectionState> {}
export const CollectionState = shape("CollectionState", {
  arn: z.string(),
  id: z.string(),
  account: z.string(),
  region: z.string(),
  faceCount: z.number(),
  tags: z.record(z.string(), z.string()),
});

/** The analysis of a stored video, until its results are gone. */
export interface VideoJobState extends z.output<typeof VideoJobState> {}
export const VideoJobState = shape("VideoJobState", {
  jobId: z.string(),
  /** The operation that started it. */
  operation: z.string(),
  account: z.string(),
  region: z.string(),
  status: z.string(),
  statusMessage: z.string().optional(),
  jobTag: z.string().optional(),
  bucket: z.string().optional(),
  key: z.string().optional(),
  detections: z.number(),
  createdAtMs: z.number(),
});

/** Everything there is, of all accounts and Regions. */
export interface StateReport extends z.output<typeof StateReport> {}
export const StateReport = shape("StateReport", {
  nowMs: z.number(),
  projects: z.array(ProjectState).readonly(),
  streamProcessors: z.array(StreamProcessorState).readonly(),
  collections: z.array(CollectionState).readonly(),
  videoJobs: z.array(VideoJobState).readonly(),
});

const versionsOf = (project: Project): VersionState[] =>
  [...project.versions.values()].map((version) => ({
    arn: version.arn,
    name: version.name,
    status: version.status.current,
    statusMessage: version.status.message,
    minInferenceUnits: version.minInferenceUnits,
    maxInferenceUnits: version.maxInferenceUnits,
    createdAtMs: version.createdAtMs,
    sourceArn: version.sourceArn,
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
        tags: collection.tags.value,
      })),
    ),
    videoJobs: scopes.flatMap(({ account, region, videoJobs }) =>
      [...videoJobs.values()].map((job) => ({ account, region, ...jobState(job) })),
    ),
  };
}
