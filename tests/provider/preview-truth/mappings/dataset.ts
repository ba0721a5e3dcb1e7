import type { KindMapping } from "../mapping.js";
import { commonExtraRules, commonOwnInputs } from "./every-kind.js";
import { OWNERSHIP_TAGS } from "./ownership.js";
import { s3ObjectRules, typicalS3Object } from "./places-in-s3.js";

const create = "CreateDataset";
const S3_OBJECT = "DatasetSource.GroundTruthManifest.S3Object";
const train = "arn:aws:rekognition:us-east-1:111122223333:project/shapes/dataset/train/1700000000000";
const project = "arn:aws:rekognition:us-east-1:111122223333:project/shapes/1700000000000";
const another = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1700000000000";
const line = JSON.stringify({ "source-ref": "s3://bucket/image.png" });

/** Dataset: its source's members are inputs themselves. */
export const datasetMapping: KindMapping = {
  operations: [
    {
      operation: create,
      renamed: {
        DatasetSource: "",
        "DatasetSource.GroundTruthManifest": "groundTruthManifest",
        "DatasetSource.DatasetArn": "datasetArn",
      },
      added: {
        Tags: { ...OWNERSHIP_TAGS.Tags, "pulumi-rekognition:contents": "0123456789abcdef0123456789abcdef" },
      },
      variants: [
        { present: [`${S3_OBJECT}.Bucket`, `${S3_OBJECT}.Name`], absent: ["DatasetSource.DatasetArn"] },
        { present: ["DatasetSource.DatasetArn"], absent: ["DatasetSource.GroundTruthManifest"] },
        { present: [], absent: ["DatasetSource"] },
      ],
      typical: typicalS3Object(S3_OBJECT),
    },
  ],
  ownInputs: {
    ...commonOwnInputs,
    manifestFile: "a file of the program: its lines are sent in chunks that the provider measures",
    entries: "are sent in chunks that the provider measures",
    distributeFromDatasetArn: "asks for DistributeDatasetEntries, whose ARNs are this one and the dataset's own",
    contentHash: "worked out from the source",
    __contents: "worked out from the file of the program",
  },
  extraRules: [
    ...commonExtraRules(create, 197),
    ...s3ObjectRules(create, "groundTruthManifest.s3Object", (S3Object) => ({
      DatasetSource: { GroundTruthManifest: { S3Object } },
    })),
    {
      says: /^groundTruthManifest: a dataset has one source/,
      why: "the documentation asks for one; the model only knows single members",
      operation: create,
      example: {
        DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: "bucket", Name: "a" } }, DatasetArn: train },
      },
    },
    {
      says: /^distributeFromDatasetArn: is for TEST datasets/,
      why: "the documentation says so of DistributeDatasetEntries; the model only knows single members",
      operation: create,
      example: { ProjectArn: project, DatasetType: "TRAIN", DatasetSource: undefined },
      exampleInputs: { distributeFromDatasetArn: train },
    },
    {
      says: /^distributeFromDatasetArn: must be the ARN of the TRAIN dataset of the same project/,
      why: "the documentation says so of DistributeDatasetEntries; the model only knows single members",
      operation: create,
      example: { ProjectArn: another, DatasetType: "TEST", DatasetSource: undefined },
      exampleInputs: { distributeFromDatasetArn: train },
    },
    {
      says: /^entries: has more than one entry for an image/,
      why: "the documentation says that the last one wins; the model knows bytes only",
      operation: create,
      example: { DatasetSource: undefined },
      exampleInputs: { entries: [line, line] },
    },
    {
      says: /^entries: names images in several buckets/,
      why: "the documentation's rules for manifests say so; the model knows bytes only",
      operation: create,
      example: { DatasetSource: undefined },
      exampleInputs: { entries: [line, line.replace("bucket", "elsewhere")] },
    },
    {
      says: /^manifestFile: was not read/,
      why: "the provider process reads no file at preview; the model knows no files",
      operation: create,
      example: { DatasetSource: undefined },
      exampleInputs: { manifestFile: "train.manifest" },
    },
  ],
};
