import * as pulumi from "@pulumi/pulumi";
import { checkConfiguration } from "./configuration.js";
import type { ProviderArgs } from "./generated/provider-args.js";
import { checkArguments, settingsOf, withoutUndefined } from "./provider-settings.js";

/**
 * Another region or account for some of a stack's resources.
 *
 * @example
 * ```ts
 * import * as rekognition from "pulumi-rekognition";
 *
 * const west = new rekognition.Provider("west", { region: "us-west-2" });
 * const project = new rekognition.Project("parts", {}, { provider: west });
 * const projects = rekognition.getProjectsOutput({}, { provider: west });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** @internal The settings by configuration key, for functions that are called with this provider. */
  public readonly settings: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ProviderArgs = {}, options: pulumi.ResourceOptions = {}) {
    checkConfiguration();
    checkArguments(name, args);
    const settings = settingsOf(args);
    // The plugin is Pulumi's dynamic provider, which hands its inputs on as configuration.
    super("pulumi-nodejs", name, settings, options);
    this.settings = pulumi.output(settings).apply((values) => withoutUndefined(values));
  }
}
