import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { RekognitionError } from "../base/errors.js";
import { PACKAGE_VERSION } from "../base/version.js";
import type { LogServices } from "./call-log.js";
import type { Protocol } from "./exchange/aws-answer.js";
import { BoundedHandler, type Transport } from "./exchange/bounded-handler.js";
import { mayAnswerNothing } from "./operations.js";
import { nodeHttpSdk } from "./sdk-modules.js";
import type { AwsSettings } from "./settings.js";

const CONNECTION_TIMEOUT_MS = 5_000;
/** The SDK tells the console of a crowd that waits for sockets; one that is gone by then is none. */
const CROWD_MS = 35_000;
/** The engine runs up to four operations a core at once; each wait holds a socket only while it asks. */
const MAX_SOCKETS = 64;

/** What requests are made with. */
export interface RequestServices extends LogServices {
  /** A seam for tests: what goes between the provider and the wire. */
  readonly transport?: (wire: Transport) => Transport;
}

/** Services that are called. */
export type Service = "rekognition" | "sts" | "s3" | "tagging";

const PROTOCOL: Readonly<Record<Service, Protocol>> = {
  rekognition: "json",
  sts: "query",
  s3: "bytes",
  tagging: "json",
};

/** What a client is made with, credentials apart. */
export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly customUserAgent: [name: string, version: string][];
  readonly requestHandler: BoundedHandler;
  readonly endpoint?: string;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
}

/** Where a service is asked; an endpoint only where it is not AWS's own. */
export function placeOf(service: Service, settings: AwsSettings): { region: string; endpoint: string | undefined } {
  const { region, endpoint, s3Endpoint, stsEndpoint, stsRegion, taggingEndpoint } = settings;
  if (service === "rekognition") return { region, endpoint };
  if (service === "s3") return { region, endpoint: s3Endpoint };
  if (service === "tagging") return { region, endpoint: taggingEndpoint };
  return { region: stsRegion ?? region, endpoint: stsEndpoint };
}

/**
 * How every client of a service is made: where the settings say, and without retries of its own, which the gateway does.
 * @param host the beginning of AWS's own address, where that is more than the service
 */
export async function clientSettings(
  service: Service,
  settings: AwsSettings,
  services: RequestServices,
  host: string = service,
): Promise<ClientSettings> {
  const { useFipsEndpoint, useDualstackEndpoint } = settings;
  const { region, endpoint } = placeOf(service, settings);
  return {
    region,
    maxAttempts: 1,
    customUserAgent: [["pulumi-rekognition", PACKAGE_VERSION]],
    requestHandler: await requestHandler(
      endpoint ?? `https://${host}.${region}.amazonaws.com`,
      PROTOCOL[service],
      services,
    ),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(useFipsEndpoint === undefined ? {} : { useFipsEndpoint }),
    ...(useDualstackEndpoint === undefined ? {} : { useDualstackEndpoint }),
  };
}

/** How a service is reached: bounded exchanges, kept connections, and the proxy that the environment names for its address. */
async function requestHandler(
  address: string,
  protocol: Protocol,
  { clock, transport = (wire) => wire }: RequestServices,
): Promise<BoundedHandler> {
  const options = { keepAlive: true, maxSockets: MAX_SOCKETS };
  const { getProxyForUrl } = await import("proxy-from-env");
  const proxy = getProxyForUrl(address);
  // Without the value, and without a cause that has it: it may hold a password.
  if (proxy !== "" && !URL.canParse(proxy)) {
    throw new RekognitionError(
      "InvalidConfiguration",
      `the proxy in the environment for ${new URL(address).host} (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY) is not a URL`,
    );
  }
  const { NodeHttpHandler: Handler } = nodeHttpSdk();
  const handler = new Handler({
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    socketAcquisitionWarningTimeout: CROWD_MS,
    ...(proxy === ""
      ? { httpAgent: new HttpAgent(options), httpsAgent: new HttpsAgent(options) }
      : await viaProxy(proxy, options)),
  });
  return new BoundedHandler(transport(handler), clock, protocol, mayAnswerNothing);
}

async function viaProxy(proxy: string, options: object): Promise<{ httpAgent: HttpAgent; httpsAgent: HttpsAgent }> {
  const { HttpProxyAgent } = await import("http-proxy-agent");
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  return {
    httpAgent: new HttpProxyAgent(proxy, options) as unknown as HttpAgent,
    httpsAgent: new HttpsProxyAgent(proxy, options) as unknown as HttpsAgent,
  };
}
