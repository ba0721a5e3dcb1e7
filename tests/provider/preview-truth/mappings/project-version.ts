import type { KindMapping } from "../mapping.js";
import { commonExtraRules, commonOwnInputs } from "./every-kind.js";
import { bucketRule, gateInputs, gateRules, startMapping, unitRules } from "./inference-units.js";
import { OWNERSHIP_TAGS } from "./ownership.js";
import { typicalS3Object } from "./places-in-s3.js";

const TRAINING = "TrainingData.Assets[].GroundTruthManifest.S3Object";
const TESTING = "TestingData.Assets[].GroundTruthManifest.S3Object";
const placeOf = (s3Object: string): string[] => [`${s3Object}.Bucket`, `${s3Object}.Name`];

const fineManifest = { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "train.manifest" } } };
const fineTraining = { Assets: [fineManifest] };
const create = "CreateProjectVersion";

/** ProjectVersion: trained by one call, run by another. */
export const projectVersionMapping: KindMapping = {
  operations: [
    {
      operation: create,
      added: OWNERSHIP_TAGS,
      variants: [
        {
          present: ["OutputConfig.S3Bucket", ...placeOf(TRAINING), ...placeOf(TESTING)],
          absent: ["TestingData.AutoCreate"],
        },
        {
          present: ["OutputConfig.S3Bucket", ...placeOf(TRAINING), "TestingData.AutoCreate"],
          absent: ["TestingData.Assets"],
        },
        { present: ["OutputConfig.S3Bucket"], absent: ["TrainingData", "TestingData"] },
      ],
      typical: {
        "TrainingData.Assets": { size: [1, 2] },
        "TestingData.Assets": { size: [1, 2] },
        "TestingData.AutoCreate": { value: () => true },
        ...typicalS3Object(TRAINING),
        ...typicalS3Object(TESTING),
      },
    },
    startMapping({
      projectArn: "arn:aws:rekognition:us-east-1:111122223333:project/shapes/1700000000000",
      outputConfig: { s3Bucket: "bucket" },
    }),
  ],
  ownInputs: {
    ...commonOwnInputs,
    triggers: "any values whose change retrains",
    ...gateInputs,
    waitForTraining: "how long create waits",
    replacement: "steers the order of Stop and Start",
    deletionPolicy: "steers deletion, which sees recorded inputs only",
  },
  extraRules: [
    ...commonExtraRules(create),
    bucketRule(create),
    ...unitRules,
    ...gateRules,
    {
      says: /^(trainingData|testingData)\.assets\[\d+\]\.groundTruthManifest\.s3Object\.(name|version): must be not only white space/,
      why: "the API reference gives the pattern \\S, which the machine-readable model leaves out",
      operation: create,
      example: {
        TrainingData: fineTraining,
        TestingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "a", Version: " " } } }] },
      },
    },
    {
      says: /^(trainingData|testingData)\.assets\[\d+\]\.groundTruthManifest(\.s3Object(\.(bucket|name))?)?: is required/,
      why: "the model marks nothing on the way to a manifest as required; an asset without one is no data",
      operation: create,
      example: { TrainingData: { Assets: [{}] }, TestingData: { AutoCreate: true } },
    },
    {
      says: /^trainingData\.assets: (is required|must have at least 1 entries)/,
      why: "the model lets the list be empty or absent; the service refuses training data without an asset",
      operation: create,
      example: { TrainingData: { Assets: [] }, TestingData: { AutoCreate: true } },
    },
    {
      says: /^testingData: trainingData and testingData are given together/,
      why: "the documentation asks for both or neither; the model only knows single members",
      operation: create,
      example: { TrainingData: fineTraining, TestingData: undefined, FeatureConfig: undefined },
    },
    {
      says: /^testingData: needs either assets or autoCreate: true/,
      why: "the documentation asks for one of the two; the model only knows single members",
      operation: create,
      example: { TrainingData: fineTraining, TestingData: {} },
    },
  ],
};
