import { isDeepStrictEqual } from "node:util";
import type { DynamicProvider } from "../../../provider/facades/dynamic/dynamic-provider.js";
import { type Bag, overTheWire } from "./property-bag.js";

/** A resource in the stack's state. */
export interface ResourceState {
  readonly id: string;
  readonly inputs: Bag;
  readonly outputs: Bag;
  /** Why it exists but is not finished; empty for one that is. */
  readonly initErrors: readonly string[];
  /** Deleted already, for a successor that was not made yet. */
  readonly isReplacementPending: boolean;
}

export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** A failure as a reader takes it: the engine is told no property, whose value it would print. */
export function failureOn(reason: string): CheckFailure {
  return { property: /^\w*/.exec(reason)?.[0] ?? "", reason };
}

/** What the engine is going to do with a resource. */
export type Plan =
  | { readonly op: "refused"; readonly failures: readonly CheckFailure[] }
  | {
      readonly op: "create" | "same" | "update";
      readonly inputs: Bag;
      /** The inputs a preview would show as changed. */
      readonly diffs: readonly string[];
    }
  | {
      readonly op: "replace";
      readonly inputs: Bag;
      readonly diffs: readonly string[];
      readonly replaces: readonly string[];
      readonly deleteFirst: boolean;
    };

export interface PlanOptions {
  /** Inputs that are to stay as recorded. */
  readonly ignoreChanges?: readonly string[];
  /** As by `--replace` or a taint. */
  readonly replace?: boolean;
  /** The resource option, which goes before what the provider says. */
  readonly deleteBeforeReplace?: boolean;
  /** The resource option; what is deleted or replaced all the same is deleted here. */
  readonly retainOnDelete?: boolean;
}

const PROVIDER = "__provider";

/** Asks the provider what becomes of a resource, in the order and with the values the engine does. */
export async function plan(
  provider: DynamicProvider,
  state: ResourceState | undefined,
  program: Bag,
  options: PlanOptions,
): Promise<Plan> {
  const news = ignoring(program, state?.inputs ?? {}, options.ignoreChanges ?? []);
  // A forced replacement is checked as if nothing were recorded, and never compared.
  const isForced = options.replace === true && state !== undefined;
  const checked = await check(provider, isForced ? {} : (state?.inputs ?? {}), news);
  if (checked.failures.length > 0) return { op: "refused", failures: checked.failures };
  const { inputs } = checked;
  if (state === undefined) return { op: "create", inputs, diffs: [] };
  if (isForced) return { op: "replace", inputs, diffs: [], replaces: [], deleteFirst: false };

  const answer = await provider.diff(state.id, overTheWire(state.outputs), overTheWire(inputs));
  const diffs = changedKeys(state.inputs, inputs);
  const isChanged = answer.changes ?? diffs.length > 0;
  const replaces = answer.replaces ?? [];
  if (state.isReplacementPending || (isChanged && replaces.length > 0)) {
    const again = await check(provider, {}, news);
    if (again.failures.length > 0) return { op: "refused", failures: again.failures };
    const isFirst = options.deleteBeforeReplace ?? answer.deleteBeforeReplace === true;
    const deleteFirst = isFirst && !state.isReplacementPending;
    return { op: "replace", inputs: again.inputs, diffs, replaces, deleteFirst };
  }
  if (isChanged || state.initErrors.length > 0) return { op: "update", inputs, diffs };
  return { op: "same", inputs, diffs: [] };
}

async function check(
  provider: DynamicProvider,
  olds: Bag,
  news: Bag,
): Promise<{ inputs: Bag; failures: readonly CheckFailure[] }> {
  const answer = await provider.check(overTheWire(olds), overTheWire(news));
  const inputs = overTheWire({ ...(answer.inputs as Bag), [PROVIDER]: news[PROVIDER] });
  return { inputs, failures: (answer.failures ?? []).map(({ reason }) => failureOn(reason)) };
}

function ignoring(news: Bag, olds: Bag, keys: readonly string[]): Bag {
  const kept = Object.entries(news).filter(([key]) => !keys.includes(key));
  const recorded = keys.filter((key) => key in olds).map((key) => [key, olds[key]] as const);
  return Object.fromEntries([...kept, ...recorded]);
}

/** The keys that differ, in the order of their names. */
export function changedKeys(olds: Bag, news: Bag): string[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  return [...keys].filter((key) => !isDeepStrictEqual(olds[key], news[key])).sort();
}
