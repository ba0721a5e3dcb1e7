import { lines } from "../../provider/dataset/datasets.js";
import { modelArgs } from "../../provider/harness/models.js";
import { BUCKET, type Rig } from "../../provider/harness/rig.js";
import { allow } from "../../provider/project-policy/policies.js";
import { connectedHome, dataStream, faceSearch, videoStream } from "../../provider/stream-processor/args.js";
import { jobArgs, putVideo } from "../../provider/video-analysis-job/jobs.js";
import type { Program } from "./stack.js";

/** What distinguishes one program of the stack from another. */
interface Choices {
  /** Of the model, and of its copy. */
  readonly units: number;
  /** How many images the model is trained on: another number is another model. */
  readonly images: number;
  /** Of the face search; another one replaces the processor. */
  readonly threshold: number;
  readonly searching: boolean;
  /** From here on a label of the connected home processor counts. */
  readonly minConfidence: number;
  readonly stage: string;
}

const BASE: Choices = { units: 1, images: 4, threshold: 90, searching: true, minConfidence: 60, stage: "test" };

/** A stack with every kind of resource, some of them twice. */
function program(choices: Partial<Choices> = {}): Program {
  const { units, images, threshold, searching, minConfidence, stage } = { ...BASE, ...choices };
  const tags = { stage };
  const outputConfig = { s3Bucket: BUCKET, s3KeyPrefix: "results" };
  return [
    { kind: "project", name: "shapes", args: () => ({ forceDestroy: true, tags }) },
    {
      kind: "dataset",
      name: "train",
      args: (of) => ({ projectArn: of("shapes").id, datasetType: "TRAIN", entries: lines(images), tags }),
    },
    {
      kind: "dataset",
      name: "test",
      args: (of) => ({ projectArn: of("shapes").id, datasetType: "TEST", entries: lines(2), tags }),
    },
    {
      kind: "projectVersion",
      name: "model",
      args: (of) => ({
        projectArn: of("shapes").id,
        outputConfig,
        triggers: { train: of("train").outputs.contentHash, test: of("test").outputs.contentHash },
        minInferenceUnits: units,
        tags,
      }),
    },
    {
      kind: "projectPolicy",
      name: "copies",
      args: (of) => ({
        projectArn: of("shapes").id,
        policyDocument: { ...allow(of("shapes").id), ...(images === BASE.images ? {} : { Id: "other" }) },
      }),
    },
    { kind: "project", name: "elsewhere", args: () => ({ forceDestroy: true, tags }) },
    {
      kind: "projectVersionCopy",
      name: "copy",
      args: (of) => ({
        sourceProjectArn: of("shapes").id,
        sourceProjectVersionArn: of("model").id,
        destinationProjectArn: of("elsewhere").id,
        outputConfig,
        minInferenceUnits: units,
        tags,
      }),
    },
    { kind: "collection", name: "visitors", args: () => ({ forceDestroy: true, tags }) },
    {
      kind: "streamProcessor",
      name: "door",
      args: (of) =>
        faceSearch({
          settings: {
            faceSearch: { collectionId: of("visitors").outputs.collectionId, faceMatchThreshold: threshold },
          },
          running: searching,
          tags,
        }),
    },
    {
      kind: "streamProcessor",
      name: "gate",
      args: (of) =>
        faceSearch({
          name: "gate",
          input: { kinesisVideoStream: { arn: videoStream("gate") } },
          output: { kinesisDataStream: { arn: dataStream("passed") } },
          settings: {
            faceSearch: { collectionId: of("visitors").outputs.collectionId, faceMatchThreshold: threshold },
          },
          tags,
        }),
    },
    { kind: "streamProcessor", name: "porch", args: () => connectedHome({ minConfidence }, { tags }) },
    { kind: "videoAnalysisJob", name: "film", args: () => jobArgs({ triggers: { of: String(images) } }) },
    {
      kind: "project",
      name: "adapters",
      args: () => ({ feature: "CONTENT_MODERATION", autoUpdate: "ENABLED", forceDestroy: true, tags }),
    },
    {
      kind: "projectVersion",
      name: "adapter",
      args: (of) => modelArgs(of("adapters").id, { tags }),
    },
  ];
}

/** What the stack's programs ask for. */
export const PROGRAMS = {
  nothing: [] as Program,
  base: program(),
  units: program({ units: 2 }),
  replaced: program({ images: 6, threshold: 80 }),
  processors: program({ searching: false, minConfidence: 70, stage: "live" }),
} as const;

/** Puts what the programs read into the bucket. */
export function putMedia(rig: Rig): void {
  for (const { "source-ref": source } of lines(6)) rig.bucket.putImage(String(source).split("/").at(-1) ?? "");
  putVideo(rig);
}

/** Times so short that there is about one poll of each kind, and room for what a replacement runs beside. */
export const QUICK = {
  trainingMs: 2_000,
  modelStartingMs: 1_500,
  modelStoppingMs: 1_500,
  modelCopyingMs: 1_500,
  modelDeletingMs: 1_500,
  projectCreatingMs: 500,
  projectDeletingMs: 1_500,
  datasetCreatingMs: 1_500,
  datasetUpdatingMs: 1_500,
  datasetDeletingMs: 1_500,
  videoJobMs: 1_500,
  streamProcessorStartingMs: 1_500,
  streamProcessorStoppingMs: 1_500,
  streamProcessorUpdatingMs: 1_500,
  streamProcessorTombstoneMs: 1_500,
  quotaRunningModels: 4,
} as const;
