import { isFields, parseFields } from "../../media/json-fields.js";
import type { Fields } from "../../media/json-fields.js";
import { serviceError } from "../../protocol/errors.js";

/** One statement of a project policy. */
export interface PolicyStatement {
  readonly effect: "Allow" | "Deny";
  /** Account ids and ARNs; `*` is everybody. */
  readonly principals: readonly string[];
  /** ARNs, with `*` and `?` as wildcards. */
  readonly resources: readonly string[];
  /** Operator -> key -> values. */
  readonly conditions: Fields;
}

const MEMBERS = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];
const VERSIONS: readonly unknown[] = [undefined, "2012-10-17", "2008-10-17"];
const ACTION = "rekognition:copyprojectversion";
const PRINCIPAL = /^(\*|\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:(root|(user|role|assumed-role)\/.+))$/;

function malformed(reason: string): Error {
  return serviceError("MalformedPolicyDocumentException", `The project policy document is malformed: ${reason}.`);
}

/** One text or a list of texts, not empty. */
function texts(value: unknown, member: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isText = (item: unknown): item is string => typeof item === "string" && item !== "";
  if (list.length === 0 || !list.every(isText)) throw malformed(`${member} must be a text or a list of texts`);
  return list;
}

function readPrincipals(value: unknown): readonly string[] {
  if (value === "*") return ["*"];
  if (!isFields(value) || value.AWS === undefined) throw malformed("Principal must be * or have AWS principals");
  const principals = texts(value.AWS, "Principal.AWS");
  const wrong = principals.find((principal) => !PRINCIPAL.test(principal));
  if (wrong !== undefined) throw malformed(`invalid principal ${wrong}`);
  return principals;
}

function readEffect(value: unknown, inAnyCase: boolean): PolicyStatement["effect"] {
  const effects = ["Allow", "Deny"] as const;
  const alike = (effect: string): boolean =>
    inAnyCase && typeof value === "string" ? effect.toLowerCase() === value.toLowerCase() : effect === value;
  const effect = effects.find(alike);
  if (effect === undefined) throw malformed("Effect must be Allow or Deny");
  return effect;
}

function readStatement(value: unknown, { effectInAnyCase }: PolicyRules): PolicyStatement {
  if (!isFields(value)) throw malformed("a statement must be an object");
  const unknown = Object.keys(value).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) throw malformed(`${unknown} is not allowed`);
  const missing = ["Effect", "Principal", "Action", "Resource"].find((name) => value[name] === undefined);
  if (missing !== undefined) throw malformed(`${missing} is missing`);
  const { Condition: conditions = {} } = value;
  const effect = readEffect(value.Effect, effectInAnyCase);
  const actions = texts(value.Action, "Action");
  if (!actions.every((action) => action.toLowerCase() === ACTION)) {
    throw malformed("the only supported action is rekognition:CopyProjectVersion");
  }
  if (!isFields(conditions)) throw malformed("Condition must be an object");
  return {
    effect,
    principals: readPrincipals(value.Principal),
    resources: texts(value.Resource, "Resource"),
    conditions,
  };
}

/** What AWS does not document of policies. */
interface PolicyRules {
  /** Principals that IAM does not know. */
  readonly missingPrincipals: readonly string[];
  readonly effectInAnyCase: boolean;
}

/**
 * Reads a project policy.
 * @throws ApiError MalformedPolicyDocumentException
 */
export function readPolicyDocument(text: string, rules: PolicyRules): readonly PolicyStatement[] {
  const document = parseFields(text);
  if (document === undefined) throw malformed("it is not a JSON object");
  if (!VERSIONS.includes(document.Version)) throw malformed("unknown Version");
  const list: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (list.length === 0) throw malformed("it has no statement");
  const statements = list.map((statement) => readStatement(statement, rules));
  const named = statements.flatMap((statement) => statement.principals);
  const missing = named.find((principal) => rules.missingPrincipals.includes(principal));
  if (missing !== undefined) throw malformed(`invalid principal ${missing}`);
  return statements;
}
