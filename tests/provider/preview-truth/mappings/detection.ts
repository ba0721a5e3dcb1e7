import type { ExtraRule, KindMapping, Mappings } from "../mapping.js";
import { s3ObjectRules, typicalS3Object } from "./places-in-s3.js";

const S3_OBJECT = "Image.S3Object";

/** The source that is no place in S3 is read, measured and looked at by the call itself, before it is sent. */
const BYTES = { "Image.Bytes": { why: "bytes and files are measured when the function is called" } };

function ofImage(operation: string): KindMapping {
  const withoutSource: ExtraRule = {
    says: /^image: needs exactly one of bytes, file and s3Object/,
    why: "the documentation asks for one; the model only knows single members",
    operation,
    example: { Image: {} },
  };
  return {
    operations: [
      {
        operation,
        notInputs: BYTES,
        variants: [{ present: [`${S3_OBJECT}.Bucket`, `${S3_OBJECT}.Name`], absent: [] }],
        typical: typicalS3Object(S3_OBJECT),
      },
    ],
    ownInputs: {},
    extraRules: [withoutSource, ...s3ObjectRules(operation, "image.s3Object", (S3Object) => ({ Image: { S3Object } }))],
  };
}

/** Functions that look at an image. */
export const detectionMappings: Mappings = {
  detectCustomLabels: ofImage("DetectCustomLabels"),
  detectModerationLabels: ofImage("DetectModerationLabels"),
};
