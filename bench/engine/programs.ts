import { projectVersionHandler } from "../../provider/resources/project-version/handler.js";
import type { FACADES } from "../../tests/e2e/harness/plugin-program.js";
import { NO_OP_PROVIDER } from "../peers/no-op.js";
import { trainingArgs } from "../plugin/plugin.js";

/** A program of models, spread over projects that are there already. */
export interface ModelsProgram {
  readonly count: number;
  readonly projects: readonly string[];
  /** On top of what each model is trained on. */
  readonly args?: object;
}

function eachModel({ count, projects, args }: ModelsProgram): string {
  const shared = { ...trainingArgs("quickstart-data"), tags: { team: "vision", stage: "dev" }, ...args };
  return `
    const projects = ${JSON.stringify(projects)};
    const shared = ${JSON.stringify(shared)};
    for (let index = 0; index < ${count}; index += 1) {
      new Model("model-" + index, { projectArn: projects[index % projects.length], ...shared });
    }
  `;
}

/** The program with this package, over the dynamic provider or over the plugin. */
export function ourProgram(program: ModelsProgram, facade: (typeof FACADES)[number] = "pulumi-rekognition"): string {
  return `const { ProjectVersion: Model } = require("${facade}");${eachModel(program)}`;
}

/**
 * The same inputs, run by the provider that does nothing. The resource declares the same properties: Pulumi's SDK takes
 * its time for each of them, no matter whose they are.
 */
export function noOpProgram(program: ModelsProgram): string {
  const { inputs, outputs } = projectVersionHandler.definition;
  const properties = [...Object.keys(inputs), ...Object.keys(outputs)];
  return `
    const pulumi = require("@pulumi/pulumi");
    const text = ${JSON.stringify(NO_OP_PROVIDER)};
    const declared = Object.fromEntries(${JSON.stringify(properties)}.map((property) => [property, undefined]));
    class Model extends pulumi.CustomResource {
      constructor(name, args) {
        const type = "pulumi-nodejs:dynamic/rekognition:ProjectVersion";
        const host = { owner: "organization/sandbox/test", urn: "urn:pulumi:test::sandbox::" + type + "::" + name };
        super(type, name, { ...declared, ...args, __provider: text, __host: host });
      }
    }
    ${eachModel(program)}
  `;
}
