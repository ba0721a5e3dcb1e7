import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "./package-under-test.js";
import type { Stack } from "./stack.js";
import { trainedOn } from "./model-program.js";

const MAIN = join(REPOSITORY, "dist", "provider", "facades", "plugin", "main.js");

/** Where a program has its classes from, over the dynamic provider and over the plugin. */
export const FACADES = ["pulumi-rekognition", "pulumi-rekognition/plugin"] as const;

/** Puts the plugin where the engine finds it for this stack: beside its program, as an executable that starts it. */
export function providePlugin({ folder }: Stack): void {
  const launcher = join(folder, "pulumi-resource-rekognition");
  writeFileSync(launcher, `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(MAIN)} "$@"\n`);
  chmodSync(launcher, 0o755);
  const plugins = { providers: [{ name: "rekognition", path: "." }] };
  const runtime = { name: "nodejs", options: { typescript: false } };
  writeFileSync(join(folder, "Pulumi.yaml"), JSON.stringify({ name: "sandbox", runtime, main: "index.js", plugins }));
}

/** What a program over the plugin begins with: no SDK, only Pulumi's own class, the plugin's types and the schema's aliases. */
export const PLUGIN_CLASSES = `
  const pulumi = require("@pulumi/pulumi");
  const kind = (kind, outputs) => class extends pulumi.CustomResource {
    constructor(name, args = {}, options = {}) {
      const undefinedOutputs = Object.fromEntries(["arn", ...outputs].map((output) => [output, undefined]));
      const aliases = [{ type: "pulumi-nodejs:dynamic/rekognition:" + kind }];
      super("rekognition:index:" + kind, name, { ...undefinedOutputs, ...args }, { aliases, ...options });
    }
  };
  const Project = kind("Project", ["projectName", "status"]);
  const ProjectVersion = kind("ProjectVersion", ["versionName", "status", "f1Score"]);
  const Collection = kind("Collection", ["collectionId", "faceCount"]);
`;

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
