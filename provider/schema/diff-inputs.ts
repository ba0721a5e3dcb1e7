import { isDeepStrictEqual } from "node:util";
import type { Bag, OnChange, ResourceDefinition } from "./definition.js";
import { containsUnknown } from "./unknown.js";

/** The changed fields of a kind, by what their change asks for. */
export type ChangedFields = Readonly<Record<OnChange, readonly string[]>>;

/** Compares recorded inputs with new ones, field by field; an unknown value counts as changed. */
export function diffInputs(definition: ResourceDefinition, olds: Bag, news: Bag): ChangedFields {
  const changed: Record<OnChange, string[]> = { replace: [], update: [], local: [], ignore: [], create: [] };
  for (const [key, field] of Object.entries(definition.inputs)) {
    const unknown = containsUnknown(news[key]);
    if (!unknown && isDeepStrictEqual(normal(olds[key]), normal(news[key]))) continue;
    changed[onChangeOf(field.onChange, olds, news)].push(key);
  }
  return changed;
}

/** The part of the inputs whose change replaces the object: what a derived name and a claim are hashed over. */
export function replacingInputs(definition: ResourceDefinition, inputs: Bag): Bag {
  const kept = Object.entries(definition.inputs).filter(
    ([key, field]) => inputs[key] !== undefined && onChangeOf(field.onChange, inputs, inputs) === "replace",
  );
  return Object.fromEntries(kept.map(([key]) => [key, inputs[key]]));
}

function onChangeOf(onChange: OnChange | ((olds: Bag, news: Bag) => OnChange), olds: Bag, news: Bag): OnChange {
  return typeof onChange === "function" ? onChange(olds, news) : onChange;
}

/** Absent, null and an empty map are the same to the service. */
function normal(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value === "object" && !Array.isArray(value) && Object.keys(value).length === 0) return undefined;
  return value;
}
