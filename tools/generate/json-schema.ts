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
  const documented = ([name, field]: [string, Schema]): [string, Schema] => {
    const description = field.description ?? shapes[nameOf(field.$ref ?? "")]?.description;
    return [name, description === undefined ? field : { ...field, description }];
  };
  const named = Object.entries(shapes).map(([name, { properties = {}, ...shape }]): [string, Schema] => {
    return [name, { ...shape, properties: Object.fromEntries(Object.entries(properties).map(documented)) }];
  });
  return { schema: json, shapes: new Map(named) };
}

/** The name of the shape that a reference is to. */
export function nameOf(ref: string): string {
  return ref.replace("#/$defs/", "");
}
