import type { World } from "../world.js";

/** Whether what a training leaves cannot be written down: of who gives no bucket at all, none is known to be missing. */
export function isMissingBucket({ buckets, switches }: World, bucket: string): boolean {
  if (!switches.checkOutputBucket || buckets.hasBucket(bucket) || buckets.isForeign(bucket)) return false;
  return buckets.foreign !== undefined || buckets.buckets().length > 0;
}
