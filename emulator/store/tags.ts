import { Lagging } from "./lagging.js";

/** Tag keys and values. */
export type TagMap = Readonly<Record<string, string>>;

/** The tags of a new thing. */
export const newTags = (tags: TagMap | undefined, atMs: number): Lagging<TagMap> => new Lagging({ ...tags }, atMs, {});
