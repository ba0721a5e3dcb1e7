import * as pulumi from "@pulumi/pulumi";
import { passedOnAwsKeys } from "../provider/session/configuration/aws-keys.js";
import { type ConfigurationKey, keyEntries, keyNames } from "../provider/session/configuration/keys.js";
import { unknownNames } from "../provider/session/configuration/unknown-keys.js";
import { configured, failFor } from "./configuration.js";
import type { ProviderArgs } from "./generated/provider-args.js";

/** Keys of the configuration that are arguments as well. */
const argumentKeys = keyEntries.filter(([, { inProvider }]) => inProvider !== "never");

/** Programs in JavaScript have no compiler to find a misspelt argument, which would be another account or place. */
export function checkArguments(name: string, args: ProviderArgs): void {
  const given = Object.keys(args);
  const known = argumentKeys.map(([argument]) => argument);
  const recorded = given
    .filter((argument) => keyNames.includes(argument) && !known.includes(argument))
    .map((argument) => `${argument} is for the stack's configuration only, since Pulumi would record it here.`);
  const others = given.filter((argument) => !keyNames.includes(argument));
  const { errors, warnings } = unknownNames(others, known, (argument) => argument);
  failFor([...recorded, ...errors].map((said) => `Provider "${name}": ${said}`));
  for (const warning of warnings) void pulumi.log.warn(`Provider "${name}": ${warning}`);
}

/** What a provider is configured with, by key; what is not given is taken from the stack where that says nothing of an account. */
export function settingsOf(args: ProviderArgs): Record<string, pulumi.Output<string | undefined>> {
  const settings = argumentKeys.map(([setting, key]) => {
    const inherited = takenOver(setting, key)
      .map(configured)
      .find((value) => value !== undefined);
    const given = pulumi.output(args[setting as keyof ProviderArgs] as pulumi.Input<Setting>);
    return [`rekognition:${setting}`, pulumi.all([given, inherited]).apply(([value, taken]) => asText(value) ?? taken)];
  });
  const others = passedOnAwsKeys.flatMap((name) => {
    const value = configured(`aws:${name}`);
    return value === undefined ? [] : [[`aws:${name}`, pulumi.output(value)]];
  });
  return Object.fromEntries([...settings, ...others]) as Record<string, pulumi.Output<string | undefined>>;
}

/** What a setting takes over from the stack: the first of these keys that is set there. */
function takenOver(name: string, { inProvider, isShared }: ConfigurationKey): string[] {
  if (inProvider !== "stack") return [];
  return isShared === true ? [`rekognition:${name}`, `aws:${name}`] : [`rekognition:${name}`];
}

/** Any of the settings, as a value. */
type Setting = string | number | boolean | object | undefined;

/** Configuration values are text: words as they are, everything else as JSON. */
function asText(value: Setting): string | undefined {
  if (value === undefined || typeof value === "string") return value;
  return JSON.stringify(value);
}

/** Only what is set. */
export function withoutUndefined(values: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
