import { isFields } from "../../media/json-fields.js";
import type { Fields } from "../../media/json-fields.js";
import type { Caller } from "../../protocol/signature.js";
import type { PolicyStatement } from "./policy-document.js";

/** What the policies of a project say together: a Deny goes before every Allow. */
export type PolicyDecision = "allowed" | "denied" | "silent";

function like(text: string, pattern: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` is also the role itself, whatever path that has. */
function isRoleOf(principal: string, caller: Caller): boolean {
  const role = /:assumed-role\/([^/]+)\//.exec(caller.arn)?.[1];
  if (role === undefined || !principal.includes(`:iam::${caller.account}:role/`)) return false;
  return principal.split("/").at(-1) === role;
}

function isCaller(principal: string, caller: Caller): boolean {
  const isAccount = principal === caller.account || principal.endsWith(`:iam::${caller.account}:root`);
  return principal === "*" || isAccount || principal === caller.arn || isRoleOf(principal, caller);
}

const COMPARISONS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
};

function valueOf(key: string, caller: Caller): string | undefined {
  if (key.toLowerCase() === "aws:principalarn") return caller.arn;
  return key.toLowerCase() === "aws:principalaccount" ? caller.account : undefined;
}

/** Conditions about anything but the caller are not met: nothing else is known here. */
function meets(conditions: Fields, caller: Caller): boolean {
  return Object.entries(conditions).every(([operator, keys]) => {
    const compare = COMPARISONS[operator];
    if (compare === undefined || !isFields(keys)) return false;
    return Object.entries(keys).every(([key, wanted]) => {
      const value = valueOf(key, caller);
      return value !== undefined && [wanted].flat().some((each) => compare(value, String(each)));
    });
  });
}

export function decide(statements: readonly PolicyStatement[], caller: Caller, resource: string): PolicyDecision {
  const applying = statements.filter(
    (statement) =>
      statement.principals.some((principal) => isCaller(principal, caller)) &&
      statement.resources.some((pattern) => like(resource, pattern)) &&
      meets(statement.conditions, caller),
  );
  if (applying.some((statement) => statement.effect === "Deny")) return "denied";
  return applying.length > 0 ? "allowed" : "silent";
}
