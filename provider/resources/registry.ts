import type { ResourceHandler } from "../lifecycle/handler.js";
import { collectionHandler } from "./collection/handler.js";
import { datasetHandler } from "./dataset/handler.js";
import { removeDataset } from "./dataset/removal.js";
import { imageSetHandler } from "./image-set/handler.js";
import { projectPolicyHandler } from "./project-policy/handler.js";
import { projectVersionCopyHandler } from "./project-version-copy/handler.js";
import { projectVersionHandler } from "./project-version/handler.js";
import { createProjectHandler } from "./project/handler.js";
import { streamProcessorHandler } from "./stream-processor/handler.js";
import { removeModel } from "./trained-model/removal.js";
import { videoAnalysisJobHandler } from "./video-analysis-job/handler.js";

/** One kind of resource: where it lives, and what runs it. */
export interface Kind {
  /** Its folder here, and its file in the SDK and the reference. */
  readonly file: string;
  readonly handler: ResourceHandler;
}

/** Every kind that users can declare, by the name that the `__provider` text of its resources requires: it never changes. */
export const kinds = {
  project: { file: "project", handler: createProjectHandler({ removeModel, removeDataset }) },
  projectVersion: { file: "project-version", handler: projectVersionHandler },
  dataset: { file: "dataset", handler: datasetHandler },
  projectVersionCopy: { file: "project-version-copy", handler: projectVersionCopyHandler },
  projectPolicy: { file: "project-policy", handler: projectPolicyHandler },
  collection: { file: "collection", handler: collectionHandler },
  streamProcessor: { file: "stream-processor", handler: streamProcessorHandler },
  videoAnalysisJob: { file: "video-analysis-job", handler: videoAnalysisJobHandler },
  imageSet: { file: "image-set", handler: imageSetHandler },
} satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;
