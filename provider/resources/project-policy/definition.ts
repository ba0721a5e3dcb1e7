import { defineResource, optional, output, required } from "../../schema/definition.js";
import { commonInputs, name128, projectArn } from "../../schema/shapes.js";
import * as z from "zod";
import { asObject, policyDocument } from "./document.js";

/** A project policy: who may copy a project's models into another account. */
export const projectPolicyDefinition = defineResource({
  kind: "ProjectPolicy",
  doc: "A policy on a Custom Labels project that lets other accounts copy its models (ProjectVersionCopy). Copies within an account need none. At most 5 policies per project.",
  page: "https://docs.aws.amazon.com/rekognition/latest/APIReference/API_PutProjectPolicy.html",
  id: "place, `<project ARN>/policy/<policyName>`",
  name: { field: "policyName", maxLength: 128, reuse: "refused", scope: "projectArn" },
  deleteBeforeReplace: false,
  alsoCalled: { name: "policyName", policy: "policyDocument", document: "policyDocument" },
  inputs: {
    projectArn: required("replace", projectArn, "ARN of the project whose models may be copied, as in `project.arn`."),
    policyName: optional(
      "replace",
      name128,
      "Name, unique in the project. 1 to 128 letters, digits and _ . -. Default: the logical name and a hash.",
    ),
    policyDocument: {
      ...required(
        "update",
        policyDocument,
        "The policy, as an object or as JSON, at most 2000 characters. Each statement has Effect, Principal, Action `rekognition:CopyProjectVersion` and Resource (models of the project). White space and the order of keys are not a change.",
      ),
      fill: asObject,
    },
    region: commonInputs.region,
    adopt: optional(
      "create",
      z.boolean(),
      "Take over an existing policy of this name with the same document. A policy has no tags, so its owner is not known. Default false: an existing policy counts as this resource's own only under a derived name.",
    ),
  },
  outputs: {
    policyRevisionId: output(z.string(), "Revision id of the policy. Each change gives it a new one."),
    creationTimestamp: output(z.string(), "When the policy was first put, ISO 8601 in UTC."),
    lastUpdatedTimestamp: output(z.string(), "When the policy was last put, ISO 8601 in UTC."),
  },
  rules: [],
});
