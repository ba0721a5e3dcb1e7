import { isDeepStrictEqual } from "node:util";
import type * as z from "zod";
import { type Schema, capitalized, describe, nameOf, withFields } from "../json-schema.js";

/** A type, as Pulumi's package schema writes it. */
export interface TypeSpec {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: TypeSpec;
  readonly additionalProperties?: TypeSpec;
  readonly oneOf?: readonly TypeSpec[];
}

/** A property of an object, a resource or the configuration. */
export interface PropertySpec extends TypeSpec {
  readonly description?: string;
  readonly willReplaceOnChanges?: true;
  readonly secret?: true;
}

/** The properties of an object, as its members and as what of them is required. */
export interface ObjectSpec {
  readonly description?: string;
  readonly type: "object";
  readonly properties: Readonly<Record<string, PropertySpec>>;
  readonly required?: readonly string[];
}

/** Values that a text is likely to have. */
export interface EnumSpec {
  readonly type: "string";
  readonly enum: readonly { readonly value: unknown }[];
}

/** Types that others refer to, by token. */
export type NamedTypes = Map<string, ObjectSpec | EnumSpec>;

/** What the arguments of a class or function are, by its name. */
export type ArgumentSpecs = ReadonlyMap<string, Readonly<Record<string, PropertySpec>>>;

const ANY: TypeSpec = { $ref: "pulumi.json#/Any" };
const TYPES = "#/types/";

/** The token of a resource, function or type of the package. */
export function token(name: string): string {
  return `rekognition:index:${name}`;
}

/** The type of a zod schema. What it names is collected in `types`; an enum without a name is called by `place`. */
export function typeSpec(schema: z.ZodType, place: string, types: NamedTypes): TypeSpec {
  const { schema: json, shapes } = describe(schema);
  for (const [name, shape] of shapes) define(name, objectSpec(shape, name, types), types);
  return spec(json, place, types);
}

/**
 * The members of a function's result, which itself gets no name. An enum among them is text: of a union Python's SDK
 * demands there that it is an object.
 */
export function resultSpec(schema: z.ZodObject, place: string, types: NamedTypes): ObjectSpec {
  const { schema: json, shapes } = describe(schema);
  const own = nameOf(json.$ref ?? "");
  for (const [name, shape] of shapes) if (name !== own) define(name, objectSpec(shape, name, types), types);
  const asText = ({ enum: _values, ...member }: Schema): Schema => member;
  return objectSpec(withFields(shapes.get(own) ?? json, asText), place, types);
}

/** The named type that a type is, if it is one. */
export function named(type: TypeSpec | undefined, types: NamedTypes): ObjectSpec | EnumSpec | undefined {
  return types.get(token(nameIn(type) ?? ""));
}

/** The name of a type that has one. */
export function nameIn(type: TypeSpec | undefined): string | undefined {
  const start = `${TYPES}${token("")}`;
  return type?.$ref?.startsWith(start) === true ? type.$ref.slice(start.length) : undefined;
}

/** What the type of a member is called that has no name of its own. */
export function placeOf(owner: string, member: string): string {
  const name = capitalized(member);
  return name.startsWith(owner) ? name : `${owner}${name}`;
}

function define(name: string, type: ObjectSpec | EnumSpec, types: NamedTypes): void {
  const there = types.get(token(name));
  if (there !== undefined && !isDeepStrictEqual(there, type)) throw new Error(`Two types are called ${name}.`);
  types.set(token(name), type);
}

function objectSpec(
  { description, properties = {}, required = [] }: Schema,
  name: string,
  types: NamedTypes,
): ObjectSpec {
  const members = Object.entries(properties).map(([member, schema]): [string, PropertySpec] => {
    const type = spec(schema, placeOf(name, member), types);
    return [member, schema.description === undefined ? type : { ...type, description: schema.description }];
  });
  return {
    ...(description === undefined ? {} : { description }),
    type: "object",
    properties: Object.fromEntries(members),
    ...(required.length === 0 ? {} : { required }),
  };
}

function spec(schema: Schema, place: string, types: NamedTypes): TypeSpec {
  if (schema.$ref !== undefined) return { $ref: `${TYPES}${token(nameOf(schema.$ref))}` };
  if (schema.typescript !== undefined) return schema.typescript === "boolean" ? { type: "boolean" } : ANY;
  if (schema.enum !== undefined) return enumSpec(schema.enum, place, types);
  switch (schema.type) {
    case "string":
    case "boolean":
    case "number":
    case "integer":
      return { type: schema.type };
    case "array":
      return { type: "array", items: spec(schema.prefixItems?.[0] ?? schema.items ?? {}, place, types) };
    case "object":
      if (typeof schema.additionalProperties === "object") {
        return { type: "object", additionalProperties: spec(schema.additionalProperties, place, types) };
      }
      throw new Error(`An object shape without a name: ${place}. Give it an id with .meta().`);
    default:
      return ANY;
  }
}

/** Relaxed, since AWS may add a value: any text is taken. Enums of the same values are one, called by its first place. */
function enumSpec(values: readonly unknown[], place: string, types: NamedTypes): TypeSpec {
  const made: EnumSpec = { type: "string", enum: values.map((value) => ({ value })) };
  const [there = token(place)] = [...types].find(([, type]) => isDeepStrictEqual(type, made)) ?? [];
  if (!types.has(there)) define(place, made, types);
  return { type: "string", oneOf: [{ type: "string" }, { $ref: `${TYPES}${there}` }] };
}
