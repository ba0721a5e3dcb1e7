import { parseImage } from "./image.js";

/** What an operation accepts as an image. */
export interface ImageLimits {
  /** Bytes in the request. */
  readonly maxRequestBytes: number;
  /** Bytes of an object in S3. */
  readonly maxObjectBytes: number;
  /** Pixels of the shorter side. */
  readonly minSide: number;
  /** Pixels of the longer side. */
  readonly maxSide: number;
  /** Longer side over shorter side. */
  readonly maxAspect: number;
}

/** Custom Labels: images to train with and images to look at. */
export const CUSTOM_LABELS_IMAGE: ImageLimits = {
  maxRequestBytes: 4 * 1024 ** 2,
  maxObjectBytes: 15 * 1024 ** 2,
  minSide: 64,
  maxSide: 4096,
  maxAspect: 20,
};

/** Faces to index. */
export const FACE_IMAGE: ImageLimits = {
  maxRequestBytes: 5 * 1024 ** 2,
  maxObjectBytes: 15 * 1024 ** 2,
  minSide: 80,
  maxSide: 10_000,
  maxAspect: Infinity,
};

/** Images to moderate. */
export const MODERATION_IMAGE: ImageLimits = {
  maxRequestBytes: 5 * 1024 ** 2,
  maxObjectBytes: 15 * 1024 ** 2,
  minSide: 50,
  maxSide: 10_000,
  maxAspect: Infinity,
};

/** Whether an object in S3 is an image within the limits. */
export function fitsLimits(bytes: Buffer, limits: ImageLimits): boolean {
  const image = parseImage(bytes);
  if (image === undefined || bytes.length > limits.maxObjectBytes) return false;
  const longer = Math.max(image.width, image.height);
  const shorter = Math.min(image.width, image.height);
  return shorter >= limits.minSide && longer <= limits.maxSide && longer / shorter <= limits.maxAspect;
}
