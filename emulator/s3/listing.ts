import { byBytes } from "../media/buckets.js";
import type { BucketObject } from "../media/buckets.js";
import { requireBucket } from "./call.js";
import type { S3Answer, S3Call } from "./call.js";
import { invalidArgument } from "./errors.js";
import { xmlDocument } from "./xml.js";
import type { XmlElements } from "./xml.js";

const MAX_KEYS = 1000;

/** What all listings are asked for. */
interface Question {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  /** How texts are written: as they are, or escaped as in addresses. */
  readonly write: (text: string) => string;
  readonly encoding: string | undefined;
}

const inAddress = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%2F", "/");

function countOf(call: S3Call, name: string): number {
  const text = call.query.get(name);
  if (text === null || text === "") return MAX_KEYS;
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31) return Math.min(Number(text), MAX_KEYS);
  throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
}

function questionOf(call: S3Call, countName = "max-keys"): Question {
  requireBucket(call);
  const encoding = call.query.get("encoding-type") ?? undefined;
  if (encoding !== undefined && encoding.toLowerCase() !== "url") {
    throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", encoding);
  }
  return {
    prefix: call.query.get("prefix") ?? "",
    delimiter: call.query.get("delimiter") ?? "",
    maxKeys: countOf(call, countName),
    write: encoding === undefined ? (text) => text : inAddress,
    encoding,
  };
}

/** One page of a listing: keys with what they stand for, and the beginnings that stand for many. */
interface Page<T> {
  readonly items: readonly T[];
  readonly prefixes: readonly string[];
  readonly isTruncated: boolean;
  /** The last key or beginning of the page. */
  readonly last: string;
  readonly lastItem: T | undefined;
}

/** @param after beginnings up to this one were listed before */
function pageOf<T>(question: Question, all: readonly T[], keyOf: (item: T) => string, after: string): Page<T> {
  const { prefix, delimiter, maxKeys } = question;
  const items: T[] = [];
  const prefixes: string[] = [];
  let last = "";
  let lastItem: T | undefined;
  for (const item of all) {
    const key = keyOf(item);
    const end = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
    const beginning = end < 0 ? undefined : key.slice(0, end + delimiter.length);
    if (beginning !== undefined && (beginning === prefixes.at(-1) || byBytes(beginning, after) <= 0)) continue;
    if (items.length + prefixes.length >= maxKeys) return { items, prefixes, isTruncated: maxKeys > 0, last, lastItem };
    if (beginning === undefined) items.push(item);
    else prefixes.push(beginning);
    last = beginning ?? key;
    lastItem = beginning === undefined ? item : undefined;
  }
  return { items, prefixes, isTruncated: false, last, lastItem };
}

const ownerOf = (call: S3Call): XmlElements => ({ ID: call.caller.account, DisplayName: call.caller.account });

const time = (ms: number): string => new Date(Math.floor(ms / 1000) * 1000).toISOString();

function describe(call: S3Call, object: BucketObject): XmlElements {
  const { "x-amz-storage-class": storageClass = "STANDARD" } = object.facts?.headers ?? {};
  const size = { ETag: `"${call.etags.of(object)}"`, Size: object.sizeBytes, StorageClass: storageClass };
  return { LastModified: time(object.modifiedMs), ...size };
}

function contents(call: S3Call, page: Page<string>, { write }: Question, withOwner: boolean): XmlElements[] {
  return page.items.flatMap((key) => {
    // Gone since the keys were read.
    const object = call.buckets.locate(call.bucket, key);
    if (object === undefined) return [];
    return [{ Key: write(key), ...describe(call, object), ...(withOwner ? { Owner: ownerOf(call) } : {}) }];
  });
}

const prefixElements = (page: Page<unknown>, { write }: Question): XmlElements[] =>
  page.prefixes.map((prefix) => ({ Prefix: write(prefix) }));

function echo(call: S3Call, question: Question): XmlElements {
  const { prefix, delimiter, write, encoding } = question;
  return {
    Name: call.bucket,
    Prefix: write(prefix),
    Delimiter: delimiter === "" ? undefined : write(delimiter),
    EncodingType: encoding,
  };
}

/** ListObjects, the first version. */
export function listObjects(call: S3Call): S3Answer {
  const question = questionOf(call);
  const marker = call.query.get("marker") ?? "";
  const page = pageOf(question, call.buckets.list(call.bucket, question.prefix, marker), (key) => key, marker);
  const body = xmlDocument("ListBucketResult", {
    ...echo(call, question),
    Marker: question.write(marker),
    NextMarker: page.isTruncated && question.delimiter !== "" ? question.write(page.last) : undefined,
    MaxKeys: question.maxKeys,
    IsTruncated: page.isTruncated,
    Contents: contents(call, page, question, true),
    CommonPrefixes: prefixElements(page, question),
  });
  return { status: 200, body };
}

const tokenOf = (last: string): string => Buffer.from(last).toString("base64url");

