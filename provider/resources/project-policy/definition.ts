import * as z from "zod";
import { canonicalText } from "../../schema/canonical.js";
import { type Bag, defineResource, optional, output, required } from "../../schema/definition.js";
import { commonInputs, name128, projectArn } from "../../schema/shapes.js";
import { containsUnknown } from "../../schema/unknown.js";

/** AWS's limit for the document as JSON. */
const MAX_LENGTH = 2_000;
const ALLOWED_CHARACTERS = /^[\t\n\r\u0020-\u00FF]+$/;
const ACTION = "rekognition:copyprojectversion";
const REQUIRED = ["Effect", "Principal", "Action", "Resource"] as const;
const PROHIBITED = ["NotAction", "NotResource", "NotPrincipal"] as const;

const policyDocument = z
  .union([z.string().min(1), z.record(z.string(), z.unknown())], { error: "must be a JSON text or an object" })
  .superRefine((value, context) => {
    for (const message of flawsOf(value)) context.addIssue({ code: "custom", message });
  })
  .meta({ typescript: "string | Record<string, unknown>" });

/** The form that is recorded, so that neither white space nor the order of keys is a change. */
export function asObject({ policyDocument: value }: Bag): unknown {
  if (typeof value !== "string" || containsUnknown(value)) return value;
  return parsed(value) ?? value;
}

/** The document as AWS takes it. */
export function asText(document: unknown): string {
  return typeof document === "string" ? document : JSON.stringify(document);
}

/** Whether two documents say the same. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  return canonicalText(parsed(asText(one))) === canonicalText(parsed(asText(other)));
}

/** Whether it names a role or user, which IAM makes known everywhere only after a while. */
export function namesIdentity(document: unknown): boolean {
  return statementsOf(parsed(asText(document))).some((statement) => /:(role|user)\//.test(asText(statement.Principal)));
}

function flawsOf(value: unknown): string[] {
  const document = typeof value === "string" ? parsed(value) : value;
  if (!isBag(document)) return ["must be the JSON of an object"];
  const flaws = statementsOf(document).flatMap(flawsOfStatement);
  if (statementsOf(document).length === 0 && !containsUnknown(document.Statement)) flaws.push("has no Statement");
  if (containsUnknown(document)) return flaws;
  const text = asText(document);
  if (text.length > MAX_LENGTH) {
    flaws.push(`must have at most ${String(MAX_LENGTH)} characters as JSON, has ${String(text.length)}`);
  }
  if (!ALLOWED_CHARACTERS.test(text)) flaws.push("has characters beyond U+00FF, which AWS does not take");
  return flaws;
}

function flawsOfStatement(statement: Bag, index: number): string[] {
  const at = `Statement[${String(index)}]`;
  const flaws = [
    ...REQUIRED.filter((name) => statement[name] === undefined).map((name) => `${at} needs ${name}`),
    ...PROHIBITED.filter((name) => name in statement).map((name) => `${at} has ${name}, which AWS prohibits here`),
  ];
  const { Action, Effect } = statement;
  const actions = (Array.isArray(Action) ? Action : [Action]) as unknown[];
  const others = actions.filter(
    (action) => typeof action === "string" && !containsUnknown(action) && action.toLowerCase() !== ACTION,
  );
  if (others.length > 0) flaws.push(`${at}: the only action of a project policy is rekognition:CopyProjectVersion`);
  if (typeof Effect === "string" && !containsUnknown(Effect) && Effect !== "Allow" && Effect !== "Deny") {
    flaws.push(`${at}: Effect is Allow or Deny`);
  }
  return flaws;
}

function statementsOf(document: unknown): Bag[] {
  const statement = isBag(document) ? document.Statement : undefined;
  const all = (Array.isArray(statement) ? statement : [statement]) as unknown[];
  return all.filter(isBag);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isBag(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

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
