import { createHash } from "node:crypto";
import { receiveBlob, receiveText, writeBlob } from "./body.js";
import type { ReceivedBlob } from "./body.js";
import { headerOf, requireBucket } from "./call.js";
import type { S3Answer, S3Call } from "./call.js";
import { RunningChecksum, checksumAlgorithm, checksumHeader, checksumOf } from "./checksums.js";
import { S3Error, entityTooLarge, invalidArgument, invalidRequest, malformedXml } from "./errors.js";
import { checkWriteConditions, objectHeaders, versionHeader } from "./headers.js";
import { commit } from "./objects.js";
import { requestedRange } from "./ranges.js";
import { copyBytes, copySource, readRange } from "./source.js";
import type { MultipartUpload, Part } from "./uploads.js";
import { XmlReader, xmlDocument } from "./xml.js";

const MAX_PARTS = 10_000;
const MIN_PART_BYTES = 5 * 1024 ** 2;
const MAX_UPLOAD_BYTES = 5 * 1024 ** 4;
/** 10,000 parts with a checksum each. */
const MAX_COMPLETE_BYTES = 4 * 1024 ** 2;
const MAX_LISTED = 1000;

/** CreateMultipartUpload. */
export function createMultipartUpload(call: S3Call): S3Answer {
  requireBucket(call);
  const { bucket, key } = call;
  const name = headerOf(call, "x-amz-checksum-algorithm");
  const algorithm = name === undefined ? undefined : checksumAlgorithm(name);
  const wanted = headerOf(call, "x-amz-checksum-type") ?? (algorithm === "crc64nvme" ? "FULL_OBJECT" : "COMPOSITE");
  if (wanted !== "FULL_OBJECT" && wanted !== "COMPOSITE") {
    throw invalidRequest("Value for x-amz-checksum-type header is invalid.");
  }
  if (algorithm !== undefined && wanted === (algorithm === "crc64nvme" ? "COMPOSITE" : "FULL_OBJECT")) {
    const isPossible = algorithm !== "crc64nvme" && algorithm.startsWith("crc");
    if (!isPossible)
      throw invalidRequest(`The ${wanted} checksum type cannot be used with the ${algorithm} checksum algorithm.`);
  }
  const upload = call.uploads.start({
    bucket,
    key,
    startedMs: call.realNowMs,
    headers: objectHeaders(call.request.headers),
    checksum: algorithm === undefined ? undefined : { algorithm, type: wanted },
  });
  const headers: Record<string, string> =
    algorithm === undefined
      ? {}
      : { "x-amz-checksum-algorithm": algorithm.toUpperCase(), "x-amz-checksum-type": wanted };
  const body = xmlDocument("InitiateMultipartUploadResult", { Bucket: bucket, Key: key, UploadId: upload.id });
  return { status: 200, headers, body };
}

function uploadOf(call: S3Call): MultipartUpload {
  requireBucket(call);
  return call.uploads.get(call.bucket, call.key, call.query.get("uploadId") ?? "");
}

function partNumberOf(call: S3Call): number {
  const text = call.query.get("partNumber") ?? "";
  const number = Number(text);
  if (/^\d{1,5}$/.test(text) && number >= 1 && number <= MAX_PARTS) return number;
  throw invalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
}

function addPart(call: S3Call, upload: MultipartUpload, number: number, received: ReceivedBlob): Part {
  const part = { ...received, modifiedMs: call.realNowMs };
  call.uploads.addPart(upload, number, part);
  return part;
}

const partChecksum = ({ checksum }: Part): Record<string, string> =>
  checksum === undefined ? {} : { [checksumHeader(checksum.algorithm)]: checksum.value };

/** UploadPart. */
export async function uploadPart(call: S3Call): Promise<S3Answer> {
  const upload = uploadOf(call);
  const number = partNumberOf(call);
  const part = addPart(call, upload, number, await receiveBlob(call.request, call.buckets));
  return { status: 200, headers: { etag: `"${part.md5}"`, ...partChecksum(part) } };
}

/** UploadPartCopy. */
export async function uploadPartCopy(call: S3Call): Promise<S3Answer> {
  const upload = uploadOf(call);
  const number = partNumberOf(call);
  const { object } = copySource(call);
  const header = headerOf(call, "x-amz-copy-source-range");
  const range = requestedRange(header, object.sizeBytes);
  if (header !== undefined && (range === undefined || !/^bytes=\d+-\d+$/.test(header))) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      header,
    );
  }
  const whole = { start: 0, sizeBytes: object.sizeBytes };
  const received = await copyBytes(call, object, range ?? whole, upload.checksum?.algorithm);
  const part = addPart(call, upload, number, received);
  const body = xmlDocument("CopyPartResult", {
    LastModified: new Date(part.modifiedMs).toISOString(),
    ETag: `"${part.md5}"`,
    ...checksumElement(part),
  });
  return { status: 200, body };
}

const checksumElement = ({ checksum }: Part): Record<string, string> =>
  checksum === undefined ? {} : { [`Checksum${checksum.algorithm.toUpperCase()}`]: checksum.value };

