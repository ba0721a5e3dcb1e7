import type { IncomingHttpHeaders } from "node:http";
import { frameworkError } from "./errors.js";

/** Who calls, as the request's Signature Version 4 header says. The signature itself is not verified. */
export interface Caller {
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  readonly userId: string;
}

/** The account of every access key that does not say which it is. */
const DEFAULT_ACCOUNT = "123456789012";

const CREDENTIAL = /Credential=([^/\s,]{1,128})\/(\d{8})\/([a-z0-9-]{1,32})\/([a-z0-9-]{1,32})\/aws4_request/;
const TEMPORARY_KEY = /^ASIA(\d{12})[A-Z0-9]{4}$/;

/** A temporary access key that carries its account, so that nothing has to be remembered between requests. */
export function temporaryAccessKeyId(account: string, digest: string): string {
  return `ASIA${account}${digest.slice(0, 4).toUpperCase()}`;
}

/** A session token that carries the assumed role. */
export function sessionTokenFor(roleName: string, sessionName: string): string {
  return `emulated-${Buffer.from(JSON.stringify([roleName, sessionName])).toString("base64url")}`;
}

function assumedRole(sessionToken: string | undefined): readonly [string, string] | undefined {
  if (!sessionToken?.startsWith("emulated-")) return undefined;
  try {
    const parts: unknown = JSON.parse(Buffer.from(sessionToken.slice("emulated-".length), "base64url").toString());
    if (Array.isArray(parts) && typeof parts[0] === "string" && typeof parts[1] === "string")
      return [parts[0], parts[1]];
  } catch {
    return undefined;
  }
  return undefined;
}

function accountOf(accessKeyId: string): string {
  if (/^\d{12}$/.test(accessKeyId)) return accessKeyId;
  return TEMPORARY_KEY.exec(accessKeyId)?.[1] ?? DEFAULT_ACCOUNT;
}

/** Reads the caller from the headers of a request. */
export function readCaller(headers: IncomingHttpHeaders): Caller {
  const authorization = headers.authorization;
  if (authorization === undefined) {
    throw frameworkError("MissingAuthenticationTokenException", "Missing Authentication Token");
  }
  const credential = CREDENTIAL.exec(authorization);
  const [, accessKeyId, , region] = credential ?? [];
  if (!authorization.startsWith("AWS4-HMAC-SHA256 ") || accessKeyId === undefined || region === undefined) {
    throw frameworkError(
      "IncompleteSignatureException",
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
    );
  }
  const token = headers["x-amz-security-token"];
  const sessionToken = Array.isArray(token) ? token[0] : token;
  const account = accountOf(accessKeyId);
  const role = assumedRole(sessionToken);
  return {
    accessKeyId,
    sessionToken,
    account,
    region,
    arn:
      role === undefined
        ? `arn:aws:iam::${account}:user/emulator`
        : `arn:aws:sts::${account}:assumed-role/${role[0]}/${role[1]}`,
    userId: role === undefined ? `AIDA${account}EMUL` : `AROA${account}EMUL:${role[1]}`,
  };
}
