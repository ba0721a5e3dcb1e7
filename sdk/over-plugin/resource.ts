import type * as pulumi from "@pulumi/pulumi";
import { checkConfiguration } from "../configuration.js";
import { assertOneFacade } from "../one-facade.js";
import { assertOwnNames } from "../resource.js";
import { assertReachesPlugin } from "./configuration.js";

/**
 * As `registration` of ../resource.ts, for `pulumi-rekognition/plugin`: the build makes the same classes once more with this
 * one. What the dynamic host needs besides, the engine tells a plugin itself.
 */
export function registration(
  kind: string,
  _handler: string,
  name: string,
  args: object,
  outputs: readonly string[],
  options: pulumi.CustomResourceOptions,
): [type: string, name: string, properties: pulumi.Inputs, options: pulumi.CustomResourceOptions] {
  checkConfiguration();
  if (options.provider === undefined) assertReachesPlugin();
  assertOwnNames(kind, name, args);
  assertOneFacade("pulumi-rekognition/plugin", kind, name, options);
  const undefinedOutputs = Object.fromEntries(outputs.map((output) => [output, undefined]));
  // A stack that used the dynamic provider is updated in place. The text is part of states and must not change.
  const aliases = [...(options.aliases ?? []), { type: `pulumi-nodejs:dynamic/rekognition:${kind}` }];
  return [`rekognition:index:${kind}`, name, { ...undefinedOutputs, ...args }, { ...options, aliases }];
}
