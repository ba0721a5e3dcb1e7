import type { IncomingMessage } from "node:http";
import { S3Error } from "./errors.js";

/** What a request is about; empty texts where it names none. */
export interface S3Address {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

const CONTROL = "/_emulator";
const LOCAL_DOMAIN = ".localhost";
const SCOPE_OF_S3 = /\/s3\/aws4_request/;

interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Split by hand: `URL` would take the dots and slashes of a key for those of a path. */
function targetOf(request: IncomingMessage): Target {
  const target = (request.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "");
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path || "/", query: new URLSearchParams(mark < 0 ? "" : target.slice(mark)) };
}

/** The bucket that the host names: `BUCKET.localhost` or `BUCKET.s3.localhost`, with or without a Region. */
function bucketOfHost(request: IncomingMessage): string | undefined {
  const host = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
  if (!host.endsWith(LOCAL_DOMAIN)) return undefined;
  const bucket = host.slice(0, -LOCAL_DOMAIN.length).replace(/(^|\.)s3([.-][a-z0-9-]+)?$/, "");
  return /^[a-z0-9.-]*$/.test(bucket) ? bucket : undefined;
}

/** Whether the host is a name below `localhost`, which no other machine can have. */
const isBelowLocalhost = (request: IncomingMessage): boolean => bucketOfHost(request) !== undefined;

/** The credential that a presigned address was signed with. */
export const presignedCredential = (query: URLSearchParams): string | undefined =>
  query.get("X-Amz-Credential") ?? undefined;

/**
 * Whether the request is one of S3: signed for it, in a header or in the address, or not signed at all and no request of
 * another service.
 */
export function isS3(request: IncomingMessage): boolean {
  const { headers, method } = request;
  if (headers["x-amz-target"] !== undefined) return false;
  const { authorization } = headers;
  if (authorization !== undefined) return SCOPE_OF_S3.test(authorization) || authorization.startsWith("AWS ");
  const { path, query } = targetOf(request);
  const credential = presignedCredential(query);
  if (credential !== undefined) return SCOPE_OF_S3.test(credential);
  if (query.has("AWSAccessKeyId")) return true;
  if (path === CONTROL || path.startsWith(`${CONTROL}/`)) return false;
  const isReading = method === "GET" || method === "HEAD";
  return isBelowLocalhost(request) || (isReading && path !== "/") || method === "PUT" || method === "DELETE";
}

/** Bytes that should have been escaped are taken for UTF-8, as S3 takes them. */
function decode(text: string): string {
  const escaped = text.replace(/[\u0080-\u00ff]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
  try {
    return decodeURIComponent(escaped);
  } catch {
    throw new S3Error("InvalidURI", 400, "Couldn't parse the specified URI.", { URI: text });
  }
}

export function addressOf(request: IncomingMessage): S3Address {
  const { path, query } = targetOf(request);
  const rest = path.slice(1);
  const ofHost = bucketOfHost(request);
  if (ofHost !== undefined && ofHost !== "") return { bucket: ofHost, key: decode(rest), query };
  const slash = rest.indexOf("/");
  if (slash < 0) return { bucket: decode(rest), key: "", query };
  return { bucket: decode(rest.slice(0, slash)), key: decode(rest.slice(slash + 1)), query };
}
