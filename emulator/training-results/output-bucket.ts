import type { World } from "../world.js";

/** Whether what a training leaves cannot be written down: of who gives no bucket at all, none is known to be missing. */
export const isMissingBucket = ({ buckets, switches }: World, bucket: string): boolean =>
  switches.checkOutputBucket && !buckets.hasBucket(bucket) && buckets.buckets().length > 0;
