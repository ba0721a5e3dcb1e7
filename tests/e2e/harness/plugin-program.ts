import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Kind, kinds } from "../../../provider/resources/registry.js";
import { REPOSITORY } from "./package-under-test.js";
import type { Stack } from "./stack.js";
import { trainedOn } from "./model-program.js";

/** Where a program has its classes from, over the dynamic provider and over the plugin. */
export const FACADES = ["pulumi-rekognition", "pulumi-rekognition/plugin"] as const;

/** Tells the engine in which folder this stack's plugin is; with null it looks where it always does. */
export function providePlugin({ folder }: Stack, path: string | null = join(REPOSITORY, "plugin")): void {
  const plugins = path === null ? {} : { plugins: { providers: [{ name: "rekognition", path }] } };
  const runtime = { name: "nodejs", options: { typescript: false } };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "sandbox", runtime, ...plugins }));
}

/** Makes an executable that starts a plugin of many files, as a copy of the package has it, where the engine looks for one. */
export function provideUnbundledPlugin(stack: Stack, main: string): void {
  const launcher = join(stack.folder, "pulumi-resource-rekognition");
  writeFileSync(launcher, `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(main)} "$@"\n`);
  chmodSync(launcher, 0o755);
  providePlugin(stack, ".");
}

/** What a program over the plugin begins with: no SDK, only Pulumi's own class, the plugin's types and the schema's aliases. */
export const PLUGIN_CLASSES = `
  const pulumi = require("@pulumi/pulumi");
  const kind = (kind, properties) => class extends pulumi.CustomResource {
    constructor(name, args = {}, options = {}) {
      const undefinedOutputs = Object.fromEntries(["arn", ...properties].map((property) => [property, undefined]));
      const aliases = [{ type: "pulumi-nodejs:dynamic/rekognition:" + kind }];
      super("rekognition:index:" + kind, name, { ...undefinedOutputs, ...args }, { aliases, ...options });
    }
  };
  const properties = ${JSON.stringify(propertiesByKind())};
  const rekognition = Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, kind(name, of)]));
  const { Project, ProjectVersion, Collection } = rekognition;
`;

function propertiesByKind(): Readonly<Record<string, readonly string[]>> {
  const definitions = Object.values<Kind>(kinds).map(({ handler }) => handler.definition);
  return Object.fromEntries(
    definitions.map(({ kind, inputs, outputs }) => [kind, [...Object.keys(inputs), ...Object.keys(outputs)]]),
  );
}

/** A project called "shapes" and a model called "model" in it, as `modelProgram` has them, over the plugin. */
export function pluginModelProgram(model: object = {}): string {
  const data = trainedOn("quickstart-data");
  return `${PLUGIN_CLASSES}
    const project = new Project("shapes");
    const args = { projectArn: project.arn, ...${JSON.stringify({ ...data, ...model })} };
    const model = new ProjectVersion("model", args);
    exports.modelArn = model.arn;
    exports.status = model.status;
  `;
}
