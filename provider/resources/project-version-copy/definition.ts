import { modelInArn, nameInArn, parseArn } from "../../aws/arns.js";
import { defineResource, optional, required } from "../../schema/definition.js";
import { commonInputs, kmsKeyId, name255, projectArn, projectVersionArn } from "../../schema/shapes.js";
import {
  deletionPolicy,
  gateRules,
  modelOutputs,
  outputConfig,
  replacement,
  runInputs,
  unitRules,
} from "../trained-model/fields.js";

/** Whether a model's ARN is of the project with another ARN: they share account, region and the project's name. */
export function isOfProject(modelArn: unknown, projectArn: unknown): boolean {
  const model = parseArn(String(modelArn));
  const project = parseArn(String(projectArn));
  return (
    model?.account === project?.account &&
    model?.region === project?.region &&
    modelInArn(String(modelArn))?.projectName === nameInArn(String(projectArn), "project")
  );
}

export function isSameRegion(one: unknown, other: unknown): boolean {
  return parseArn(String(one))?.region === parseArn(String(other))?.region;
}

const PAGE = "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_CopyProjectVersion.html";

/** Here the source is an input. */
const { sourceProjectVersionArn: _input, ...outputs } = modelOutputs;

/** A copy of a trained model, in another project or account. */
export const projectVersionCopyDefinition = defineResource({
  kind: "ProjectVersionCopy",
  doc: "A copy of a trained Custom Labels model in another project, of this account or another one. Nothing is trained, and copying is not billed; `minInferenceUnits` runs the copy (about $4.00 per unit and hour for as long as it runs). It is created with the credentials of the destination's account; a source in another account needs a ProjectPolicy there.",
  page: PAGE,
  name: { field: "versionName", maxLength: 255, reuse: "refused", scope: "destinationProjectArn" },
  deleteBeforeReplace: false,
  alsoCalled: { name: "versionName", projectArn: "sourceProjectArn or destinationProjectArn" },
  inputs: {
    sourceProjectArn: required("replace", projectArn, "ARN of the project that holds the model to copy."),
    sourceProjectVersionArn: required(
      "replace",
      projectVersionArn,
      "ARN of the model to copy, as in `projectVersion.arn`. It must be trained.",
    ),
    destinationProjectArn: required(
      "replace",
      projectArn,
      "ARN of the project to copy to, in the same region and in the account whose credentials are used.",
    ),
    versionName: optional(
      "replace",
      name255,
      "Name, unique in the destination project. 1 to 255 letters, digits and _ . -. Default: the logical name and a hash. An explicit name must change with the source, since the new copy is created while the old one serves, unless the resource option deleteBeforeReplace is set.",
    ),
    outputConfig: required(
      "ignore",
      outputConfig,
      "Where AWS writes the training results of the copy. A change applies at the next copy and does not cause one.",
    ),
    kmsKeyId: optional(
      "replace",
      kmsKeyId,
      "KMS key that encrypts the copy. The caller needs kms:CreateGrant, DescribeKey, GenerateDataKey and Decrypt on it. Default: a key that AWS owns.",
    ),
    ...runInputs,
    replacement,
    deletionPolicy,
    ...commonInputs,
  },
  outputs,
  rules: [
    {
      fields: ["sourceProjectArn", "sourceProjectVersionArn"],
      property: "sourceProjectVersionArn",
      reason: "must be a model of the project in sourceProjectArn",
      page: PAGE,
      holds: (inputs) => isOfProject(inputs.sourceProjectVersionArn, inputs.sourceProjectArn),
    },
    {
      fields: ["sourceProjectArn", "destinationProjectArn"],
      property: "destinationProjectArn",
      reason: "must be in the region of the source: AWS copies within a region only",
      page: PAGE,
      holds: (inputs) => isSameRegion(inputs.sourceProjectArn, inputs.destinationProjectArn),
    },
    ...unitRules,
    ...gateRules,
  ],
});
