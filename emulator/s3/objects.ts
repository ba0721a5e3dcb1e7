import type { BucketObject, Upload } from "../media/buckets.js";
import { receiveBlob } from "./body.js";
import type { Received } from "./body.js";
import { headerOf, printable, requireBucket, versionOf } from "./call.js";
import type { S3Answer, S3Call } from "./call.js";
import { checksumAlgorithm, checksumHeader } from "./checksums.js";
import { S3Error, invalidArgument, invalidRequest, noSuchKey } from "./errors.js";
import {
  answerHeaders,
  checkConditions,
  checkWriteConditions,
  checksumHeaders,
  objectHeaders,
  versionHeader,
} from "./headers.js";
import { partRange, requestedRange } from "./ranges.js";
import type { ByteRange } from "./ranges.js";
import { copyBytes, copySource } from "./source.js";
import { xmlDocument } from "./xml.js";

/** The object that a request reads. */
function objectOf(call: S3Call): BucketObject {
  requireBucket(call);
  const { buckets, bucket, key } = call;
  const versionId = versionOf(call);
  const object = buckets.locate(bucket, key, versionId);
  if (object !== undefined) return object;
  const versions = buckets.versions(bucket, key);
  const version = versionId === undefined ? versions[0] : versions.find((one) => one.versionId === versionId);
  if (version !== undefined && version.object === undefined) {
    const headers = { "x-amz-delete-marker": "true", ...versionHeader(call, version.versionId) };
    if (versionId === undefined) throw new S3Error("NoSuchKey", 404, noSuchKey(key).message, { Key: key }, headers);
    const text = "The specified method is not allowed against this resource.";
    throw new S3Error("MethodNotAllowed", 405, text, { Method: call.request.method ?? "" }, headers);
  }
  if (versionId === undefined) throw noSuchKey(key);
  const text = "The specified version does not exist.";
  throw new S3Error("NoSuchVersion", 404, text, { Key: key, VersionId: versionId });
}

/** What a response is told to say of itself by parameters such as `response-content-type`. */
function overrides(call: S3Call): Record<string, string> {
  const names = [...call.query.keys()].filter((name) =>
    /^response-(content-(type|language|disposition|encoding)|cache-control|expires)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name.slice("response-".length), printable(call, name) ?? ""]));
}

function rangeOf(call: S3Call, object: BucketObject): ByteRange | undefined {
  const partNumber = call.query.get("partNumber");
  if (partNumber !== null) return partRange(object, partNumber);
  return requestedRange(headerOf(call, "range"), object.sizeBytes);
}

/** GetObject and HeadObject. */
export function getObject(call: S3Call): S3Answer {
  const object = objectOf(call);
  checkConditions(call, object);
  const range = rangeOf(call, object);
  const withChecksum = range === undefined && headerOf(call, "x-amz-checksum-mode")?.toUpperCase() === "ENABLED";
  const { start, sizeBytes } = range ?? { start: 0, sizeBytes: object.sizeBytes };
  const isPart = range !== undefined;
  const headers = {
    ...answerHeaders(call, object, withChecksum),
    ...overrides(call),
    "content-length": `${sizeBytes}`,
    ...(isPart ? { "content-range": `bytes ${start}-${start + sizeBytes - 1}/${object.sizeBytes}` } : {}),
    ...(call.query.has("partNumber") && object.facts?.partSizes !== undefined
      ? { "x-amz-mp-parts-count": `${object.facts.partSizes.length}` }
      : {}),
  };
  const body = call.request.method === "HEAD" ? undefined : { path: object.path, start, sizeBytes };
  return { status: isPart ? 206 : 200, headers, ...(body === undefined ? {} : { body }) };
}

/** Makes what was uploaded an object; it is gone if that cannot be. */
export function commit(call: S3Call, upload: Upload): BucketObject {
  try {
    // The bucket may have been deleted, and the object written, while the body was on its way.
    requireBucket(call);
    checkWriteConditions(call);
  } catch (error) {
    call.buckets.discard(upload.blob);
    throw error;
  }
  return call.buckets.commit(call.bucket, call.key, upload);
}

