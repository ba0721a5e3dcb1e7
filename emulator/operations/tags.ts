import type {
  ListTagsForResourceRequest,
  ListTagsForResourceResponse,
  TagResourceRequest,
  TagResourceResponse,
  UntagResourceRequest,
  UntagResourceResponse,
} from "@aws-sdk/client-rekognition";
import { serviceError } from "../protocol/errors.js";
import { requireTaggable } from "../store/lookup.js";
import type { Call } from "../world.js";
import type { Handler } from "./handler.js";

export function checkTagCount(call: Call, tags: Readonly<Record<string, string>>): void {
  const { quotaTags } = call.world.switches;
  if (Object.keys(tags).length > quotaTags) {
    throw serviceError("ServiceQuotaExceededException", `A resource can have at most ${quotaTags} tags.`);
  }
}

export const tagResource: Handler<TagResourceRequest, TagResourceResponse> = (input, call) => {
  const thing = requireTaggable(call, input.ResourceArn);
  const tags = { ...thing.tags.value, ...input.Tags };
  checkTagCount(call, tags);
  thing.tags.change(tags, call.nowMs);
  return {};
};

/** Keys that are not there are ignored. */
export const untagResource: Handler<UntagResourceRequest, UntagResourceResponse> = (input, call) => {
  const thing = requireTaggable(call, input.ResourceArn);
  const removed = new Set(input.TagKeys);
  const kept = Object.entries(thing.tags.value).filter(([key]) => !removed.has(key));
  thing.tags.change(Object.fromEntries(kept), call.nowMs);
  return {};
};

export const listTagsForResource: Handler<ListTagsForResourceRequest, ListTagsForResourceResponse> = (input, call) => {
  const thing = requireTaggable(call, input.ResourceArn);
  return { Tags: { ...thing.tags.shown(call.nowMs, call.world.switches.tagLagMs) } };
};
