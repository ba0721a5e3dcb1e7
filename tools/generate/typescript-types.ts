import * as z from "zod";
import { withInheritedDocs } from "./inherited-docs.js";

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  enum?: unknown[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  description?: string;
  /** The type of what JSON has no word for, given by .meta(). */
  typescript?: string;
  /** Whether users give it, and not only get it. */
  isGiven?: boolean;
}

/** Nested interfaces that types refer to, by name. */
export type NamedShapes = Map<string, JsonSchema>;

/** Whether fields may be outputs of other resources (arguments) or are plain values (results). */
export type Side = "args" | "result";

/** The TypeScript type of a zod schema; nested interfaces are collected in `shapes`. */
export function typeOf(schema: z.ZodType, side: Side, shapes: NamedShapes): string {
  const json = z.toJSONSchema(schema, { unrepresentable: "any", io: "output" }) as JsonSchema;
  for (const [name, shape] of withInheritedDocs(json.$defs ?? {}))
    addShape(shapes, name, { ...shape, isGiven: side === "args" });
  return text(json, side);
}

/** Adds a shape; one that is given somewhere stays so. */
export function addShape(shapes: NamedShapes, name: string, shape: JsonSchema): void {
  shapes.set(name, { ...shape, isGiven: shape.isGiven === true || shapes.get(name)?.isGiven === true });
}

/** The interfaces of a collected shape, for the sides that need it. */
export function shapeSource(name: string, shape: JsonSchema): string {
  const given = shape.isGiven === true ? [interfaceSource(`${name}Args`, shape, "args")] : [];
  return [interfaceSource(name, shape, "result"), ...given].join("\n");
}

/** The interface of a shape that is only ever given. */
export function argsSource(name: string, shape: JsonSchema): string {
  return interfaceSource(`${name}Args`, shape, "args");
}

/** The interface of a shape that is only ever answered. */
export function answerSource(name: string, shape: JsonSchema): string {
  return interfaceSource(name, shape, "result");
}

/** The schema of a list's members. */
export function listElement(schema: z.ZodObject, list: string): z.ZodType {
  const member = schema.shape[list] as unknown;
  if (member instanceof z.ZodArray) return member.element as z.ZodType;
  throw new Error(`${list} is not a list.`);
}

/** A doc comment. */
export function docComment(doc: string | undefined, indent: string): string {
  return doc === undefined ? "" : `${indent}/** ${doc} */\n`;
}

/** A doc comment with a program, which editors show as code. */
export function docWithExample(doc: string, example: string): string {
  const lines = [doc, "", "@example", "```ts", ...example.split("\n"), "```"];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

/** The name under which a shape is used on one side. */
export function shapeName(name: string, side: Side): string {
  return side === "args" ? `${name}Args` : name;
}

function interfaceSource(name: string, shape: JsonSchema, side: Side): string {
  const fields = Object.entries(shape.properties ?? {}).map(([field, schema]) => {
    const optional = shape.required?.includes(field) === true ? "" : "?";
    const type = text(schema, side);
    const absent = optional === "" ? "" : " | undefined";
    return `${docComment(schema.description, "  ")}  ${field}${optional}: ${side === "args" ? `pulumi.Input<${type}${absent}>` : `${type}${absent}`};`;
  });
  return `${docComment(shape.description, "")}export interface ${name} {\n${fields.join("\n")}\n}\n`;
}

function text(schema: JsonSchema, side: Side): string {
  if (schema.$ref !== undefined) return shapeName(schema.$ref.replace("#/$defs/", ""), side);
  if (schema.typescript !== undefined) return schema.typescript;
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const wrap = (inner: string): string => (side === "args" ? `pulumi.Input<${inner}>` : inner);
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return arrayOf(wrap(text(schema.items ?? {}, side)));
    case "object":
      if (typeof schema.additionalProperties === "object") {
        return `Record<string, ${wrap(text(schema.additionalProperties, side))}>`;
      }
      throw new Error(`An object shape without a name: ${JSON.stringify(schema)}. Give it an id with .meta().`);
    default:
      return "unknown";
  }
}

function arrayOf(element: string): string {
  return /^[^<]*\|/.test(element) ? `(${element})[]` : `${element}[]`;
}
