import * as z from "zod";
import { optional } from "./definition.js";

/** What a name is made of. */
export const NAME = /^[a-zA-Z0-9_.-]+$/;

/** A name as projects, versions and collections take it. */
export const name255 = z.string().min(1).max(255).regex(NAME, "letters, digits and _ . - only");

/** A name as stream processors take it. */
export const name128 = z.string().min(1).max(128).regex(NAME, "letters, digits and _ . - only");

export const projectArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(
    /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/\d+$/,
    "the ARN of a Rekognition project, as in project.arn",
  );

export const projectVersionArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(
    /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/version\/[a-zA-Z0-9_.-]{1,255}\/\d+$/,
    "the ARN of a model, as in projectVersion.arn",
  );

export const datasetArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(
    /^arn:[a-z\d-]+:rekognition:[a-z\d-]+:\d{12}:project\/[a-zA-Z0-9_.-]{1,255}\/dataset\/(train|test)\/\d+$/,
    "the ARN of a dataset, as in dataset.arn",
  );

/** AWS takes roles and topics of the aws partition only, here as elsewhere in Rekognition. */
export const roleArn = z
  .string()
  .regex(
    /^arn:aws:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/,
    "the ARN of an IAM role, arn:aws:iam::123456789012:role/NAME; AWS takes no other partition than aws here",
  );

export const snsTopicArn = z
  .string()
  .regex(/^arn:aws:sns:.*:\w{12}:.+$/, "the ARN of an SNS topic in the aws partition");

export const percent = z.number().min(0).max(100);

export const kmsKeyId = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,2048}$/, "a KMS key id, key ARN, alias name or alias ARN");

export const bucketName = z
  .string()
  .min(3)
  .max(255)
  .regex(/^[0-9A-Za-z.\-_]*$/, "a bucket name: letters, digits and . - _ only");

export const s3KeyPrefix = z.string().max(1024);

/** Where an object lies in S3. */
export const s3Object = z
  .strictObject({
    bucket: bucketName.describe("Bucket, in the same region. 3 to 255 characters."),
    name: z
      .string()
      .min(1)
      .max(1024)
      .regex(/\S/, "not only white space")
      .describe("Key of the object. 1 to 1024 characters."),
    version: z
      .string()
      .min(1)
      .max(1024)
      .regex(/\S/, "not only white space")
      .optional()
      .describe(
        "Version id, if the bucket is versioned. Another version is a change of this input; a changed object with an unchanged key and version is not.",
      ),
  })
  .meta({ id: "S3Object", description: "An object in Amazon S3." });

export const groundTruthManifest = z.strictObject({ s3Object }).meta({
  id: "GroundTruthManifest",
  description: "A manifest in the format of SageMaker Ground Truth, one JSON document per line.",
});

const ratio = z.number().min(0).max(1);

/** A rectangle, in ratios of the whole. */
export const boundingBox = z
  .strictObject({
    left: ratio.describe("Left side, as a ratio of the frame's width, 0 to 1."),
    top: ratio.describe("Top side, as a ratio of the frame's height, 0 to 1."),
    width: ratio.describe("Width, as a ratio of the frame's width, 0 to 1."),
    height: ratio.describe("Height, as a ratio of the frame's height, 0 to 1."),
  })
  .meta({ id: "BoundingBox", description: "A rectangle in a frame." });

/** A point, in ratios of the whole. */
export const point = z
  .strictObject({
    x: ratio.describe("Ratio of the frame's width, 0 to 1."),
    y: ratio.describe("Ratio of the frame's height, 0 to 1."),
  })
  .meta({ id: "Point", description: "A point in a frame." });

const TAG_KEY = /^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Two of AWS's 200 tags are ours: owner and claim. */
const MAX_USER_TAGS = 198;

/** Tags of a kind that leaves room for so many; `marks` says what the others are for. */
export function userTagMap(max: number, marks: string) {
  return z
    .record(
      z
        .string()
        .min(1)
        .max(128)
        .regex(TAG_KEY, "letters, digits, spaces and _ . : / = + - @ only, not beginning with aws:"),
      z.string().max(256).regex(TAG_VALUE, "letters, digits, spaces and _ . : / = + - @ only"),
    )
    .refine((value) => Object.keys(value).length <= max, {
      message: `at most ${String(max)} tags: AWS allows 200, and ${marks}`,
    });
}

const tags = userTagMap(MAX_USER_TAGS, "two mark the owner");

/** Inputs that every kind takes. */
export const commonInputs = {
  region: optional(
    "replace",
    z.string(),
    "AWS region of this resource. Default: the configured region, then that of the AWS default chain. The effective region is recorded.",
  ),
  tags: optional(
    "update",
    tags,
    "Tags, at most 198 (two more mark the owner). Key 1 to 128 characters, value up to 256.",
  ),
  adopt: optional(
    "create",
    z.boolean(),
    "Take over an existing object of this name if it belongs to no other owner and everything that can be read equals the inputs. Default false: only what an interrupted create of this resource made is continued.",
  ),
} as const;
