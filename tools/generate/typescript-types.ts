import * as z from "zod";
import { type Schema, describe, nameOf } from "./json-schema.js";

/** A nested interface. */
interface NamedShape extends Schema {
  /** Whether users give it, and not only get it. */
  readonly isGiven?: boolean;
}

/** Nested interfaces that types refer to, by name. */
export type NamedShapes = Map<string, NamedShape>;

/** Whether fields may be outputs of other resources (arguments) or are plain values (results). */
export type Side = "args" | "result";

/** The TypeScript type of a zod schema; nested interfaces are collected in `shapes`. */
export function typeOf(schema: z.ZodType, side: Side, shapes: NamedShapes): string {
  const { schema: json, shapes: named } = describe(schema);
  for (const [name, shape] of named) addShape(shapes, name, { ...shape, isGiven: side === "args" });
  return text(json, side);
}

/** Adds a shape; one that is given somewhere stays so. */
export function addShape(shapes: NamedShapes, name: string, shape: NamedShape): void {
  shapes.set(name, { ...shape, isGiven: shape.isGiven === true || shapes.get(name)?.isGiven === true });
}

/** The interfaces of a collected shape, for the sides that need it. */
export function shapeSource(name: string, shape: NamedShape): string {
  const given = shape.isGiven === true ? [interfaceSource(name, shape, "args")] : [];
  return [interfaceSource(name, shape, "result"), ...given].join("\n");
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
function shapeName(name: string, side: Side): string {
  return side === "args" ? `${name}Args` : name;
}

/** The interface of a shape on one side. */
export function interfaceSource(name: string, { description, properties = {}, required }: Schema, side: Side): string {
  const fields = Object.entries(properties).map(([field, schema]) => {
    const isRequired = required?.includes(field) === true;
    return fieldSource(field, text(schema, side), side, { doc: schema.description, required: isRequired });
  });
  return interfaceOf(shapeName(name, side), description, fields);
}

/** An interface of these fields. */
export function interfaceOf(name: string, doc: string | undefined, fields: readonly string[]): string {
  return `${docComment(doc, "")}export interface ${name} {\n${fields.join("\n")}\n}\n`;
}

/** A field of an interface on one side. */
export function fieldSource(
  name: string,
  type: string,
  side: Side,
  { doc, required }: { readonly doc: string | undefined; readonly required: boolean },
): string {
  const value = onSide(side, required ? type : `${type} | undefined`);
  return `${docComment(doc, "  ")}  ${name}${required ? "" : "?"}: ${value};`;
}

function onSide(side: Side, type: string): string {
  return side === "args" ? `pulumi.Input<${type}>` : type;
}

function text(schema: Schema, side: Side): string {
  if (schema.$ref !== undefined) return shapeName(nameOf(schema.$ref), side);
  if (schema.typescript !== undefined) return schema.typescript;
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return arrayOf(onSide(side, text(schema.items ?? {}, side)));
    case "object":
      if (typeof schema.additionalProperties === "object") {
        return `Record<string, ${onSide(side, text(schema.additionalProperties, side))}>`;
      }
      throw new Error(`An object shape without a name: ${JSON.stringify(schema)}. Give it an id with .meta().`);
    default:
      return "unknown";
  }
}

function arrayOf(element: string): string {
  return /^[^<]*\|/.test(element) ? `(${element})[]` : `${element}[]`;
}

/** The type imports that a source needs, of those names that a file has. */
export function typeImports(source: string, names: readonly string[], file: string): string {
  const code = source.replace(/\/\*\*.*?\*\//gs, "");
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).sort();
  return used.length === 0 ? "" : `import type { ${used.join(", ")} } from "${file}";\n`;
}

/** What the named shapes are called in sources, on both sides. */
export function namesOf(shapes: NamedShapes): string[] {
  const sides: readonly Side[] = ["result", "args"];
  return [...shapes.keys()].flatMap((name) => sides.map((side) => shapeName(name, side)));
}
