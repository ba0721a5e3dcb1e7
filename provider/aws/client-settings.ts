import type { NodeHttpHandler } from "@smithy/node-http-handler";
import { requestHandler } from "./request-handler.js";
import type { AwsSettings } from "./settings.js";

/** Services that are called. */
export type Service = "rekognition" | "sts";

/** What a client is made with, credentials apart. */
export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly requestHandler: NodeHttpHandler;
  readonly endpoint?: string;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
}

/** Where a service is asked; an endpoint only where it is not AWS's own. */
export function placeOf(service: Service, settings: AwsSettings): { region: string; endpoint: string | undefined } {
  const { region, endpoint, stsEndpoint, stsRegion } = settings;
  if (service === "rekognition") return { region, endpoint };
  return { region: stsRegion ?? region, endpoint: stsEndpoint };
}

/** How every client of a service is made: where the settings say, and without retries of its own, which the gateway does. */
export async function clientSettings(service: Service, settings: AwsSettings): Promise<ClientSettings> {
  const { useFipsEndpoint, useDualstackEndpoint } = settings;
  const { region, endpoint } = placeOf(service, settings);
  return {
    region,
    maxAttempts: 1,
    requestHandler: await requestHandler(endpoint ?? `https://${service}.${region}.amazonaws.com`),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(useFipsEndpoint === undefined ? {} : { useFipsEndpoint }),
    ...(useDualstackEndpoint === undefined ? {} : { useDualstackEndpoint }),
  };
}
