import * as pulumi from "@pulumi/pulumi";
import { checkConfiguration } from "../configuration.js";
import type { FunctionCall } from "../../provider/session/functions.js";
import type { Provider } from "../provider.js";

/** What the core has to know of a call: configuration is the provider's where there is one, else the stack's. */
export async function callOf(options: {
  readonly region?: string | undefined;
  readonly provider?: Provider | undefined;
}): Promise<FunctionCall> {
  checkConfiguration();
  const settings = options.provider === undefined ? undefined : await knownSettings(options.provider);
  return {
    source: {
      get: (key) => (settings === undefined ? pulumi.runtime.getConfig(key) : settings[key]),
    },
    region: options.region,
    warn: (message) => void pulumi.log.warn(message),
    debug: (message) => void pulumi.log.debug(message),
  };
}

/** The parts of an output that Pulumi keeps out of its declarations, though all its versions read them of each other. */
interface Settling<T> {
  readonly isKnown: Promise<boolean>;
  promise(): Promise<T>;
}

async function knownSettings({ settings }: Provider): Promise<Record<string, string>> {
  const settling = settings as unknown as Settling<Record<string, string>>;
  if (await settling.isKnown) return settling.promise();
  throw new pulumi.RunError(
    "A setting of the provider is not known in this preview: use the function's Output form, which is unknown then.",
  );
}
