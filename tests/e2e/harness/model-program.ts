import { join } from "node:path";
import { REPOSITORY } from "./package-under-test.js";

const DATA = join(REPOSITORY, "examples", "quickstart", "data");

/** Buckets with the same drawn images and the same manifest: naming another one is a change of the data. */
export const BUCKETS = {
  "quickstart-data": DATA,
  "other-data": DATA,
  "planted-data": DATA,
  "planted-results": DATA,
} as const;

/** What a program says of its project and its model. */
export interface ModelProgram {
  /** Arguments of the project. */
  readonly project?: object;
  /** Arguments of the model, on top of the data it is trained on. */
  readonly model?: object;
  /** Resource options of the model, such as `customTimeouts`. */
  readonly options?: object;
  /** Where the manifest lies. */
  readonly bucket?: keyof typeof BUCKETS;
}

/** Arguments of a model that is trained on the manifest of a bucket, all but the project. */
export function trainedOn(bucket: string): object {
  const manifest = { groundTruthManifest: { s3Object: { bucket, name: "manifest.jsonl" } } };
  return {
    outputConfig: { s3Bucket: "quickstart-data", s3KeyPrefix: "training-output" },
    trainingData: { assets: [manifest] },
    testingData: { autoCreate: true },
  };
}

/** A program with a project called "shapes" and a model called "model" in it. */
export function modelProgram(program: ModelProgram = {}): string {
  const model = { ...trainedOn(program.bucket ?? "quickstart-data"), ...program.model };
  return `
    const { Project, ProjectVersion } = require("pulumi-rekognition");
    const project = new Project("shapes", ${JSON.stringify(program.project ?? {})});
    const args = { projectArn: project.arn, ...${JSON.stringify(model)} };
    const model = new ProjectVersion("model", args, ${JSON.stringify(program.options ?? {})});
    exports.modelArn = model.arn;
  `;
}
