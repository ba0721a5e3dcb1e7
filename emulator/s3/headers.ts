import type { IncomingHttpHeaders } from "node:http";
import type { BucketObject } from "../media/buckets.js";
import type { S3Call } from "./call.js";
import { S3Error, notImplemented, preconditionFailed } from "./errors.js";

const KEPT = new Set([
  "cache-control",
  "content-disposition",
  "content-language",
  "content-type",
  "expires",
  "x-amz-website-redirect-location",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
]);
const METADATA = "x-amz-meta-";
const MAX_METADATA_BYTES = 2 * 1024;
const CHECKSUM = /^x-amz-checksum-/;
/** What would be lost without a word if it were taken. */
const UNKNOWN = /^x-amz-(tagging$|object-lock-|server-side-encryption-customer-|bucket-object-lock-)/;
const DEFAULT_TYPE = "binary/octet-stream";

/** What of a request's headers belongs to the object that it writes. */
export function objectHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (UNKNOWN.test(name)) throw notImplemented(`The header ${name}`);
    if (typeof value !== "string") continue;
    if (name.startsWith(METADATA)) metadataBytes += name.length - METADATA.length + value.length;
    if (name.startsWith(METADATA) || KEPT.has(name)) kept[name] = value;
    else if (name === "content-encoding") {
      const encodings = value.split(",").map((encoding) => encoding.trim());
      const rest = encodings.filter((encoding) => encoding !== "" && encoding !== "aws-chunked").join(",");
      if (rest !== "") kept[name] = rest;
    } else if (name === "x-amz-storage-class" && value !== "STANDARD") kept[name] = value;
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new S3Error("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size");
  }
  return { "content-type": DEFAULT_TYPE, ...kept };
}

/** The headers that come with an object, or with what was done to one. */
export function answerHeaders(call: S3Call, object: BucketObject, withChecksum: boolean): Record<string, string> {
  const headers = Object.entries(object.facts?.headers ?? { "content-type": DEFAULT_TYPE });
  return {
    ...(Object.fromEntries(headers.filter(([name]) => withChecksum || !CHECKSUM.test(name))) as Record<string, string>),
    ...versionHeader(call, object.versionId),
    etag: `"${call.etags.of(object)}"`,
    "last-modified": new Date(object.modifiedMs).toUTCString(),
    "accept-ranges": "bytes",
  };
}

/** The version, in a bucket that has or had versions. */
export function versionHeader({ buckets, bucket }: S3Call, versionId: string | undefined): Record<string, string> {
  if (versionId === undefined) return {};
  const isTold = versionId !== "null" || buckets.versioning(bucket) !== undefined;
  return isTold ? { "x-amz-version-id": versionId } : {};
}

/** Only the checksum of what the object is made with. */
export const checksumHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => CHECKSUM.test(name)));

const SECOND_MS = 1000;
const asSecond = (ms: number): number => Math.floor(ms / SECOND_MS) * SECOND_MS;

/**
 * Refuses a request whose conditions do not hold.
 * @param prefix of the names of the conditions: those on the source of a copy have one
 */
export function checkConditions(call: S3Call, object: BucketObject, prefix = ""): void {
  const { headers } = call.request;
  const condition = (name: string): string | undefined => {
    const value = headers[prefix + name];
    return typeof value === "string" ? value : undefined;
  };
  const etag = call.etags.of(object);
  const names = (list: string): boolean =>
    list.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "").replaceAll('"', "") === etag);
  const isNewerThan = (date: string): boolean => asSecond(object.modifiedMs) > Date.parse(date);
  const ifMatch = condition("if-match");
  const unmodifiedSince = condition("if-unmodified-since");
  if (ifMatch !== undefined) {
    if (!names(ifMatch)) throw preconditionFailed("If-Match");
  } else if (unmodifiedSince !== undefined && isNewerThan(unmodifiedSince)) {
    throw preconditionFailed("If-Unmodified-Since");
  }
  const ifNoneMatch = condition("if-none-match");
  const modifiedSince = condition("if-modified-since");
  const isUnchanged =
    ifNoneMatch !== undefined
      ? names(ifNoneMatch)
      : modifiedSince !== undefined && !Number.isNaN(Date.parse(modifiedSince)) && !isNewerThan(modifiedSince);
  if (!isUnchanged) return;
  if (prefix !== "") throw preconditionFailed(ifNoneMatch === undefined ? "If-Modified-Since" : "If-None-Match");
  throw new S3Error("NotModified", 304, "Not Modified", {}, answerHeaders(call, object, false));
}

/** The same for a write, which may be made to depend on the object that is there. */
export function checkWriteConditions(call: S3Call): void {
  const { "if-none-match": ifNoneMatch, "if-match": ifMatch } = call.request.headers;
  const object = call.buckets.locate(call.bucket, call.key);
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch !== "*") throw notImplemented("If-None-Match with an ETag for writes");
    if (object !== undefined) throw preconditionFailed("If-None-Match");
  }
  if (ifMatch === undefined) return;
  if (object === undefined) throw new S3Error("NoSuchKey", 404, "The specified key does not exist.", { Key: call.key });
  if (ifMatch.replaceAll('"', "") !== call.etags.of(object)) throw preconditionFailed("If-Match");
}
