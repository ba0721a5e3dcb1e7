import type { IncomingMessage } from "node:http";
import type { Etags } from "../buckets/etags.js";
import type { Buckets } from "../media/buckets.js";
import type { Caller } from "../protocol/signature.js";
import type { S3Address } from "./address.js";
import { invalidArgument, noSuchBucket } from "./errors.js";
import type { Uploads } from "./uploads.js";

/** What outlives a request. */
export interface S3World {
  readonly buckets: Buckets;
  readonly etags: Etags;
  readonly uploads: Uploads;
}

/** One request of S3. */
export interface S3Call extends S3World, S3Address {
  /** With its body, which nobody has read yet. */
  readonly request: IncomingMessage;
  readonly caller: Caller;
  /** The machine's time in milliseconds since the epoch. */
  readonly realNowMs: number;
}

/** Some bytes of a file. */
export interface FileRange {
  readonly path: string;
  readonly start: number;
  readonly sizeBytes: number;
}

export interface S3Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** XML, or bytes of an object. */
  readonly body?: string | FileRange;
}

/** A header that is there once. */
export function headerOf({ request }: S3Call, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
}

export function requireBucket({ buckets, bucket }: S3Call): void {
  if (!buckets.hasBucket(bucket)) throw noSuchBucket(bucket);
}

/** A parameter that goes into a header of the answer. */
export function printable({ query }: S3Call, name: string): string | undefined {
  const value = query.get(name) ?? undefined;
  if (value !== undefined && !/^[\u0020-\u007e]*$/.test(value))
    throw invalidArgument(`Invalid value of ${name}.`, name);
  return value;
}

/** The version that a request is for; undefined: the current one. */
export const versionOf = (call: S3Call): string | undefined => printable(call, "versionId");
