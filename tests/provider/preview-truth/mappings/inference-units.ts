import type { Bag } from "../../../../provider/schema/definition.js";
import type { ExtraRule, OperationMapping } from "../mapping.js";

const start = "StartProjectVersion";

/** The call that runs a model: its units are inputs of whatever makes models. */
export function startMapping(besides: Bag): OperationMapping {
  return {
    operation: start,
    onlyWith: "MinInferenceUnits",
    besides,
    notInputs: {
      ProjectVersionArn: {
        sent: "arn:aws:rekognition:us-east-1:111122223333:project/shapes/version/v1/1700000000000",
        why: "the resource's own ARN",
      },
    },
  };
}

/** What is refused of units beyond the model. */
export const unitRules: readonly ExtraRule[] = [
  {
    says: /^maxInferenceUnits: needs minInferenceUnits/,
    why: "without a least number the model does not run, so there is no call that could carry it",
    operation: start,
    example: { MinInferenceUnits: undefined, MaxInferenceUnits: 2 },
  },
  {
    says: /^maxInferenceUnits: must not be less than minInferenceUnits/,
    why: "the documentation says so; the model only knows single members",
    operation: start,
    example: { MinInferenceUnits: 3, MaxInferenceUnits: 2 },
  },
];

/** What no request carries of what is judged before a start. */
export const gateInputs = {
  minF1Score: "our quality gate, judged before a start",
  minLabelF1: "our quality gate, judged before a start",
  notWorseThan: "our quality gate, judged before a start",
  notWorseThanTolerance: "says how that gate compares",
  acrossTestSets: "says how that gate compares",
} as const;

/** What is refused of them. */
export const gateRules: readonly ExtraRule[] = [
  {
    says: /^(notWorseThanTolerance|acrossTestSets): needs notWorseThan/,
    why: "it says how a gate of ours compares, which is not asked for",
    operation: start,
    example: {},
    exampleInputs: { notWorseThanTolerance: 0.1, acrossTestSets: true },
  },
];

/** OutputConfig's bucket. */
export function bucketRule(operation: string): ExtraRule {
  return {
    says: /^outputConfig\.s3Bucket: is required/,
    why: "the model marks no member of OutputConfig as required; results need a bucket",
    operation,
    example: { OutputConfig: {} },
  };
}
