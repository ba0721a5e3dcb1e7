import { BUCKET } from "./rig.js";

/** Arguments of a model that trains on the rig's manifest; `more` adds to them or replaces some. */
export function modelArgs(projectArn: string, more: object = {}): Record<string, unknown> {
  return {
    projectArn,
    outputConfig: { s3Bucket: BUCKET, s3KeyPrefix: "results" },
    trainingData: manifest("train.manifest"),
    testingData: { autoCreate: true },
    ...more,
  };
}

/** One manifest of the rig's bucket, as `trainingData` takes it. */
export function manifest(name: string): object {
  return { assets: [{ groundTruthManifest: { s3Object: { bucket: BUCKET, name } } }] };
}
