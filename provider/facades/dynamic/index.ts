import { collectionHandler } from "../../resources/collection/handler.js";
import { datasetHandler } from "../../resources/dataset/handler.js";
import { removeDataset } from "../../resources/dataset/removal.js";
import { projectPolicyHandler } from "../../resources/project-policy/handler.js";
import { projectVersionCopyHandler } from "../../resources/project-version-copy/handler.js";
import { projectVersionHandler } from "../../resources/project-version/handler.js";
import { removeModel } from "../../resources/trained-model/removal.js";
import { createProjectHandler } from "../../resources/project/handler.js";
import { streamProcessorHandler } from "../../resources/stream-processor/handler.js";
import { videoAnalysisJobHandler } from "../../resources/video-analysis-job/handler.js";
import type { ResourceHandler } from "../../lifecycle/handler.js";
import { DynamicProvider } from "./dynamic-provider.js";
import { processServices } from "../../session/process-services.js";

/* The `__provider` text of every resource in every state requires these by name: a name here is never changed. */

/** Projects. */
export const project = provide(() => createProjectHandler({ removeModel, removeDataset }));

/** Custom Labels models. */
export const projectVersion = provide(() => projectVersionHandler);

/** Custom Labels models copied from other projects and accounts. */
export const projectVersionCopy = provide(() => projectVersionCopyHandler);

/** Images and labels to train on. */
export const dataset = provide(() => datasetHandler);

/** Who may copy a project's models. */
export const projectPolicy = provide(() => projectPolicyHandler);

/** Face collections. */
export const collection = provide(() => collectionHandler);

/** Analysis of live video. */
export const streamProcessor = provide(() => streamProcessorHandler);

/** Analysis of stored video. */
export const videoAnalysisJob = provide(() => videoAnalysisJobHandler);

function provide(load: () => ResourceHandler): DynamicProvider {
  return new DynamicProvider(load, processServices);
}
