import { createHash } from "node:crypto";
import { createReadStream, openSync } from "node:fs";
import { Readable } from "node:stream";
import type { BucketObject } from "../media/buckets.js";
import { writeBlob } from "./body.js";
import type { ReceivedBlob } from "./body.js";
import { headerOf } from "./call.js";
import type { S3Call } from "./call.js";
import { RunningChecksum } from "./checksums.js";
import { accessDenied, invalidArgument, noSuchBucket, noSuchKey } from "./errors.js";
import { checkConditions } from "./headers.js";
import type { ByteRange } from "./ranges.js";

/** What a copy is made of. */
interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly object: BucketObject;
  /** Whether no version was named. */
  readonly isCurrent: boolean;
}

/** The object that `x-amz-copy-source` names, if its conditions hold. */
export function copySource(call: S3Call): CopySource {
  const header = headerOf(call, "x-amz-copy-source") ?? "";
  const [path = "", parameters = ""] = header.split("?");
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decoded(path)) ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalidArgument(
      "Copy Source must mention the source bucket and key: /sourcebucket/sourcekey",
      "x-amz-copy-source",
      header,
    );
  }
  const version = new URLSearchParams(parameters).get("versionId") ?? undefined;
  if (!call.buckets.hasBucket(bucket)) throw noSuchBucket(bucket);
  const object = call.buckets.locate(bucket, key, version);
  if (object === undefined) throw noSuchKey(key);
  checkConditions(call, object, "x-amz-copy-source-");
  return { bucket, key, object, isCurrent: version === undefined };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw invalidArgument("Copy Source must be URL-encoded", "x-amz-copy-source", path);
  }
}

/** Bytes of a file, which is opened at once: whatever is done to the object later, they are these. */
export function readRange(path: string, { start, sizeBytes }: ByteRange): Readable {
  if (sizeBytes === 0) return Readable.from([]);
  try {
    return createReadStream("", { fd: openSync(path, "r"), start, end: start + sizeBytes - 1 });
  } catch (error) {
    throw accessDenied(`The file of the object cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  }
}

/** Bytes of an object in a file of their own, and what is to be known of them. */
export async function copyBytes(
  { buckets }: S3Call,
  object: BucketObject,
  range: ByteRange,
  algorithm: string | undefined,
): Promise<ReceivedBlob> {
  const source = readRange(object.path, range);
  const md5 = createHash("md5");
  const running = algorithm === undefined ? undefined : new RunningChecksum(algorithm);
  const { blob } = await writeBlob(buckets, async (write) => {
    for await (const piece of source as AsyncIterable<Buffer>) {
      md5.update(piece);
      running?.update(piece);
      await write(piece);
    }
  });
  const checksum = running === undefined ? undefined : { algorithm: running.algorithm, value: await running.value() };
  return { blob, sizeBytes: range.sizeBytes, md5: md5.digest("hex"), checksum };
}
