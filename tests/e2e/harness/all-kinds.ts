import { SANDBOX_ACCOUNT, SANDBOX_REGION } from "../../../tools/sandbox/surroundings.js";
import { trainedOn } from "./model-program.js";

/** The kind of each resource below, by its name. */
export const KINDS = { project: "Project", model: "ProjectVersion", faces: "Collection", door: "StreamProcessor" };

/** What the program below says of each resource, references left out. */
export const INPUTS: Readonly<Record<keyof typeof KINDS, object>> = {
  project: { tags: { team: "vision" } },
  model: { ...trainedOn("quickstart-data"), minInferenceUnits: 1, tags: { team: "vision" } },
  faces: { tags: { team: "vision" } },
  door: {
    roleArn: `arn:aws:iam::${SANDBOX_ACCOUNT}:role/stream`,
    input: {
      kinesisVideoStream: {
        arn: `arn:aws:kinesisvideo:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:stream/door/1747995600000`,
      },
    },
    output: {
      kinesisDataStream: { arn: `arn:aws:kinesis:${SANDBOX_REGION}:${SANDBOX_ACCOUNT}:stream/faces` },
    },
    running: true,
  },
};

/** One resource of each kind; `options` is the text of the resource options each of them gets. */
function declareAllKinds(options = "{}"): string {
  const inputs = JSON.stringify(INPUTS);
  return `
    const inputs = ${inputs};
    const options = ${options};
    const project = new Project("project", inputs.project, options);
    const model = new ProjectVersion("model", { ...inputs.model, projectArn: project.arn }, options);
    const faces = new Collection("faces", inputs.faces, options);
    const settings = { faceSearch: { collectionId: faces.collectionId, faceMatchThreshold: 90 } };
    const door = new StreamProcessor("door", { ...inputs.door, settings }, options);
  `;
}

/** The constant by which the state names the code of a kind: part of every state, so it is never changed. */
export function providerText(kind: string): string {
  const handler = kind.charAt(0).toLowerCase() + kind.slice(1);
  return `exports.handler = () => require("pulumi-rekognition/provider").${handler};`;
}

const NAMES = "Collection, Project, ProjectVersion, StreamProcessor";

/** A CommonJS program with one resource of each kind. */
export function allKinds(): string {
  return `const { ${NAMES} } = require("pulumi-rekognition");${declareAllKinds()}`;
}

/** An ES module that exports a component of the user, with one resource of each kind inside. */
export function componentOfAllKinds(language: "JavaScript" | "TypeScript"): string {
  return `
    import * as pulumi from "@pulumi/pulumi";
    import { ${NAMES} } from "pulumi-rekognition";
    export class Vision extends pulumi.ComponentResource {
      constructor(name${language === "TypeScript" ? ": string" : ""}) {
        super("example:index:Vision", name);
        ${declareAllKinds("{ parent: this }")}
        this.registerOutputs({ modelArn: model.arn, doorArn: door.arn });
      }
    }
  `;
}

/** A program that is an ES module with that component. */
export function allKindsAsModule(language: "JavaScript" | "TypeScript"): string {
  return `${componentOfAllKinds(language)}new Vision("vision");`;
}
