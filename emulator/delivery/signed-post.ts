import { createHmac } from "node:crypto";
import { isoTime } from "../clock.js";
import { digestOf } from "../digest.js";

/** A request of AWS's query protocol. */
export interface QueryCall {
  readonly endpoint: URL;
  readonly service: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 5_000;
/** Receivers for tests take any; it has to be signed by something. */
const SECRET = "emulator";
const CONTENT_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Signature Version 4 of a POST without a query, whose signed headers are these. */
function authorization(call: QueryCall, body: string, time: string): string {
  const { endpoint, service, region, accessKeyId } = call;
  const date = time.slice(0, 8);
  const scope = `${date}/${region}/${service}/aws4_request`;
  const names = "content-type;host;x-amz-date";
  const headers = `content-type:${CONTENT_TYPE}\nhost:${endpoint.host}\nx-amz-date:${time}\n`;
  const request = ["POST", endpoint.pathname, "", headers, names, digestOf(body)].join("\n");
  const key = [date, region, service, "aws4_request"].reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, digestOf(request)].join("\n")).toString("hex");
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
}

/** @throws Error unless it is answered with success */
export async function signedPost(call: QueryCall): Promise<void> {
  const body = new URLSearchParams(call.parameters).toString();
  const time = isoTime().replaceAll(/[-:]|\.\d+/g, "");
  const response = await fetch(call.endpoint, {
    method: "POST",
    body,
    headers: { "content-type": CONTENT_TYPE, "x-amz-date": time, authorization: authorization(call, body, time) },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`HTTP ${response.status} ${text.slice(0, 500)}`);
}
