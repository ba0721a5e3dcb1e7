import type { Image } from "@aws-sdk/client-rekognition";
import { invalidParameter, invalidS3Object, serviceError } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import type { Call } from "../world.js";
import type { ImageLimits } from "./image-limits.js";
import { parseImage } from "./image.js";
import type { ImageInfo } from "./image.js";
import { digestOf } from "../digest.js";

/** An image that passed. */
export interface RequestImage extends ImageInfo {
  readonly bytes: Buffer;
  /** The hash of the bytes. */
  readonly digest: string;
  /** Where it is stored; undefined if it came with the request. */
  readonly object: { readonly bucket: string; readonly key: string } | undefined;
}

function readBytes(call: Call, image: Wire<Image>, limits: ImageLimits): Buffer {
  if ((image.Bytes === undefined) === (image.S3Object === undefined)) throw invalidParameter();
  const tooLarge = (): Error => serviceError("ImageTooLargeException", "Image size is too large.");
  if (image.Bytes !== undefined) {
    if (image.Bytes.length > limits.maxRequestBytes) throw tooLarge();
    return image.Bytes;
  }
  const { Bucket = "", Name = "", Version } = image.S3Object ?? {};
  const bytes = call.world.buckets.read(Bucket, Name, Version);
  if (bytes === undefined) throw invalidS3Object();
  if (bytes.length > limits.maxObjectBytes) throw tooLarge();
  return bytes;
}

/** The image of a request, from its bytes or from S3, checked against what the operation accepts. */
export function requestImage(call: Call, image: Wire<Image>, limits: ImageLimits): RequestImage {
  const bytes = readBytes(call, image, limits);
  const info = parseImage(bytes);
  if (info === undefined) throw serviceError("InvalidImageFormatException", "Request has invalid image format.");
  const longer = Math.max(info.width, info.height);
  const shorter = Math.min(info.width, info.height);
  if (longer > limits.maxSide) {
    throw serviceError(
      "ImageTooLargeException",
      `Input image dimensions ${info.width} x ${info.height} exceed maximum dimension size of ${limits.maxSide} pixels`,
    );
  }
  if (shorter < limits.minSide || longer / shorter > limits.maxAspect) throw invalidParameter();
  const { Bucket: bucket, Name: key } = image.S3Object ?? {};
  const object = bucket === undefined || key === undefined ? undefined : { bucket, key };
  return { ...info, bytes, digest: digestOf(bytes), object };
}
