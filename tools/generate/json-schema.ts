import * as z from "zod";

/** The part of JSON Schema that zod writes for our definitions. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly description?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** The type of what JSON has no word for, given by .meta(). */
  readonly typescript?: string;
}

/** A schema and the named shapes it refers to; their fields say what their own shape says where they say nothing. */
export function describe(schema: z.ZodType): { readonly schema: Schema; readonly shapes: ReadonlyMap<string, Schema> } {
  const json = z.toJSONSchema(schema, { unrepresentable: "any", io: "output" }) as Schema;
  const shapes = json.$defs ?? {};
  const documented = (field: Schema): Schema => {
    const description = field.description ?? shapes[nameOf(field.$ref ?? "")]?.description;
    return description === undefined ? field : { ...field, description };
  };
  const named = Object.entries(shapes).map(([name, shape]): [string, Schema] => [name, withFields(shape, documented)]);
  return { schema: json, shapes: new Map(named) };
}

/** A shape with each of its fields changed. */
export function withFields(shape: Schema, change: (field: Schema) => Schema): Schema {
  if (shape.properties === undefined) return shape;
  const fields = Object.entries(shape.properties).map(([name, field]) => [name, change(field)]);
  return { ...shape, properties: Object.fromEntries(fields) as Record<string, Schema> };
}

/** The name of the shape that a reference is to. */
export function nameOf(ref: string): string {
  return ref.replace("#/$defs/", "");
}

/** A name as types have it. */
export function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
