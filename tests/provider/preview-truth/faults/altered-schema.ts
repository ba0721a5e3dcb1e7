import * as z from "zod";
import type { Checkable, ResourceDefinition } from "../../../../provider/schema/definition.js";

/** A copy of a definition, or of a function, with one schema exchanged: `input` or `input.member`, `[]`, `{key}` and `{value}` as steps. */
export function withSchema<D extends Checkable>(definition: D, path: string, exchanged: z.ZodType): D {
  const [input = "", ...steps] = path.split(".");
  const field = definition.inputs[input];
  if (field === undefined) throw new Error(`there is no input ${input}`);
  const schema = altered(field.schema, steps, exchanged);
  return { ...definition, inputs: { ...definition.inputs, [input]: { ...field, schema } } };
}

/** A copy of a definition with an input that may be left out. */
export function withOptional(definition: ResourceDefinition, input: string): ResourceDefinition {
  const field = definition.inputs[input];
  if (field === undefined) throw new Error(`${definition.kind} has no ${input}`);
  return { ...definition, inputs: { ...definition.inputs, [input]: { ...field, required: false } } };
}

function altered(schema: unknown, steps: readonly string[], exchanged: z.ZodType): z.ZodType {
  const [step, ...rest] = steps;
  if (schema instanceof z.ZodOptional) return z.optional(altered(schema.unwrap(), steps, exchanged));
  if (step === undefined) return exchanged;
  if (schema instanceof z.ZodObject) return schema.extend({ [step]: altered(schema.shape[step], rest, exchanged) });
  if (schema instanceof z.ZodArray && step === "[]") {
    return z.core.clone(schema, { ...schema.def, element: altered(schema.element, rest, exchanged) });
  }
  if (schema instanceof z.ZodRecord && step === "{value}") {
    return z.core.clone(schema, { ...schema.def, valueType: altered(schema.valueType, rest, exchanged) });
  }
  throw new Error(`there is no ${step} to exchange`);
}
