import type { Callers } from "../permissions/callers.js";
import { launches } from "./launches.js";
import { uncalled } from "./uncalled.js";

/** Somebody who calls an action. */
export interface ActionCaller {
  readonly name: string;
  readonly isFunction: boolean;
}

/** One action of AWS's API. */
export interface Action {
  readonly name: string;
  /** What each launch did to it, by the launch's year. */
  readonly launches: Readonly<Record<string, "new" | "changed">>;
  readonly callers: readonly ActionCaller[];
  /** Why nobody calls it. */
  readonly reason: string | undefined;
}

/** Every action of the API model, with who calls it or why nobody does. */
export function actionTable(operations: readonly string[], callers: Callers): Action[] {
  const of = (action: string, group: keyof Callers): ActionCaller[] =>
    callers[group]
      .filter((caller) => caller.operations.has(action))
      .map(({ name }) => ({ name, isFunction: group === "functions" }));
  return operations.map((name) => ({
    name,
    launches: launchesOf(name),
    callers: [...of(name, "resources"), ...of(name, "functions")],
    reason: uncalled[name],
  }));
}

function launchesOf(action: string): Action["launches"] {
  const brought = launches.filter(({ actions }) => actions.includes(action)).map(({ year }) => [year, "new"] as const);
  const changed = launches.filter((one) => one.changed.includes(action)).map(({ year }) => [year, "changed"] as const);
  return Object.fromEntries([...brought, ...changed]);
}

/** What is wrong with the table: an action without caller and reason, or with both. */
export function flaws(actions: readonly Action[]): string[] {
  return actions.flatMap(({ name, callers, reason }) => {
    if (callers.length === 0) return reason === undefined ? [`${name}: neither called nor explained`] : [];
    return reason === undefined ? [] : [`${name}: called, and explained why not`];
  });
}
