import type { ResourceHandler } from "../../../provider/lifecycle/handler.js";
import { collectionHandler } from "../../../provider/resources/collection/handler.js";
import { datasetHandler } from "../../../provider/resources/dataset/handler.js";
import { removeDataset } from "../../../provider/resources/dataset/removal.js";
import { projectPolicyHandler } from "../../../provider/resources/project-policy/handler.js";
import { projectVersionCopyHandler } from "../../../provider/resources/project-version-copy/handler.js";
import { projectVersionHandler } from "../../../provider/resources/project-version/handler.js";
import { removeModel } from "../../../provider/resources/trained-model/removal.js";
import { createProjectHandler } from "../../../provider/resources/project/handler.js";
import { streamProcessorHandler } from "../../../provider/resources/stream-processor/handler.js";
import { videoAnalysisJobHandler } from "../../../provider/resources/video-analysis-job/handler.js";

/** The kinds as the published module puts them together, by the name their `__provider` text requires. */
export const kinds = {
  project: (): ResourceHandler => createProjectHandler({ removeModel, removeDataset }),
  projectVersion: (): ResourceHandler => projectVersionHandler,
  dataset: (): ResourceHandler => datasetHandler,
  projectPolicy: (): ResourceHandler => projectPolicyHandler,
  projectVersionCopy: (): ResourceHandler => projectVersionCopyHandler,
  collection: (): ResourceHandler => collectionHandler,
  streamProcessor: (): ResourceHandler => streamProcessorHandler,
  videoAnalysisJob: (): ResourceHandler => videoAnalysisJobHandler,
} as const;

export type KindName = keyof typeof kinds;
