import type { KindMapping } from "../mapping.js";
import { type Draw, oneOf } from "../texts/draw.js";
import { commonExtraRules, commonOwnInputs } from "./every-kind.js";
import { bucketRule, gateInputs, gateRules, startMapping, unitRules } from "./inference-units.js";
import { OWNERSHIP_TAGS } from "./ownership.js";

const copy = "CopyProjectVersion";
const source = "arn:aws:rekognition:us-east-1:111122223333:project/shapes/1700000000000";
const model = "arn:aws:rekognition:us-east-1:111122223333:project/shapes/version/v1/1700000000001";
const destinations = [
  "arn:aws:rekognition:us-east-1:111122223333:project/copies/1700000000002",
  "arn:aws:rekognition:us-east-1:444455556666:project/copies/1700000000003",
];

/** ProjectVersionCopy: copied by one call, run by another. */
export const projectVersionCopyMapping: KindMapping = {
  operations: [
    {
      operation: copy,
      added: OWNERSHIP_TAGS,
      variants: [{ present: ["OutputConfig.S3Bucket"], absent: [] }],
      typical: {
        SourceProjectArn: { value: () => source },
        SourceProjectVersionArn: { value: () => model },
        DestinationProjectArn: { value: (draw: Draw) => oneOf(draw, destinations) },
      },
    },
    startMapping({
      sourceProjectArn: source,
      sourceProjectVersionArn: model,
      destinationProjectArn: destinations[0],
      outputConfig: { s3Bucket: "bucket" },
    }),
  ],
  ownInputs: {
    ...commonOwnInputs,
    ...gateInputs,
    replacement: "steers the order of Stop and Start",
    deletionPolicy: "steers deletion, which sees recorded inputs only",
  },
  extraRules: [
    ...commonExtraRules(copy),
    bucketRule(copy),
    ...unitRules,
    ...gateRules,
    {
      says: /^sourceProjectVersionArn: must be a model of the project/,
      why: "the documentation asks for both ARNs; the model only knows single members",
      operation: copy,
      example: { SourceProjectArn: destinations[0] },
    },
    {
      says: /^destinationProjectArn: must be in the region of the source/,
      why: "the documentation says so; the model only knows single members",
      operation: copy,
      example: { DestinationProjectArn: destinations[0]?.replace("us-east-1", "eu-west-1") },
    },
  ],
};
