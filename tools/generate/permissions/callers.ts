import { families } from "../../../provider/functions/table.js";
import type { ObservedCalls } from "../actions/observed.js";
import { kinds } from "../kinds.js";
import type { Caller } from "./policy.js";

/** STS's call, which needs a permission of its own. */
export const WHO_AM_I = "GetCallerIdentity";

/** Who calls what. */
export interface Callers {
  readonly resources: readonly Caller[];
  readonly functions: readonly Caller[];
}

/** What each kind of resource and each function calls, by the record of what tests saw. */
export function callersIn(record: ObservedCalls): Callers {
  const caller = (name: string, calls: readonly string[] = []): Caller => ({
    name,
    operations: new Set(calls.filter((call) => call !== WHO_AM_I)),
    asksAccount: calls.includes(WHO_AM_I),
  });
  return {
    resources: kinds.map(({ definition: { kind } }) => caller(kind, record.resources[kind])),
    functions: Object.values(families)
      .flat()
      .map(({ name }) => caller(name, record.functions[name])),
  };
}
