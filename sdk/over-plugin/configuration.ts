import { isDeepStrictEqual } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { readConfig } from "../../provider/session/config.js";
import { translatedAwsKeys } from "../../provider/session/configuration/aws-keys.js";
import { keyEntries } from "../../provider/session/configuration/keys.js";
import { isSecret } from "../configuration.js";

let passed: string | undefined;

/**
 * Fails where what the stack configures under `aws:` counts for anything: the engine does not give it to a plugin, which
 * would work in another region or account than the dynamic provider does.
 */
export function assertReachesPlugin(): void {
  const config = pulumi.runtime.allConfig();
  const seen = JSON.stringify([pulumi.getProject(), pulumi.getStack(), config]);
  if (seen === passed) return;
  const all = readConfig({ get: (key) => config[key] });
  const told = readConfig({ get: (key) => (key.startsWith("rekognition:") ? config[key] : undefined) });
  if (!isDeepStrictEqual(all, told)) {
    throw new pulumi.RunError(
      `What this stack configures under aws: does not reach the plugin. Set it under rekognition: ${wordsFor(config).join(", ")}. [InvalidConfiguration]`,
    );
  }
  passed = seen;
}

/** What is to be done about each key. */
function wordsFor(config: Readonly<Record<string, string>>): string[] {
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
