import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import type { Buckets } from "../media/buckets.js";
import { decodeChunked } from "./chunked.js";
import {
  RunningChecksum,
  announcedChecksum,
  checkChecksum,
  checkDigests,
  checksumHeader,
  contentSha256,
} from "./checksums.js";
import { S3Error, entityTooLarge } from "./errors.js";

/** What was read of a body, which agrees with all that its request says of it. */
export interface Received {
  readonly sizeBytes: number;
  /** In hexadecimal digits. */
  readonly md5: string;
  readonly checksum: { readonly algorithm: string; readonly value: string } | undefined;
}

/** What was read, in a file of the buckets. */
export interface ReceivedBlob extends Received {
  readonly blob: string;
}

/** The largest object that one request may write, 5 GiB, and the largest part. */
const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

function isChunked({ headers }: IncomingMessage): boolean {
  const encodings = headers["content-encoding"]?.split(",").map((one) => one.trim()) ?? [];
  return encodings.includes("aws-chunked") || contentSha256(headers).startsWith("STREAMING-");
}

/** Hands on the body piece by piece. */
async function receive(
  request: IncomingMessage,
  maxBytes: number,
  take: (piece: Buffer) => unknown,
): Promise<Received> {
  const { headers } = request;
  const announced = announcedChecksum(headers);
  const length = Number(headers["x-amz-decoded-content-length"] ?? headers["content-length"] ?? 0);
  if (length > maxBytes) throw entityTooLarge(maxBytes);
  const trailers = new Map<string, string>();
  // The connection stays, for the answer, when a body is not read to its end.
  const raw = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  const pieces = isChunked(request) ? decodeChunked(raw, trailers) : raw;
  const md5 = createHash("md5");
  const sha256 = /^[0-9a-f]{64}$/.test(contentSha256(headers)) ? createHash("sha256") : undefined;
  const running = announced === undefined ? undefined : new RunningChecksum(announced.algorithm);
  let sizeBytes = 0;
  for await (const piece of pieces) {
    sizeBytes += piece.length;
    if (sizeBytes > maxBytes) throw entityTooLarge(maxBytes);
    md5.update(piece);
    sha256?.update(piece);
    running?.update(piece);
    await take(piece);
  }
  if (headers["x-amz-decoded-content-length"] !== undefined && sizeBytes !== length) {
    const text = "You did not provide the number of bytes specified by the Content-Length HTTP header";
    throw new S3Error("IncompleteBody", 400, text);
  }
  const digest = md5.digest("hex");
  checkDigests(headers, digest, sha256?.digest("hex"));
  if (announced === undefined || running === undefined) return { sizeBytes, md5: digest, checksum: undefined };
  const { algorithm } = announced;
  const value = await running.value();
  checkChecksum(algorithm, announced.value ?? trailers.get(checksumHeader(algorithm)), value);
  return { sizeBytes, md5: digest, checksum: { algorithm, value } };
}

/** Reads a body of XML. @throws S3Error if it is larger than `maxBytes` */
export async function receiveText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = [];
  await receive(request, maxBytes, (piece) => pieces.push(piece));
  return Buffer.concat(pieces).toString("utf8");
}

/** Streams a body to a file. */
export async function receiveBlob(request: IncomingMessage, buckets: Buckets): Promise<ReceivedBlob> {
  const { blob, filled } = await writeBlob(buckets, (write) => receive(request, MAX_OBJECT_BYTES, write));
  return { ...filled, blob };
}

/** A file of the buckets that `fill` writes; there is none if it fails. */
export async function writeBlob<T>(
  buckets: Buckets,
  fill: (write: (piece: Buffer) => Promise<unknown>) => Promise<T>,
): Promise<{ readonly blob: string; readonly filled: T }> {
  const { blob, path } = buckets.newBlob();
  try {
    const file = await open(path, "wx");
    try {
      const filled = await fill((piece) => file.appendFile(piece));
      if (buckets.isKept) await file.datasync();
      return { blob, filled };
    } finally {
      await file.close();
    }
  } catch (error) {
    buckets.discard(blob);
    throw error;
  }
}