const wholeChecksum = (checksum: Received["checksum"]): Record<string, string> =>
  checksum === undefined
    ? {}
    : { [checksumHeader(checksum.algorithm)]: checksum.value, "x-amz-checksum-type": "FULL_OBJECT" };

/** PutObject. */
export async function putObject(call: S3Call): Promise<S3Answer> {
  requireBucket(call);
  if (headerOf(call, "content-length") === undefined && headerOf(call, "transfer-encoding") === undefined) {
    throw new S3Error("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
  }
  checkWriteConditions(call);
  const kept = objectHeaders(call.request.headers);
  const { blob, sizeBytes, md5, checksum } = await receiveBlob(call.request, call.buckets);
  const checksums = wholeChecksum(checksum);
  const object = commit(call, { blob, sizeBytes, etag: md5, headers: { ...kept, ...checksums } });
  return { status: 200, headers: { etag: `"${md5}"`, ...checksums, ...versionHeader(call, object.versionId) } };
}

/** CopyObject. */
export async function copyObject(call: S3Call): Promise<S3Answer> {
  requireBucket(call);
  const { object, bucket, key, isCurrent } = copySource(call);
  const replaces = (headerOf(call, "x-amz-metadata-directive") ?? "COPY").toUpperCase() === "REPLACE";
  const given = objectHeaders(call.request.headers);
  if (
    bucket === call.bucket &&
    key === call.key &&
    isCurrent &&
    !replaces &&
    headerOf(call, "x-amz-storage-class") === undefined
  ) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const wanted = headerOf(call, "x-amz-checksum-algorithm");
  const whole = { start: 0, sizeBytes: object.sizeBytes };
  const algorithm = wanted === undefined ? undefined : checksumAlgorithm(wanted);
  const { blob, sizeBytes, md5, checksum } = await copyBytes(call, object, whole, algorithm);
  const source = object.facts?.headers ?? {};
  const checksums = checksum === undefined ? checksumHeaders(source) : wholeChecksum(checksum);
  const headers = { ...(replaces ? given : { ...given, ...source }), ...checksums };
  const copy = commit(call, { blob, sizeBytes, etag: md5, headers });
  const body = xmlDocument("CopyObjectResult", {
    LastModified: new Date(copy.modifiedMs).toISOString(),
    ETag: `"${md5}"`,
  });
  return { status: 200, headers: versionHeader(call, copy.versionId), body };
}

/** GetObjectAttributes. */
export function getObjectAttributes(call: S3Call): S3Answer {
  const object = objectOf(call);
  const asked = new Set((headerOf(call, "x-amz-object-attributes") ?? "").split(",").map((name) => name.trim()));
  const known = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];
  if ([...asked].some((name) => !known.includes(name))) throw invalidArgument("Invalid attribute name specified.");
  const { headers = {}, partSizes } = object.facts ?? {};
  const checksums = Object.entries(checksumHeaders(headers)).map(([name, value]) => {
    const algorithm = name.slice("x-amz-checksum-".length);
    return [algorithm === "type" ? "ChecksumType" : `Checksum${algorithm.toUpperCase()}`, value];
  });
  const content = {
    ETag: asked.has("ETag") ? call.etags.of(object) : undefined,
    Checksum:
      asked.has("Checksum") && checksums.length > 0
        ? (Object.fromEntries(checksums) as Record<string, string>)
        : undefined,
    ObjectParts: asked.has("ObjectParts") && partSizes !== undefined ? { PartsCount: partSizes.length } : undefined,
    StorageClass: asked.has("StorageClass") ? (headers["x-amz-storage-class"] ?? "STANDARD") : undefined,
    ObjectSize: asked.has("ObjectSize") ? object.sizeBytes : undefined,
  };
  const { "last-modified": modified = "" } = answerHeaders(call, object, false);
  return {
    status: 200,
    headers: { "last-modified": modified, ...versionHeader(call, object.versionId) },
    body: xmlDocument("GetObjectAttributesResponse", content),
  };
}
