import { type KindName, kinds } from "../../resources/registry.js";
import { processServices } from "../../session/process-services.js";
import { DynamicProvider } from "./dynamic-provider.js";

/* The `__provider` text of every resource in every state requires these by name: a name here is never changed. */

/** Projects. */
export const project = provide("project");

/** Custom Labels models. */
export const projectVersion = provide("projectVersion");

/** Custom Labels models copied from other projects and accounts. */
export const projectVersionCopy = provide("projectVersionCopy");

/** Images and labels to train on. */
export const dataset = provide("dataset");

/** Who may copy a project's models. */
export const projectPolicy = provide("projectPolicy");

/** Face collections. */
export const collection = provide("collection");

/** Analysis of live video. */
export const streamProcessor = provide("streamProcessor");

/** Analysis of stored video. */
export const videoAnalysisJob = provide("videoAnalysisJob");

function provide(name: KindName): DynamicProvider {
  return new DynamicProvider(kinds[name].handler, processServices);
}
