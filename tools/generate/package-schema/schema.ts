import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServiceFunction } from "../../../provider/functions/function.js";
import { families } from "../../../provider/functions/table.js";
import type { ResourceDefinition } from "../../../provider/schema/definition.js";
import { type ConfigurationKey, keyEntries } from "../../../provider/session/configuration/keys.js";
import { kinds as valueKinds, type ValueKind } from "../../../provider/session/configuration/kinds.js";
import { kinds, shownFields } from "../kinds.js";
import { ARN_DOC, inputDoc } from "../resource-source.js";
import { GO_PACKAGE } from "./go.js";
import { examplesOf, withExamples } from "./examples.js";
import {
  type ArgumentSpecs,
  type NamedTypes,
  type PropertySpec,
  resultSpec,
  placeOf,
  token,
  typeSpec,
} from "./types.js";

const root = join(__dirname, "..", "..", "..", "..");

/** What each language calls the package that is made for it. */
const LANGUAGES = {
  nodejs: { packageName: "pulumi-rekognition-sdk" },
  python: { pyproject: { enabled: true } },
  go: { importBasePath: GO_PACKAGE },
  csharp: { rootNamespace: "PulumiRekognition" },
  java: { basePackage: "io.github.pulumirekognition", buildFiles: "gradle" },
};

const REGION: PropertySpec = {
  type: "string",
  description: "AWS region. Default: that of an ARN among the arguments, then that of the provider.",
};

/** The schema, the first program that its documents show, and the programs that show each resource, function and provider. */
export type PackageFacts = ReturnType<typeof packageFacts>;

/** A Pulumi package schema, as far as it is used here. */
export type PackageSchema = PackageFacts["schema"];

/** What the plugin offers to programs in every language, as Pulumi's package schema says it. */
export function packageFacts() {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<
    "version" | "description" | "license",
    string
  >;
  const { version, description, license } = manifest;
  const types: NamedTypes = new Map();
  const resources = kinds.map(({ definition }) => [definition.kind, resourceSpec(definition, types)] as const);
  const functions = offered.map((one) => [one.name, functionSpec(one, types)] as const);
  const variables = keyEntries.map(([name, key]) => [name, key, settingSpec(name, key, types)] as const);
  const settings = variables.filter(([, { inProvider }]) => inProvider !== "never");
  const provider = {
    description: "Another region or account, or other settings, for some of a stack's resources and functions.",
    inputProperties: Object.fromEntries(settings.map(([name, , spec]) => [name, spec])),
  };
  const inputs: ArgumentSpecs = new Map([
    ["Provider", provider.inputProperties],
    ...resources.map(([name, { inputProperties }]) => [name, inputProperties] as const),
    ...functions.map(([name, spec]) => [name, spec.inputs.properties] as const),
  ]);
  const programs = new Map([...inputs.keys()].map((name) => [name, examplesOf(name, inputs, types)]));
  const shown = <Spec extends { readonly description: string }>(name: string, spec: Spec): Spec => {
    return { ...spec, description: withExamples(spec.description, programs.get(name) ?? []) };
  };
  const schema = {
    name: "rekognition",
    displayName: "Amazon Rekognition",
    version,
    description,
    keywords: ["pulumi", "aws", "rekognition", "custom-labels", "category/cloud", "kind/native"],
    license,
    publisher: "pulumi-rekognition",
    meta: { supportPack: true },
    language: LANGUAGES,
    config: { variables: Object.fromEntries(variables.map(([name, , spec]) => [name, spec])) },
    types: Object.fromEntries(types),
    provider: shown("Provider", provider),
    resources: Object.fromEntries(resources.map(([name, spec]) => [token(name), shown(name, spec)])),
    functions: Object.fromEntries(functions.map(([name, spec]) => [token(name), shown(name, spec)])),
  };
  return { schema, firstProgram: examplesOf("FirstProgram", inputs, types), programs };
}

/** The engine takes no unknown from a plugin's function, and a preview must not pay for an answer. */
const offered = Object.values(families)
  .flat()
  .filter(({ isCharged }) => !isCharged);

function resourceSpec(definition: ResourceDefinition, types: NamedTypes) {
  const { kind, doc, page, id, inputs } = definition;
  const written = Object.entries(inputs).filter(([, { derived }]) => derived !== true);
  const shown = shownFields(definition);
  const hasArn = id === undefined;
  return {
    description: `${doc} See ${page}`,
    type: "object",
    inputProperties: Object.fromEntries(
      written.map(([name, field]) => {
        const type = typeSpec(field.schema, placeOf(kind, name), types);
        const change = field.onChange === "replace" ? { willReplaceOnChanges: true as const } : {};
        return [name, { ...type, description: inputDoc(field), ...change }];
      }),
    ),
    ...requiring(written, "requiredInputs"),
    properties: {
      ...(hasArn ? { arn: { type: "string", description: ARN_DOC } } : {}),
      ...Object.fromEntries(
        shown.map(([name, { schema, doc }]) => [
          name,
          { ...typeSpec(schema, placeOf(kind, name), types), description: doc },
        ]),
      ),
    },
    required: [...(hasArn ? ["arn"] : []), ...shown.filter(([, one]) => one.isAlwaysKnown).map(([name]) => name)],
    aliases: [{ type: `pulumi-nodejs:dynamic/rekognition:${kind}` }],
  };
}

function functionSpec({ name, doc, page, inputs, result }: ServiceFunction, types: NamedTypes) {
  const place = placeOf("", name);
  const given = Object.entries(inputs).map(([argument, { schema, doc: meaning }]): [string, PropertySpec] => {
    return [argument, { ...typeSpec(schema, placeOf(place, argument), types), description: meaning }];
  });
  return {
    description: `${doc} See ${page}`,
    inputs: {
      type: "object",
      properties: { ...Object.fromEntries(given), region: REGION },
      ...requiring(Object.entries(inputs), "required"),
    },
    outputs: resultSpec(result, place, types),
  };
}

/** The list of those fields that must be given, under its name; a list that would be empty is left out. */
function requiring<Name extends string>(
  fields: readonly (readonly [string, { readonly required: boolean }])[],
  as: Name,
): { [key in Name]?: string[] } {
  const names = fields.filter(([, { required }]) => required).map(([name]) => name);
  return names.length === 0 ? {} : ({ [as]: names } as { [key in Name]: string[] });
}

function settingSpec(name: string, { kind, doc }: ConfigurationKey, types: NamedTypes): PropertySpec {
  const { schema, isSecret }: ValueKind = valueKinds[kind];
  const isAlwaysSecret = isSecret?.("") === true;
  const type = typeSpec(schema, placeOf("", name), types);
  return { ...type, description: doc, ...(isAlwaysSecret ? { secret: true as const } : {}) };
}
