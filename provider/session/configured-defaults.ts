import type { Bag, ResourceDefinition } from "../schema/definition.js";
import { UNKNOWN } from "../schema/unknown.js";
import type { Recorded } from "../lifecycle/handler.js";
import type { ProviderConfig } from "./config.js";

/** The program's inputs with what the configuration adds to them: default tags, under the resource's own. */
export function withDefaultTags(definition: ResourceDefinition, config: ProviderConfig, news: Bag): Bag {
  const isTagged = "tags" in definition.inputs && Object.keys(config.defaultTags).length > 0;
  if (!isTagged || news.tags === UNKNOWN) return news;
  return { ...news, tags: { ...config.defaultTags, ...(news.tags as Bag | undefined) } };
}

/** A record whose `forceDestroy` the configuration overrules: the way out for what is already pending deletion. */
export function withForcedDestroy(
  definition: ResourceDefinition,
  config: ProviderConfig,
  recorded: Recorded,
): Recorded {
  if (!config.forceDestroy || !("forceDestroy" in definition.inputs)) return recorded;
  return { ...recorded, inputs: { ...recorded.inputs, forceDestroy: true } };
}
