import type { S3Object } from "@aws-sdk/client-rekognition";
import { invalidS3Object } from "../protocol/errors.js";
import type { Wire } from "../protocol/wire.js";
import type { Buckets } from "./buckets.js";
import { fileLines } from "./lines.js";
import { TRAINING_FAILURES } from "./training-failures.js";

const MAX_MANIFEST_BYTES = 1024 ** 3;

/** A manifest in S3: its lines, or why it cannot be read. */
export type ManifestFile = { readonly lines: Iterable<string> } | { readonly failure: string };

/**
 * Finds a manifest.
 * @param refuseMissing whether the request is refused if there is no such object
 */
export function manifestFile(
  buckets: Buckets,
  object: Wire<S3Object> | undefined,
  refuseMissing: boolean,
): ManifestFile {
  const { Bucket = "", Name = "", Version } = object ?? {};
  const file = buckets.locate(Bucket, Name, Version);
  if (file === undefined && refuseMissing) throw invalidS3Object();
  const hasExtension = /\.[^./]+$/.test(Name);
  if (file === undefined || !hasExtension) return { failure: TRAINING_FAILURES.unreadable };
  if (file.sizeBytes > MAX_MANIFEST_BYTES) return { failure: TRAINING_FAILURES.tooLarge };
  return { lines: fileLines(file.path) };
}
