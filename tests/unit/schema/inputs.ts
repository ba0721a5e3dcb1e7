import type { Bag } from "../../../provider/schema/definition.js";

/** A manifest in S3. */
export const s3 = (name: string): Bag => ({ groundTruthManifest: { s3Object: { bucket: "bucket", name } } });

/** Every input of a project, each in order. */
export const project: Bag = {
  projectName: "animals",
  feature: "CONTENT_MODERATION",
  autoUpdate: "ENABLED",
  forceDestroy: true,
  region: "us-east-1",
  tags: { team: "vision", "cost center": "a/b=c+d@e" },
  adopt: true,
};

/** Every input of a model, each in order. */
export const model: Bag = {
  projectArn: "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634",
  versionName: "first",
  outputConfig: { s3Bucket: "bucket", s3KeyPrefix: "results" },
  trainingData: { assets: [s3("a.manifest"), s3("b.manifest")] },
  testingData: { assets: [s3("c.manifest")] },
  kmsKeyId: "alias/images",
  versionDescription: "Shapes (second edition), ready?",
  featureConfig: { contentModeration: { confidenceThreshold: 50 } },
  triggers: { data: "1" },
  minInferenceUnits: 1,
  maxInferenceUnits: 3,
  minF1Score: 0.8,
  minLabelF1: { cat: 0.7 },
  notWorseThan: "serving",
  notWorseThanTolerance: 0.01,
  acrossTestSets: false,
  waitForTraining: false,
  replacement: "stopFirst",
  deletionPolicy: "stop",
  region: "us-east-1",
  tags: { team: "vision" },
  adopt: false,
};
