import { PACKAGE_VERSION } from "../base/version.js";
import type { Protocol } from "./exchange/aws-answer.js";
import type { BoundedHandler } from "./exchange/bounded-handler.js";
import { type RequestServices, requestHandler } from "./request-handler.js";
import type { AwsSettings } from "./settings.js";

/** Services that are called. */
export type Service = "rekognition" | "sts" | "s3";

const PROTOCOL: Readonly<Record<Service, Protocol>> = { rekognition: "json", sts: "query", s3: "bytes" };

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
  const { region, endpoint, s3Endpoint, stsEndpoint, stsRegion } = settings;
  if (service === "rekognition") return { region, endpoint };
  if (service === "s3") return { region, endpoint: s3Endpoint };
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
