import type { Due, Recorded } from "../lifecycle/handler.js";
import type { Bag, ResourceDefinition } from "../schema/definition.js";
import { UNKNOWN } from "../schema/unknown.js";

/** Its inputs, and nothing else; its name is as good as unknown: what is asked about a thing of that name would find none. */
export function ofCreate({ name, outputs }: ResourceDefinition, inputs: Bag): Bag {
  const coming = [...(name === undefined ? [] : [name.field]), ...Object.keys(outputs)];
  return { ...inputs, ...Object.fromEntries(coming.map((key) => [key, UNKNOWN])) };
}

/** The recorded outputs as well, where nothing but tags and what is only recorded will change. */
export function ofUpdate(definition: ResourceDefinition, { outputs, meta }: Recorded, inputs: Bag, due: Due): Bag {
  const { changed, outstanding } = due;
  const isQuiet = changed.update.every((key) => key === "tags") && changed.replace.length === 0;
  const isAtRest = isQuiet && outstanding.action === "nothing" && meta.unfinished !== true;
  const known = Object.keys(definition.outputs).map((key) => [key, isAtRest ? outputs[key] : UNKNOWN] as const);
  return { ...inputs, ...Object.fromEntries(known) };
}
