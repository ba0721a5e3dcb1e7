import { join } from "node:path";
import { proxyAwsKeys, translatedAwsKeys } from "../../provider/session/configuration/aws-keys.js";
import { type ConfigurationKey, configurationKeys, keyNames } from "../../provider/session/configuration/keys.js";
import { kinds } from "../../provider/session/configuration/kinds.js";
import { type NamedShapes, argsSource, docComment, typeOf } from "./typescript-types.js";

/** Where the arguments of `Provider` stand. */
export const PROVIDER_ARGS = join("sdk", "generated", "provider-args.ts");

const HEADER =
  "/* Generated from provider/session/configuration/keys.ts by `npm run generate`: change that instead. */\n";

/** Keys of the AWS provider that an explicit provider of ours gets as the stack has them. */
const PASSED_ON = [...Object.keys(translatedAwsKeys), ...Object.keys(proxyAwsKeys)];

const providerArguments = keyNames
  .map((name) => ({ name, key: configurationKeys[name] }))
  .filter(({ key }) => key.inProvider !== "never");

/** The source of the arguments of `Provider`, and of the names that the program's side has to know. */
export function providerArgsSource(): string {
  const shapes: NamedShapes = new Map();
  const fields = providerArguments.map(({ name, key }) => {
    const standing = key.inProvider === "account" ? "Not taken over from the stack." : "Default: that of the stack.";
    const type = typeOf(kinds[key.kind].schema, "args", shapes);
    return `${docComment(`${key.doc} ${standing}`, "  ")}  ${name}?: pulumi.Input<${type} | undefined>;`;
  });
  const settings = providerArguments.map(({ name, key }) => `  ${name}: ${JSON.stringify(takenOver(name, key))},`);
  return [
    `${HEADER}import type * as pulumi from "@pulumi/pulumi";`,
    ...[...shapes].map(([name, shape]) => argsSource(name, shape)),
    docComment(
      "Settings of a {@link Provider}; each has the meaning of the configuration key `rekognition:` of the same name.",
      "",
    ) + `export interface ProviderArgs {\n${fields.join("\n")}\n}`,
    docComment(
      "@internal What each setting takes over from the stack: the first of these keys that is set there.",
      "",
    ) +
      `export const providerSettings: Readonly<Record<keyof ProviderArgs, readonly string[]>> = {\n${settings.join("\n")}\n};`,
    docComment("@internal Keys of the AWS provider that every provider gets as the stack has them.", "") +
      `export const passedOn: readonly string[] = ${JSON.stringify(PASSED_ON.map((name) => `aws:${name}`))};`,
    docComment("@internal Every key under `rekognition:`.", "") +
      `export const configurationNames: readonly string[] = ${JSON.stringify(keyNames)};`,
    "",
  ].join("\n\n");
}

function takenOver(name: string, { inProvider, isShared }: ConfigurationKey): string[] {
  if (inProvider !== "stack") return [];
  return isShared === true ? [`rekognition:${name}`, `aws:${name}`] : [`rekognition:${name}`];
}
