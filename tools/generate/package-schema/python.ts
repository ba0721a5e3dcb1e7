import { type Made, Reference, type Value } from "./program.js";
import { type ArgumentSpecs, type NamedTypes, type PropertySpec, type TypeSpec, named } from "./types.js";

const LINE_LENGTH = 88;
const INDENT = 4;

/** A program in Python. */
export function pythonProgram(made: readonly Made[], inputs: ArgumentSpecs, types: NamedTypes): string {
  const lines = made.map((one) => statement(one, inputs.get(one.of) ?? {}, types));
  const needsPulumi = made.some(({ provider }) => provider !== undefined);
  const imports = [...(needsPulumi ? ["import pulumi"] : []), "import pulumi_rekognition as rekognition"];
  return `${imports.join("\n")}\n\n${lines.join("\n")}`;
}

function statement(made: Made, specs: Readonly<Record<string, PropertySpec>>, types: NamedTypes): string {
  const { variable, of, logicalName, args, provider, member } = made;
  const isFunction = logicalName === undefined;
  const options = isFunction ? "InvokeOutputOptions" : "ResourceOptions";
  const parts = [
    ...(isFunction ? [] : [JSON.stringify(logicalName)]),
    ...Object.entries(args).map(([name, value]) => `${snakeCased(name)}=${text(value, specs[name], types, INDENT)}`),
    ...(provider === undefined ? [] : [`opts=pulumi.${options}(provider=${snakeCased(provider)})`]),
  ];
  const called = isFunction ? `${snakeCased(of)}_output` : of;
  const start = `${snakeCased(variable)} = rekognition.${called}`;
  const end = member === undefined ? "" : `.${snakeCased(member)}`;
  return bracketed(`${start}(`, parts, `)${end}`, 0);
}

/** A value; the members of what has a type are called as Python calls them, those of a map as they are. */
function text(value: Value, type: TypeSpec | undefined, types: NamedTypes, indent: number): string {
  if (value instanceof Reference) return value.path.map(snakeCased).join(".");
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const within = indent + INDENT;
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => text(item, type?.items, types, within));
    return bracketed("[", items, "]", indent);
  }
  const object = named(type, types);
  const properties = object?.type === "object" ? object.properties : undefined;
  const members = Object.entries(value).map(([name, member]) => {
    const key = properties === undefined ? name : snakeCased(name);
    return `${JSON.stringify(key)}: ${text(member, properties?.[name] ?? type?.additionalProperties, types, within)}`;
  });
  return bracketed("{", members, "}", indent);
}

/** On one line where that is short enough, else a line for each part. */
function bracketed(open: string, parts: readonly string[], close: string, indent: number): string {
  const line = `${open}${parts.join(", ")}${close}`;
  if (!line.includes("\n") && indent + line.length <= LINE_LENGTH) return line;
  const inner = " ".repeat(indent + INDENT);
  return `${open}\n${parts.map((part) => `${inner}${part},\n`).join("")}${" ".repeat(indent)}${close}`;
}

function snakeCased(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
}
