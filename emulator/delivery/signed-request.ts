import { createHmac } from "node:crypto";
import { isoTime } from "../clock.js";
import { digestOf } from "../digest.js";

/** A request to one of AWS's services. */
export interface ServiceCall {
  readonly method: "GET" | "HEAD" | "POST" | "PUT";
  /** Its path is percent-encoded as the service expects it. */
  readonly url: URL;
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** Default: made up, for receivers that take any. */
  readonly secret?: string;
  /** By lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly timeoutMs: number;
}

type Headers = Readonly<Record<string, string>>;

const MADE_UP_SECRET = "emulator";

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

/** Signature Version 4, with all headers. */
function authorization(call: ServiceCall, headers: Headers, time: string, payload: string): string {
  const { method, url, service, region, accessKeyId, secret = MADE_UP_SECRET } = call;
  const date = time.slice(0, 8);
  const scope = `${date}/${region}/${service}/aws4_request`;
  const signed = Object.entries({ ...headers, host: url.host }).sort(([one], [other]) => byText(one, other));
  const names = signed.map(([name]) => name).join(";");
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join("");
  const request = [method, url.pathname, url.search.slice(1), lines, names, payload].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${secret}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, digestOf(request)].join("\n")).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** Whatever the service answers. @throws Error if it does not */
export function signedRequest(call: ServiceCall): Promise<Response> {
  const { method, url, body, timeoutMs } = call;
  const time = isoTime().replaceAll(/[-:]|\.\d+/g, "");
  const payload = digestOf(body ?? "");
  // S3 demands the hash, and the others do not mind.
  const headers = { ...call.headers, "x-amz-content-sha256": payload, "x-amz-date": time };
  return fetch(url, {
    method,
    headers: { ...headers, authorization: authorization(call, headers, time, payload) },
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
  });
}

/** @throws Error that says what else was answered */
export async function requireSuccess(response: Response): Promise<void> {
  if (!response.ok) throw new Error(`HTTP ${response.status} ${(await response.text()).slice(0, 500)}`);
}

const POST_TIMEOUT_MS = 5_000;

/** @returns what was answered @throws Error unless it is answered with success */
export async function signedPost(call: Omit<ServiceCall, "method" | "timeoutMs">): Promise<string> {
  const response = await signedRequest({ ...call, method: "POST", timeoutMs: POST_TIMEOUT_MS });
  await requireSuccess(response);
  return response.text();
}
