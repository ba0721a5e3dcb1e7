import * as pulumi from "@pulumi/pulumi";
import { checkConfiguration } from "../configuration.js";
import type { ProviderArgs } from "../generated/provider-args.js";
import { checkArguments, settingsOf, withoutUndefined } from "../provider-settings.js";
import { assertReachesProvider } from "./configuration.js";

const SPACE = "rekognition:";

/** As `Provider` of ../provider.ts, for `pulumi-rekognition/plugin`. */
export class Provider extends pulumi.ProviderResource {
  /** The settings by configuration key, for functions that are called with this provider. */
  public readonly settings: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ProviderArgs = {}, options: pulumi.ResourceOptions = {}) {
    checkConfiguration();
    checkArguments(name, args);
    assertReachesProvider(name, args);
    const settings = Object.entries(settingsOf(args)).filter(([key]) => key.startsWith(SPACE));
    super(
      "rekognition",
      name,
      Object.fromEntries(settings.map(([key, value]) => [key.slice(SPACE.length), value])),
      options,
    );
    this.settings = pulumi.output(Object.fromEntries(settings)).apply((values) => withoutUndefined(values));
  }
}
