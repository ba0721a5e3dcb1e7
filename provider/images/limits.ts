import type { ImageFacts } from "./image-facts.js";

/** AWS's limits: https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/limits.html */
export const LIMITS = {
  imageBytes: 15 * 1024 ** 2,
  minSidePx: 64,
  maxSidePx: 4_096,
  /** Longer side over shorter side. */
  aspect: 20,
  labelLength: 256,
  labels: 250,
  /** With one label there is nothing to tell apart; a box tells its label from all around it. */
  minLabelsOfImages: 2,
  labelsPerImage: 50,
  boxesPerImage: 50,
  images: 250_000,
  /** A training scales larger images down to this. */
  trainedSidePx: 1_280,
  /** What a scaled box has to be larger than. */
  boxSidePx: 1,
} as const;

/** Why AWS would not take an image; undefined where it would. */
export function imageFault({ widthPx, heightPx }: ImageFacts): string | undefined {
  const [shorter, longer] = [Math.min(widthPx, heightPx), Math.max(widthPx, heightPx)];
  const { minSidePx, maxSidePx, aspect } = LIMITS;
  const size = `has ${String(widthPx)} x ${String(heightPx)} pixels`;
  if (shorter < minSidePx || longer > maxSidePx) {
    return `${size}, and AWS takes ${String(minSidePx)} to ${String(maxSidePx)} a side: scale it, or leave it out`;
  }
  if (longer <= shorter * aspect) return undefined;
  return `${size}, and AWS takes at most ${String(aspect)} times as many on one side as on the other: crop it`;
}

/** Why a text is no label; undefined where it is one. */
export function labelFault(label: string): string | undefined {
  if (label === "") return "has an empty label: give it a name";
  if (/\p{Cc}/u.test(label)) return `has the label ${label} with a line break or another control character: remove it`;
  if (label.length <= LIMITS.labelLength) return undefined;
  return `has a label of ${String(label.length)} characters, and AWS takes at most ${String(LIMITS.labelLength)}: shorten it`;
}
