import type { Box } from "./entry-errors.js";
import { share } from "./share.js";

/** A place for a label that no box was given for, in ratios of the image's size. */
export function inventedBox(seed: string): Omit<Box, "label"> {
  const width = 0.1 + 0.4 * share(`${seed}/width`);
  const height = 0.1 + 0.4 * share(`${seed}/height`);
  return { width, height, left: (1 - width) * share(`${seed}/left`), top: (1 - height) * share(`${seed}/top`) };
}
