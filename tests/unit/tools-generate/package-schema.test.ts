import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { families } from "../../../provider/functions/table.js";
import { kinds } from "../../../provider/resources/registry.js";
import { keyEntries, keyNames } from "../../../provider/session/configuration/keys.js";
import type { PackageSchema } from "../../../tools/generate/package-schema/schema.js";

const path = join(__dirname, "..", "..", "..", "..", "schema.json");
const schema = JSON.parse(readFileSync(path, "utf8")) as PackageSchema;
const { config, functions, provider, resources, types } = schema;
const definitions = Object.values(kinds).map(({ handler }) => handler.definition);

/** The tokens of these names, in the order of the alphabet. */
function tokens(names: readonly string[]): string[] {
  return names.map((name) => `rekognition:index:${name}`).sort();
}

/** Every member of every object within a value, by name. */
function members(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [];
  const own = Array.isArray(value) ? [] : Object.entries(value);
  return [...own, ...Object.values(value).flatMap(members)];
}

/** The program of a description in a language. */
function example(description: string, language: string): string {
  return new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(description)?.[1] ?? "";
}

describe("the package schema", () => {
  it("has every resource of the registry and no other", () => {
    expect(Object.keys(resources).sort()).to.deep.equal(tokens(definitions.map(({ kind }) => kind)));
  });

  for (const { kind, id, inputs, outputs } of definitions) {
    const resource = resources[`rekognition:index:${kind}`];
    const names = Object.keys(inputs).filter((name) => inputs[name]?.hidden !== true);

    it(`has every input of ${kind} that programs write, and every property that it shows`, () => {
      const given = names.filter((name) => inputs[name]?.derived !== true);
      expect(Object.keys(resource?.inputProperties ?? {})).to.have.members(given);
      expect(resource?.requiredInputs ?? []).to.have.members(given.filter((name) => inputs[name]?.required === true));
      const shown = [...names.filter((name) => name !== "adopt"), ...Object.keys(outputs)];
      expect(Object.keys(resource?.properties ?? {})).to.have.members(id === undefined ? ["arn", ...shown] : shown);
    });

    it(`takes a ${kind} of the dynamic provider for the same resource`, () => {
      expect(resource?.aliases).to.deep.equal([{ type: `pulumi-nodejs:dynamic/rekognition:${kind}` }]);
    });
  }

  it("has every function that costs nothing, each with a region", () => {
    const free = Object.values(families)
      .flat()
      .filter(({ name }) => name !== "detectCustomLabels" && name !== "detectModerationLabels");
    expect(Object.keys(functions).sort()).to.deep.equal(tokens(free.map(({ name }) => name)));
    for (const { name, inputs, result } of free) {
      const made = functions[`rekognition:index:${name}`];
      expect(Object.keys(made?.inputs.properties ?? {}), name).to.have.members([...Object.keys(inputs), "region"]);
      expect(Object.keys(made?.outputs.properties ?? {}), name).to.have.members(Object.keys(result.shape));
      expect(made?.inputs.required ?? [], name).not.to.include("region");
    }
  });

  it("has no union in a function's answer: Python's SDK would take only an object for it", () => {
    for (const { outputs } of Object.values(functions)) {
      for (const member of Object.values(outputs.properties)) expect(member).not.to.have.property("oneOf");
    }
  });

  it("has every configuration key, and lets a provider record none that holds a key or a token", () => {
    expect(Object.keys(config.variables)).to.have.members(keyNames);
    const recorded = keyEntries.filter(([, { inProvider }]) => inProvider !== "never").map(([name]) => name);
    expect(Object.keys(provider.inputProperties)).to.have.members(recorded);
    for (const name of ["accessKey", "secretKey", "token", "assumeRoleWithWebIdentity"]) {
      expect(config.variables[name]?.secret, name).to.equal(true);
      expect(provider.inputProperties).not.to.have.property(name);
    }
  });

  it("refers to types that are there, and to all of them", () => {
    const references = members(schema).flatMap(([name, value]) => (name === "$ref" ? [String(value)] : []));
    const ours = references.filter((reference) => reference !== "pulumi.json#/Any");
    expect([...new Set(ours)].sort()).to.deep.equal(
      Object.keys(types)
        .map((name) => `#/types/${name}`)
        .sort(),
    );
  });

  it("gives no type the name of a resource, or of what an SDK makes for a function's answer", () => {
    const taken = Object.keys(functions).map((name) => name.replace(/:g(\w+)$/, ":G$1Result"));
    expect(Object.keys(types).filter((name) => [...taken, ...Object.keys(resources)].includes(name))).to.deep.equal([]);
  });

  it("has no defaults, which are the plugin's to give, and no replacement that is not", () => {
    const names = members({ types, resources, functions, provider, config }).map(([name]) => name);
    expect(names).not.to.include("default");
    expect(names).not.to.include("defaultInfo");
    expect(names).not.to.include("replaceOnChanges");
    expect(names).to.include("willReplaceOnChanges");
  });

  it("describes everything", () => {
    const properties = members(schema).flatMap(([name, value]) =>
      ["properties", "inputProperties", "variables"].includes(name) ? Object.entries(value as object) : [],
    );
    const silent = properties.filter(([, one]) => !((one as { description?: string }).description ?? "").endsWith("."));
    expect(silent.map(([name]) => name)).to.deep.equal([]);
  });

  for (const [token, { description, ...spec }] of Object.entries({ ...resources, ...functions, Provider: provider })) {
    const name = token.replace("rekognition:index:", "");

    it(`shows ${name} in TypeScript, Python, Go and YAML`, () => {
      const inSnakeCase = name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
      const isFunction = "outputs" in spec;
      expect(example(description, "typescript")).to.contain(isFunction ? `.${name}Output(` : `rekognition.${name}(`);
      expect(example(description, "python")).to.contain(`rekognition.${isFunction ? `${inSnakeCase}_output` : name}(`);
      const inGo = isFunction ? `(Get|Lookup)${name.slice("get".length)}Output` : `New${name}`;
      expect(example(description, "go")).to.match(new RegExp(`rekognition\\.${inGo}\\(`));
      const program = parse(example(description, "yaml")) as object;
      const shown = members(program).flatMap(([key, value]) => (key === "type" || key === "function" ? [value] : []));
      expect(shown).to.include(name === "Provider" ? "pulumi:providers:rekognition" : `rekognition:${name}`);
    });

    it(`gives ${name} nothing in YAML but what it takes`, () => {
      const program = parse(example(description, "yaml")) as Record<string, Record<string, Record<string, unknown>>>;
      for (const { type, properties } of Object.values(program.resources ?? {})) {
        const [, kind = ""] = String(type).split(/^rekognition:/);
        const takes = resources[`rekognition:index:${kind}`]?.inputProperties ?? provider.inputProperties;
        expect(takes).to.include.all.keys(["region", ...Object.keys(properties ?? {})]);
      }
      for (const variable of Object.values(program.variables ?? {})) {
        const invoked = variable["fn::invoke"] as { readonly function: string; readonly arguments?: object };
        const takes = functions[invoked.function.replace(":", ":index:")]?.inputs.properties ?? {};
        expect(takes).to.include.all.keys(["region", ...Object.keys(invoked.arguments ?? {})]);
      }
    });
  }
});
