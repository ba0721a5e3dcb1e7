import { createHmac } from "node:crypto";
import { isoTime } from "../clock.js";
import { digestOf } from "../digest.js";

/** A request of one of AWS's protocols. */
export interface ServiceCall {
  readonly endpoint: URL;
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const TIMEOUT_MS = 5_000;
/** Receivers for tests take any; it has to be signed by something. */
const SECRET = "emulator";

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Signature Version 4 of a POST without a query, with all its headers. */
function authorization(call: ServiceCall, headers: Readonly<Record<string, string>>, time: string): string {
  const { endpoint, service, region, accessKeyId, body } = call;
  const date = time.slice(0, 8);
  const scope = `${date}/${region}/${service}/aws4_request`;
  const signed = Object.entries({ ...headers, host: endpoint.host }).sort(([one], [other]) => (one < other ? -1 : 1));
  const names = signed.map(([name]) => name).join(";");
  const lines = signed.map(([name, value]) => `${name}:${value}\n`).join("");
  const request = ["POST", endpoint.pathname, "", lines, names, digestOf(body)].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, digestOf(request)].join("\n")).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** @returns what was answered @throws Error unless it is answered with success */
export async function signedPost(call: ServiceCall): Promise<string> {
  const { endpoint, body } = call;
  const time = isoTime().replaceAll(/[-:]|\.\d+/g, "");
  const headers = { ...call.headers, "x-amz-date": time };
  const response = await fetch(endpoint, {
    method: "POST",
    body,
    headers: { ...headers, authorization: authorization(call, headers, time) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`HTTP ${response.status} ${text.slice(0, 500)}`);
  return text;
}
