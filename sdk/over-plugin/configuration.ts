import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "../../provider/session/config.js";
import { passedOnAwsKeys, translatedAwsKeys } from "../../provider/session/configuration/aws-keys.js";
import { keyEntries } from "../../provider/session/configuration/keys.js";
import { isSecret } from "../configuration.js";
import type { ProviderArgs } from "../generated/provider-args.js";

const OWN = "rekognition:";
const SHARED = "aws:";

type Config = Readonly<Record<string, string>>;

let passed: string | undefined;

/**
 * Fails where what the stack configures under `aws:` counts for anything: the engine does not give it to a plugin, which
 * would work in another region or account than the dynamic provider does.
 */
export function assertReachesPlugin(): void {
  const config = pulumi.runtime.allConfig();
  const seen = JSON.stringify([pulumi.getProject(), pulumi.getStack(), config]);
  if (seen === passed) return;
  assertToldWithout(config, "this stack configures under aws:", "Set it under rekognition:");
  passed = seen;
}

/** Any valid value of what an explicit provider is told in place of a key under `aws:`. */
const IN_PLACE = { defaultTags: "{}", ignoreTagPrefixes: "[]", ignoreTagKeys: "[]", endpoint: "http://127.0.0.1" };

/** The same for what the dynamic provider's `Provider` takes over from `aws:`, unless its arguments stand in for it. */
export function assertReachesProvider(name: string, args: ProviderArgs): void {
  const given = Object.entries(IN_PLACE).filter(([argument]) => args[argument as keyof ProviderArgs] !== undefined);
  const config = Object.entries(pulumi.runtime.allConfig()).filter(
    ([key]) => key.startsWith(OWN) || passedOnAwsKeys.includes(key.slice(SHARED.length)),
  );
  const told = Object.fromEntries([
    ...config,
    ...given.map(([argument, value]) => [`${OWN}${argument}`, value]),
  ]) as Config;
  assertToldWithout(
    told,
    `Provider "${name}" would take over from aws:`,
    "Give it as arguments, or set it under rekognition:",
  );
}

function assertToldWithout(config: Config, what: string, wayOut: string): void {
  const all = readConfig({ get: (key) => config[key] });
  const told = readConfig({ get: (key) => (key.startsWith(OWN) ? config[key] : undefined) });
  if (isDeepStrictEqual(all, told)) return;
  throw new pulumi.RunError(
    `What ${what} does not reach the plugin. ${wayOut} ${wordsFor(config).join(", ")}. [InvalidConfiguration]`,
  );
}

/** What is to be done about each key. */
function wordsFor(config: Config): string[] {
  const isMissing = (name: string): boolean => `aws:${name}` in config && !(`rekognition:${name}` in config);
  const shared = keyEntries.filter(([name, { isShared }]) => isShared === true && isMissing(name));
  const commands = shared.map(([name]) => {
    const isHidden = isSecret(`aws:${name}`);
    const value = config[`aws:${name}`] ?? "";
    const text = /^[\w.:/-]+$/.test(value) ? value : `'${value}'`;
    return `\`pulumi config set ${isHidden ? "--secret " : ""}rekognition:${name}${isHidden ? "" : ` ${text}`}\``;
  });
  const others = Object.entries(translatedAwsKeys).filter(([name]) => `aws:${name}` in config);
  return [...commands, ...others.map(([name, { doc }]) => `of aws:${name} ${doc}`)];
}
