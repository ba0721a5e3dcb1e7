import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { crc32 } from "node:zlib";
import { Crc32c, Crc64Nvme } from "@aws-sdk/checksums/crc";
import { S3Error, invalidRequest, notImplemented } from "./errors.js";

/** How a checksum is worked out, and how many bytes it has. */
interface Running {
  update(bytes: Buffer): void;
  digest(): Promise<Buffer> | Buffer;
}

class Crc32 implements Running {
  #value = 0;

  update(bytes: Buffer): void {
    this.#value = crc32(bytes, this.#value);
  }

  digest(): Buffer {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(this.#value);
    return bytes;
  }
}

const sdk = (checksum: { update(data: Uint8Array): void; digest(): Promise<Uint8Array> }): Running => ({
  update: (bytes) => {
    checksum.update(bytes);
  },
  digest: async () => Buffer.from(await checksum.digest()),
});

/** The algorithms by S3's names, in lower case as in the names of headers. */
const ALGORITHMS: Readonly<Record<string, { readonly bytes: number; readonly start: () => Running }>> = {
  crc32: { bytes: 4, start: () => new Crc32() },
  crc32c: { bytes: 4, start: () => sdk(new Crc32c()) },
  crc64nvme: { bytes: 8, start: () => sdk(new Crc64Nvme()) },
  sha1: { bytes: 20, start: () => createHash("sha1") },
  sha256: { bytes: 32, start: () => createHash("sha256") },
};

const HEADER = /^x-amz-checksum-(?!algorithm$|mode$|type$)(.+)$/;

export const checksumHeader = (algorithm: string): string => `x-amz-checksum-${algorithm}`;

/** The algorithm as it is spelled here. @param name as in requests, in any case */
export function checksumAlgorithm(name: string): string {
  const algorithm = name.toLowerCase();
  if (!Object.hasOwn(ALGORITHMS, algorithm)) throw notImplemented(`The checksum ${name}`);
  return algorithm;
}

export async function checksumOf(algorithm: string, bytes: Buffer): Promise<string> {
  const running = new RunningChecksum(algorithm);
  running.update(bytes);
  return running.value();
}

/** A checksum of bytes to come. */
export class RunningChecksum {
  readonly #running: Running;

  /** @param algorithm of `checksumAlgorithm` */
  constructor(readonly algorithm: string) {
    this.#running = (ALGORITHMS[algorithm] as { start: () => Running }).start();
  }

  update(bytes: Buffer): void {
    this.#running.update(bytes);
  }

  /** In base64. */
  async value(): Promise<string> {
    return (await this.#running.digest()).toString("base64");
  }
}

/** The checksum that a request announces, its value where it is known before the body; undefined if it has none. */
export function announcedChecksum(headers: IncomingHttpHeaders): { algorithm: string; value?: string } | undefined {
  const given = Object.keys(headers).flatMap((name) => HEADER.exec(name)?.[1] ?? []);
  if (given.length > 1)
    throw invalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
  const [named] = given;
  if (named !== undefined) {
    const algorithm = checksumAlgorithm(named);
    return { algorithm, value: validValue(algorithm, headers[checksumHeader(named)]) };
  }
  const trailer = HEADER.exec((headers["x-amz-trailer"]?.toString() ?? "").trim().toLowerCase())?.[1];
  return trailer === undefined ? undefined : { algorithm: checksumAlgorithm(trailer) };
}

function validValue(algorithm: string, value: string | string[] | undefined): string {
  const bytes = ALGORITHMS[algorithm]?.bytes;
  if (typeof value === "string" && isBase64(value, bytes)) return value;
  throw invalidRequest(`Value for ${checksumHeader(algorithm)} header is invalid.`);
}

function isBase64(value: string, bytes: number | undefined): boolean {
  const decoded = Buffer.from(value, "base64");
  return decoded.length === bytes && decoded.toString("base64") === value;
}

/** Compares what was sent with what came. */
export function checkChecksum(algorithm: string, expected: string | undefined, actual: string): void {
  if (expected !== undefined && validValue(algorithm, expected) !== actual) {
    throw new S3Error(
      "BadDigest",
      400,
      `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
    );
  }
}

/** Compares the MD5 and the SHA-256 that a request may have with those of its body, in hexadecimal digits. */
export function checkDigests(headers: IncomingHttpHeaders, md5: string, sha256: string | undefined): void {
  const claimedMd5 = headers["content-md5"];
  if (typeof claimedMd5 === "string") {
    if (!isBase64(claimedMd5, 16)) {
      throw new S3Error("InvalidDigest", 400, "The Content-MD5 you specified was invalid.");
    }
    if (Buffer.from(claimedMd5, "base64").toString("hex") !== md5) {
      throw new S3Error("BadDigest", 400, "The Content-MD5 you specified did not match what we received.", {
        ExpectedDigest: claimedMd5,
      });
    }
  }
  if (sha256 !== undefined && headers["x-amz-content-sha256"] !== sha256) {
    throw new S3Error(
      "XAmzContentSHA256Mismatch",
      400,
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
}

/** What a request says of the SHA-256 of its body: the digest, or a word for how it is sent. */
export const contentSha256 = (headers: IncomingHttpHeaders): string =>
  headers["x-amz-content-sha256"]?.toString() ?? "";
