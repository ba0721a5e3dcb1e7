import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { NodeHttpHandler } from "@smithy/node-http-handler";
import { RekognitionError } from "../lifecycle/errors.js";
import { nodeHttpSdk } from "./sdk-modules.js";

const CONNECTION_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** The engine runs up to four operations a core at once; each wait holds a socket only while it asks. */
const MAX_SOCKETS = 64;

/** How a service is reached: short time limits, kept connections, and the proxy that the environment names for its address. */
export async function requestHandler(address: string): Promise<NodeHttpHandler> {
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(address);
  // Without the value, and without a cause that has it: it may hold a password.
  if (proxy !== "" && !URL.canParse(proxy)) {
    throw new RekognitionError(
      "InvalidConfiguration",
      `what the environment names as the proxy for ${new URL(address).host} (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) is no URL`,
    );
  }
  const { NodeHttpHandler: Handler } = nodeHttpSdk();
  return new Handler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    throwOnRequestTimeout: true,
    ...(proxy === ""
      ? { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
      : await viaProxy(proxy, options)),
  });
}

async function viaProxy(proxy: string, options: object): Promise<{ httpAgent: HttpAgent; httpsAgent: HttpsAgent }> {
  const { HttpProxyAgent } = await import("http-proxy-agent");
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return {
    httpAgent: new HttpProxyAgent(proxy, options) as unknown as HttpAgent,
    httpsAgent: new HttpsProxyAgent(proxy, options) as unknown as HttpsAgent,
  };
}