/** The parts that a request completes the upload with, in order. */
function chosenParts(upload: MultipartUpload, document: XmlReader): Part[] {
  const listed = document.list("Part").map((each) => ({
    number: Number(each.text("PartNumber")),
    etag: (each.text("ETag") ?? "").replaceAll('"', ""),
  }));
  if (listed.length === 0 || listed.length > MAX_PARTS) throw malformedXml();
  if (listed.some(({ number }) => Number.isNaN(number))) throw malformedXml();
  if (listed.some(({ number }, index) => number <= (listed[index - 1]?.number ?? 0))) {
    const text = "The list of parts was not in ascending order. Parts list must be specified in order by part number.";
    throw new S3Error("InvalidPartOrder", 400, text, { UploadId: upload.id });
  }
  return listed.map(({ number, etag }, index) => {
    const part = upload.parts.get(number);
    if (part?.md5 !== etag) {
      const text =
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.";
      throw new S3Error("InvalidPart", 400, text, { UploadId: upload.id, PartNumber: `${number}`, ETag: etag });
    }
    if (index < listed.length - 1 && part.sizeBytes < MIN_PART_BYTES) {
      throw new S3Error("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size", {
        ETag: etag,
        MinSizeAllowed: `${MIN_PART_BYTES}`,
        PartNumber: `${number}`,
        ProposedSize: `${part.sizeBytes}`,
      });
    }
    return part;
  });
}

/** The checksum of checksums: of the parts', and how many there are. */
async function compositeChecksum(algorithm: string, parts: readonly Part[]): Promise<string | undefined> {
  const digests = parts.flatMap(({ checksum }) => (checksum?.algorithm === algorithm ? [checksum.value] : []));
  if (digests.length < parts.length) return undefined;
  const all = Buffer.concat(digests.map((digest) => Buffer.from(digest, "base64")));
  return `${await checksumOf(algorithm, all)}-${parts.length}`;
}

/** CompleteMultipartUpload. */
export async function completeMultipartUpload(call: S3Call): Promise<S3Answer> {
  const upload = uploadOf(call);
  checkWriteConditions(call);
  const { buckets } = call;
  const document = XmlReader.parse(await receiveText(call.request, MAX_COMPLETE_BYTES), "CompleteMultipartUpload");
  const parts = chosenParts(upload, document);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (sizeBytes > MAX_UPLOAD_BYTES) throw entityTooLarge(MAX_UPLOAD_BYTES);
  const { algorithm, type } = upload.checksum ?? {};
  const running = algorithm !== undefined && type === "FULL_OBJECT" ? new RunningChecksum(algorithm) : undefined;
  const { blob } = await writeBlob(buckets, async (write) => {
    for (const part of parts) {
      // Completed or aborted meanwhile by somebody else.
      uploadOf(call);
      const range = { start: 0, sizeBytes: part.sizeBytes };
      for await (const piece of readRange(buckets.blobPath(part.blob), range) as AsyncIterable<Buffer>) {
        running?.update(piece);
        await write(piece);
      }
    }
    uploadOf(call);
  });
  const value = algorithm === undefined ? undefined : await (running?.value() ?? compositeChecksum(algorithm, parts));
  const checksums: Record<string, string> =
    algorithm === undefined || type === undefined || value === undefined
      ? {}
      : { [checksumHeader(algorithm)]: value, "x-amz-checksum-type": type };
  const md5s = Buffer.concat(parts.map(({ md5 }) => Buffer.from(md5, "hex")));
  const etag = `${createHash("md5").update(md5s).digest("hex")}-${parts.length}`;
  const headers = { ...upload.headers, ...checksums };
  const object = commit(call, { blob, sizeBytes, etag, headers, partSizes: parts.map((part) => part.sizeBytes) });
  call.uploads.end(upload);
  const body = xmlDocument("CompleteMultipartUploadResult", {
    Location: `http://${call.request.headers.host ?? ""}/${upload.bucket}/${encodeURIComponent(upload.key)}`,
    Bucket: upload.bucket,
    Key: upload.key,
    ETag: `"${etag}"`,
    ...(algorithm === undefined || value === undefined
      ? {}
      : { [`Checksum${algorithm.toUpperCase()}`]: value, ChecksumType: type }),
  });
  return { status: 200, headers: versionHeader(call, object.versionId), body };
}

/** AbortMultipartUpload. */
export function abortMultipartUpload(call: S3Call): S3Answer {
  call.uploads.end(uploadOf(call));
  return { status: 204 };
}

/** ListParts. */
export function listParts(call: S3Call): S3Answer {
  const upload = uploadOf(call);
  const marker = Number(call.query.get("part-number-marker") ?? 0);
  const maxParts = Math.min(Number(call.query.get("max-parts") ?? MAX_LISTED), MAX_LISTED);
  if (!Number.isInteger(marker) || !Number.isInteger(maxParts) || marker < 0 || maxParts < 0) {
    throw invalidArgument("Argument max-parts and part-number-marker must be an integer between 0 and 2147483647");
  }
  const later = [...upload.parts].filter(([number]) => number > marker).sort(([one], [other]) => one - other);
  const page = later.slice(0, maxParts);
  const owner = { ID: call.caller.account, DisplayName: call.caller.account };
  const body = xmlDocument("ListPartsResult", {
    Bucket: upload.bucket,
    Key: upload.key,
    UploadId: upload.id,
    Initiator: owner,
    Owner: owner,
    StorageClass: "STANDARD",
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.[0] ?? 0,
    MaxParts: maxParts,
    IsTruncated: page.length < later.length,
    ChecksumAlgorithm: upload.checksum?.algorithm.toUpperCase(),
    ChecksumType: upload.checksum?.type,
    Part: page.map(([number, part]) => ({
      PartNumber: number,
      LastModified: new Date(part.modifiedMs).toISOString(),
      ETag: `"${part.md5}"`,
      Size: part.sizeBytes,
      ...checksumElement(part),
    })),
  });
  return { status: 200, body };
}