/** ListObjectsV2. */
export function listObjectsV2(call: S3Call): S3Answer {
  const question = questionOf(call);
  const token = call.query.get("continuation-token") ?? undefined;
  const startAfter = call.query.get("start-after") ?? undefined;
  const after = token === undefined ? (startAfter ?? "") : Buffer.from(token, "base64url").toString();
  if (token !== undefined && (token === "" || tokenOf(after) !== token)) {
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  }
  const page = pageOf(question, call.buckets.list(call.bucket, question.prefix, after), (key) => key, after);
  const body = xmlDocument("ListBucketResult", {
    ...echo(call, question),
    StartAfter: startAfter === undefined ? undefined : question.write(startAfter),
    ContinuationToken: token,
    NextContinuationToken: page.isTruncated ? tokenOf(page.last) : undefined,
    KeyCount: page.items.length + page.prefixes.length,
    MaxKeys: question.maxKeys,
    IsTruncated: page.isTruncated,
    Contents: contents(call, page, question, call.query.get("fetch-owner") === "true"),
    CommonPrefixes: prefixElements(page, question),
  });
  return { status: 200, body };
}

interface ListedVersion {
  readonly key: string;
  readonly versionId: string;
  readonly modifiedMs: number;
  readonly object: BucketObject | undefined;
  readonly isLatest: boolean;
}

function versionsOf(call: S3Call, question: Question, keyMarker: string, versionMarker: string): ListedVersion[] {
  const { buckets, bucket } = call;
  const later = buckets.listVersioned(bucket, question.prefix, keyMarker);
  const all = (key: string): ListedVersion[] =>
    buckets.versions(bucket, key).map((version, index) => ({ key, isLatest: index === 0, ...version }));
  if (versionMarker === "") return later.flatMap(all);
  const ofMarker = all(keyMarker);
  const place = ofMarker.findIndex(({ versionId }) => versionId === versionMarker);
  return [...(place < 0 ? [] : ofMarker.slice(place + 1)), ...later.flatMap(all)];
}

/** ListObjectVersions. */
export function listObjectVersions(call: S3Call): S3Answer {
  const question = questionOf(call);
  const keyMarker = call.query.get("key-marker") ?? "";
  const versionMarker = call.query.get("version-id-marker") ?? "";
  const versions = versionsOf(call, question, keyMarker, versionMarker);
  const page = pageOf(question, versions, ({ key }) => key, keyMarker);
  const element = ({ key, versionId, isLatest, modifiedMs, object }: ListedVersion): XmlElements => ({
    Key: question.write(key),
    VersionId: versionId,
    IsLatest: isLatest,
    ...(object === undefined ? { LastModified: time(modifiedMs) } : describe(call, object)),
    Owner: ownerOf(call),
  });
  const body = xmlDocument("ListVersionsResult", {
    ...echo(call, question),
    KeyMarker: question.write(keyMarker),
    VersionIdMarker: versionMarker,
    NextKeyMarker: page.isTruncated ? question.write(page.last) : undefined,
    NextVersionIdMarker: page.isTruncated ? page.lastItem?.versionId : undefined,
    MaxKeys: question.maxKeys,
    IsTruncated: page.isTruncated,
    Version: page.items.filter(({ object }) => object !== undefined).map(element),
    DeleteMarker: page.items.filter(({ object }) => object === undefined).map(element),
    CommonPrefixes: prefixElements(page, question),
  });
  return { status: 200, body };
}

/** ListMultipartUploads. */
export function listMultipartUploads(call: S3Call): S3Answer {
  const question = questionOf(call, "max-uploads");
  const keyMarker = call.query.get("key-marker") ?? "";
  const idMarker = call.query.get("upload-id-marker") ?? "";
  const uploads = call.uploads
    .list(call.bucket)
    .filter(({ key }) => key.startsWith(question.prefix))
    .sort((one, other) => byBytes(one.key, other.key) || byBytes(one.id, other.id))
    .filter(({ key, id }) => {
      const order = keyMarker === "" ? 1 : byBytes(key, keyMarker);
      return order > 0 || (order === 0 && idMarker !== "" && byBytes(id, idMarker) > 0);
    });
  const page = pageOf(question, uploads, ({ key }) => key, keyMarker);
  const body = xmlDocument("ListMultipartUploadsResult", {
    Bucket: call.bucket,
    ...echo(call, question),
    Name: undefined,
    KeyMarker: question.write(keyMarker),
    UploadIdMarker: idMarker,
    NextKeyMarker: page.isTruncated ? question.write(page.last) : undefined,
    NextUploadIdMarker: page.isTruncated ? (page.lastItem?.id ?? "") : undefined,
    MaxUploads: question.maxKeys,
    IsTruncated: page.isTruncated,
    Upload: page.items.map(({ key, id, startedMs }) => ({
      Key: question.write(key),
      UploadId: id,
      Initiator: ownerOf(call),
      Owner: ownerOf(call),
      StorageClass: "STANDARD",
      Initiated: time(startedMs),
    })),
    CommonPrefixes: prefixElements(page, question),
  });
  return { status: 200, body };
}
