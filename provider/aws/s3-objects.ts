import type { S3Client } from "@aws-sdk/client-s3";
import { RekognitionError } from "../base/errors.js";
import { requestIdOf } from "./call-log.js";
import { s3Sdk } from "./sdk-modules.js";

/** Where an S3 object is. */
export interface S3Location {
  readonly bucket: string;
  readonly name: string;
  readonly version?: string | undefined;
  /** Account that the bucket is expected to be of; any without it. */
  readonly bucketOwner?: string | undefined;
}

/** An object that is read from its beginning on. */
export interface S3Object {
  readonly sizeBytes: number;
  /** What the one who wrote it says of it. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Its bytes, in order; no more of them are read than are taken. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** What one call reads of an object. */
export interface S3Part {
  readonly bytes: Uint8Array;
  readonly ofBytes: number;
  /** Tells whether two parts are of the same object. */
  readonly etag: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
}

/** So much of an object is read by one call: a slow connection brings it in the time that a call has, and memory holds it. */
const PART_BYTES = 4 * 1024 ** 2;

/** S3's names for "there is no such object", or none that can be read now. */
const UNREADABLE: ReadonlySet<string> = new Set([
  "NoSuchBucket",
  "NoSuchKey",
  "NoSuchVersion",
  // The answer for a version that is none, and for one that marks a deletion.
  "InvalidArgument",
  "MethodNotAllowed",
  "InvalidBucketName",
  "InvalidObjectState",
  // The bucket is in another Region.
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
  // It is not the one any more whose beginning was read.
  "PreconditionFailed",
]);

/** How an object is named in messages. */
export function s3Uri({ bucket, name, version }: S3Location): string {
  return `s3://${bucket}/${name}${version === undefined ? "" : ` (version ${version})`}`;
}

/** Reads the beginning of an object; the rest is read as it is taken. */
export async function openObject(read: (from: number, etag?: string) => Promise<S3Part>): Promise<S3Object> {
  const first = await read(0);
  async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
    for (let part = first, at = 0; ; part = await read(at, first.etag)) {
      yield part.bytes;
      at += part.bytes.length;
      if (at >= first.ofBytes) return;
    }
  }
  return { sizeBytes: first.ofBytes, metadata: first.metadata, body: body() };
}

/** Reads a part of an object, once. */
export async function readPart(client: S3Client, object: S3Location, from: number, etag?: string): Promise<S3Part> {
  const { bucket: Bucket, name: Key, version: VersionId, bucketOwner: ExpectedBucketOwner } = object;
  const range = { Range: `bytes=${String(from)}-${String(from + PART_BYTES - 1)}`, IfMatch: etag };
  try {
    const command = new (s3Sdk().GetObjectCommand)({ Bucket, Key, VersionId, ExpectedBucketOwner, ...range });
    const { Body, ContentRange = "", ETag, Metadata: metadata = {}, $metadata } = await client.send(command);
    const bytes = await Body?.transformToByteArray();
    const [, first, ofBytes] = /^bytes (\d+)-\d+\/(\d+)$/.exec(ContentRange) ?? [];
    if (bytes !== undefined && ETag !== undefined && Number(first) === from) {
      if (bytes.length === Math.min(PART_BYTES, Number(ofBytes) - from)) {
        return { bytes, ofBytes: Number(ofBytes), etag: ETag, metadata, requestId: $metadata.requestId };
      }
    }
  } catch (error) {
    // An empty object has no first byte.
    if (error instanceof Error && error.name === "InvalidRange") {
      return { bytes: Buffer.of(), ofBytes: 0, etag: "", metadata: {}, requestId: requestIdOf(error) };
    }
    throw unreadable(error, object) ?? error;
  }
  throw new RekognitionError(
    "UnreadableAnswer",
    `GetObject: the response for ${s3Uri(object)} is not a part of this object`,
  );
}

/** The error of an object that is not there, or not there for this Region. */
function unreadable(error: unknown, object: S3Location): RekognitionError | undefined {
  if (!(error instanceof Error) || !UNREADABLE.has(error.name)) return undefined;
  const { headers } = (error as { $response?: { headers?: Record<string, string> } }).$response ?? {};
  const region = headers?.["x-amz-bucket-region"];
  const where = region === undefined ? "" : ` The bucket is in ${region}.`;
  const requestId = requestIdOf(error);
  const said = requestId === undefined ? error.name : `${error.name} (request id ${requestId})`;
  return new RekognitionError("S3ObjectUnreadable", `${s3Uri(object)} cannot be read: S3 says ${said}.${where}`, {
    awsName: error.name,
    requestId,
  });
}

/** The whole of an object that is known to be small enough. */
export async function textOf({ body }: S3Object): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
