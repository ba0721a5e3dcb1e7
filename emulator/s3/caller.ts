import type { IncomingMessage } from "node:http";
import { readCaller } from "../protocol/signature.js";
import type { Caller } from "../protocol/signature.js";
import { presignedCredential } from "./address.js";
import { accessDenied, invalidArgument } from "./errors.js";

const SCHEME = "AWS4-HMAC-SHA256";
/** Signatures that name no Region are read as those of this one. */
const DEFAULT_REGION = "us-east-1";

/** When a presigned address ends, in milliseconds since the epoch. */
function expiryMs(query: URLSearchParams): number | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get("X-Amz-Date") ?? "") ?? [];
  const seconds = Number(query.get("X-Amz-Expires") ?? query.get("Expires"));
  if (year === undefined) return query.has("Expires") ? seconds * 1000 : undefined;
  const fromMs = Date.parse(`${year}-${month ?? ""}-${day ?? ""}T${hour ?? ""}:${minute ?? ""}:${second ?? ""}Z`);
  return fromMs + seconds * 1000;
}

/** What a signature of Version 4 says of who signed; older ones name but the access key. */
function credentialOf(request: IncomingMessage, query: URLSearchParams): string | undefined {
  const { authorization } = request.headers;
  const older = /^AWS ([^:\s]{1,128}):/.exec(authorization ?? "")?.[1] ?? query.get("AWSAccessKeyId") ?? undefined;
  if (older !== undefined) return `${older}/19700101/${DEFAULT_REGION}/s3/aws4_request`;
  const inHeader = /Credential=([^\s,]+)/.exec(authorization ?? "")?.[1];
  const credential = inHeader ?? presignedCredential(query);
  // Signatures for several Regions leave theirs out.
  return credential?.replace(/^([^/]+\/\d{8})\/s3\//, `$1/${DEFAULT_REGION}/s3/`);
}

/** Who calls, as header or address say; the signature itself is not verified. */
export function callerOf(request: IncomingMessage, query: URLSearchParams, nowMs: number): Caller {
  const credential = credentialOf(request, query);
  if (credential === undefined) throw accessDenied();
  if (request.headers.authorization === undefined) {
    const endMs = expiryMs(query);
    if (endMs === undefined || Number.isNaN(endMs)) {
      throw invalidArgument(
        "Query-string authentication needs the time at which it was made and the seconds it is for.",
      );
    }
    if (nowMs > endMs) throw accessDenied("Request has expired");
  }
  const token = request.headers["x-amz-security-token"] ?? query.get("X-Amz-Security-Token") ?? undefined;
  return readCaller({
    authorization: `${SCHEME} Credential=${credential}`,
    ...(token === undefined ? {} : { "x-amz-security-token": token }),
  });
}
