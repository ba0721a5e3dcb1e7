import {
  RESOURCE_TYPES,
  type ResourceType,
  actionsFor,
  checkedAgainst,
  isTagging,
  resourceTypes,
  typesTaggedBy,
} from "./action-access.js";
import { otherPermissions } from "./other-services.js";

/** A statement of an IAM policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Who makes which calls: a kind of resource or a function. */
export interface Caller {
  readonly name: string;
  readonly operations: ReadonlySet<string>;
  readonly asksAccount: boolean;
}

/** The policy that lets an identity do all that some callers do. */
export function policyFor(callers: readonly Caller[]) {
  const others = callers.flatMap(({ name }) => otherPermissions[name] ?? []).map(({ statement }) => statement);
  const whoAmI: Statement = {
    Sid: "Account",
    Effect: "Allow",
    Action: ["sts:GetCallerIdentity"],
    Resource: "*",
  };
  return {
    Version: "2012-10-17",
    Statement: [
      ...rekognitionStatements(callers),
      ...(callers.some(({ asksAccount }) => asksAccount) ? [whoAmI] : []),
      ...merged(others),
    ],
  };
}

/** One statement for each set of resource types that AWS checks actions against; tagging stands apart. */
function rekognitionStatements(callers: readonly Caller[]): Statement[] {
  const byTypes = new Map<string, { types: readonly ResourceType[]; actions: Set<string> }>();
  const types = new Map<string, Set<ResourceType>>();
  for (const { operations } of callers) {
    const actions = actionsFor(operations);
    const tagged = typesTaggedBy(actions);
    for (const action of actions) {
      const known = types.get(action) ?? new Set();
      checkedAgainst(action, tagged).forEach((type) => known.add(type));
      types.set(action, known);
    }
  }
  for (const [action, set] of types) {
    const ordered = resourceTypes.filter((type) => set.has(type));
    const key = [isTagging(action), ...ordered].join();
    const group = byTypes.get(key) ?? { types: ordered, actions: new Set() };
    group.actions.add(action);
    byTypes.set(key, group);
  }
  return [...byTypes.values()].map((group) => ({
    Sid: sidOf(group),
    Effect: "Allow",
    Action: [...group.actions].sort().map((action) => `rekognition:${action}`),
    Resource: group.types.length === 0 ? "*" : oneOrMany(group.types.map((type) => RESOURCE_TYPES[type].arn)),
  }));
}

function sidOf({ types, actions }: { types: readonly ResourceType[]; actions: ReadonlySet<string> }): string {
  if ([...actions].every(isTagging)) return "Tags";
  return types.length === 0 ? "Anywhere" : types.map((type) => RESOURCE_TYPES[type].sid).join("And");
}

/** Statements of the same name are one, for everything that they name between them. */
function merged(statements: readonly Statement[]): Statement[] {
  const bySid = new Map<string, Statement>();
  for (const statement of statements) {
    const known = bySid.get(statement.Sid);
    const actions = new Set([...(known?.Action ?? []), ...statement.Action]);
    bySid.set(statement.Sid, { ...statement, Action: [...actions].sort() });
  }
  return [...bySid.values()];
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [only] = values;
  return values.length === 1 && only !== undefined ? only : values;
}
