import type { Recorded } from "../../lifecycle/handler.js";
import type { Bag, ResourceDefinition } from "../../schema/definition.js";
import { UNKNOWN } from "../../schema/unknown.js";

/* What a preview tells of a resource, for what depends on it to be previewed by. */

/** A new one. Its name is as good as unknown: what is asked about a thing of that name would find none. */
export function ofCreate(definition: ResourceDefinition, inputs: Bag): Bag {
  const name = definition.name === undefined ? [] : [definition.name.field];
  const coming = [...arnKey(definition), ...name, ...Object.keys(definition.outputs)];
  return { ...inputs, ...Object.fromEntries(coming.map((key) => [key, UNKNOWN])) };
}

/** One that is brought to these inputs; `isAtRest` where nothing will happen by which its outputs could change. */
export function ofUpdate(
  definition: ResourceDefinition,
  id: string,
  { outputs }: Recorded,
  inputs: Bag,
  isAtRest: boolean,
): Bag {
  const known = Object.keys(definition.outputs).map((key) => [key, isAtRest ? outputs[key] : UNKNOWN] as const);
  const arn = arnKey(definition).map((key) => [key, id] as const);
  return { ...inputs, ...Object.fromEntries<unknown>([...known, ...arn]) };
}

/** Under which key the ARN stands that is the id; a kind with another id has it among its outputs. */
export function arnKey({ id }: ResourceDefinition): string[] {
  return id === undefined ? ["arn"] : [];
}
