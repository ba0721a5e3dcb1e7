import { stringify } from "yaml";
import { type Made, Reference, type Value } from "./program.js";

/** A program in Pulumi's YAML. */
export function yamlProgram(made: readonly Made[]): string {
  const resources = made.filter(({ logicalName }) => logicalName !== undefined);
  const calls = made.filter(({ logicalName }) => logicalName === undefined);
  // The schema of YAML 1.1 puts quotes around a date too, which Pulumi's reader would not take for text.
  return stringify(
    { ...section("resources", resources, resource), ...section("variables", calls, call) },
    { schema: "yaml-1.1", lineWidth: 0 },
  ).trim();
}

function section(title: string, made: readonly Made[], write: (one: Made) => unknown): Record<string, unknown> {
  if (made.length === 0) return {};
  return { [title]: Object.fromEntries(made.map((one) => [one.variable, write(one)])) };
}

function resource({ variable, of, logicalName, args, provider }: Made): unknown {
  return {
    type: of === "Provider" ? "pulumi:providers:rekognition" : `rekognition:${of}`,
    ...(logicalName === variable ? {} : { name: logicalName }),
    ...(isEmpty(args) ? {} : { properties: plain(args) }),
    ...options(provider),
  };
}

function call({ of, args, provider, member }: Made): unknown {
  return {
    "fn::invoke": {
      function: `rekognition:${of}`,
      ...(isEmpty(args) ? {} : { arguments: plain(args) }),
      ...options(provider),
      ...(member === undefined ? {} : { return: member }),
    },
  };
}

function options(provider: string | undefined): Record<string, unknown> {
  return provider === undefined ? {} : { options: { provider: `\${${provider}}` } };
}

function plain(value: Value): unknown {
  if (value instanceof Reference) return `\${${value.path.join(".")}}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

function isEmpty(args: object): boolean {
  return Object.keys(args).length === 0;
}
