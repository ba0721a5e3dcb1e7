import * as z from "zod";

/* Places within a value: where something is wrong, what is there, and what may be there. */

/** A place as people write it: `trainingData.assets[0]`. */
export function placeText(start: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${String(part)}]` : `${text}.${String(part)}`),
    start,
  );
}

/** The member of an object or list; undefined where there is none. */
export function memberOf(value: unknown, part: PropertyKey): unknown {
  return typeof value === "object" && value !== null ? (value as Record<PropertyKey, unknown>)[part] : undefined;
}

/** What stands at a place. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(memberOf, root);
}

/** The members that may stand at a place; none where no object is known to be. */
export function membersAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const there = path.reduce<z.ZodType[]>(
    (schemas, part) => schemas.flatMap((each) => within(each, part)),
    bare(schema),
  );
  return there.flatMap((each) => (each instanceof z.ZodObject ? Object.keys(each.shape) : []));
}

function within(schema: z.ZodType, part: PropertyKey): z.ZodType[] {
  if (schema instanceof z.ZodObject) return bare(schema.shape[String(part)] as z.ZodType | undefined);
  if (schema instanceof z.ZodArray) return bare(schema.element as z.ZodType);
  if (schema instanceof z.ZodRecord) return bare(schema.valueType as z.ZodType);
  return [];
}

/** A schema without what makes it optional; each of its choices. */
function bare(schema: z.ZodType | undefined): z.ZodType[] {
  if (schema === undefined) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => bare(option as z.ZodType));
  return [schema];
}
