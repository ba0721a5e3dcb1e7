import { type Arguments, type Made, Reference, type Value } from "./program.js";
import { capitalized } from "../json-schema.js";
import { type ArgumentSpecs, type NamedTypes, type PropertySpec, type TypeSpec, nameIn, named } from "./types.js";

/** Where programs in Go import the package from. */
export const GO_PACKAGE = "github.com/pulumi-rekognition/pulumi-rekognition/sdk/go/rekognition";

/** A program in Go. */
export function goProgram(made: readonly Made[], inputs: ArgumentSpecs, types: NamedTypes): string {
  const known = { inputs, types };
  const statements = made.map((one, index) => {
    if (one.logicalName === undefined) return exported(one, known);
    // Go takes no constant that no later statement speaks of.
    const isUsed = made.slice(index + 1).some((later) => refersTo(later, one.variable));
    const assigned = `${isUsed ? one.variable : "_"}, err ${isUsed || index === 0 ? ":=" : "="}`;
    return `${assigned} ${resource(one, known)}`;
  });
  const body = [...statements, "return nil"].join("\n").replace(/^(?=.)/gm, "\t\t");
  return [
    "package main",
    "",
    "import (",
    `\t"${GO_PACKAGE}"`,
    '\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"',
    ")",
    "",
    "func main() {",
    "\tpulumi.Run(func(ctx *pulumi.Context) error {",
    body,
    "\t})",
    "}",
  ].join("\n");
}

/** The arguments and the types that there are. */
interface Known {
  readonly inputs: ArgumentSpecs;
  readonly types: NamedTypes;
}

function resource({ of, logicalName, args, provider }: Made, known: Known): string {
  const given = Object.keys(args).length === 0 ? "nil" : `&rekognition.${of}Args${membersOf(of, args, known)}`;
  const parts = ["ctx", JSON.stringify(logicalName), given, ...option(provider)];
  return `rekognition.New${of}(${parts.join(", ")})\nif err != nil {\n\treturn err\n}`;
}

/** A function has another name where there is a resource whose \`get\` Go has already. */
function exported({ variable, of, args, provider, member }: Made, known: Known): string {
  const subject = of.replace(/^get/, "");
  const name = `${known.inputs.has(subject) ? "Lookup" : "Get"}${subject}Output`;
  const parts = ["ctx", `rekognition.${name}Args${membersOf(of, args, known)}`, ...option(provider)];
  const taken = member === undefined ? "" : `.${capitalized(member)}()`;
  return `ctx.Export(${JSON.stringify(variable)}, rekognition.${name}(${parts.join(", ")})${taken})`;
}

function option(provider: string | undefined): string[] {
  return provider === undefined ? [] : [`pulumi.Provider(${provider})`];
}

function text(value: Value, type: TypeSpec | undefined, known: Known): string {
  if (value instanceof Reference) {
    const [variable = "", ...path] = value.path;
    return [variable, ...path.map(capitalized)].join(".");
  }
  if (typeof value === "string") return `pulumi.String(${JSON.stringify(value)})`;
  if (typeof value === "boolean") return `pulumi.Bool(${String(value)})`;
  if (typeof value === "number") return `pulumi.${type?.type === "integer" ? "Int" : "Float64"}(${value})`;
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map((item) => text(item, type?.items, known));
    return `${collection(type?.items, "Array", known)}${block(items)}`;
  }
  const object = named(type, known.types);
  if (object?.type === "object")
    return `&rekognition.${nameOf(type, known)}Args${members(value, object.properties, known)}`;
  const entries = Object.entries(value as Arguments).map(
    ([key, member]) => `${JSON.stringify(key)}: ${text(member, type?.additionalProperties, known)}`,
  );
  return `${collection(type?.additionalProperties, "Map", known)}${block(entries)}`;
}

/** The type of a list or a map, by that of its members. */
function collection(of: TypeSpec | undefined, kind: "Array" | "Map", known: Known): string {
  const name = nameOf(of, known);
  if (name !== "") return `rekognition.${name}${kind}`;
  return of?.type === "string" ? `pulumi.String${kind}` : `pulumi.${kind}`;
}

/** What Go calls a type: what a resource's own types are called there is taken. */
function nameOf(type: TypeSpec | undefined, { inputs }: Known): string {
  const name = nameIn(type) ?? "";
  return inputs.has(name.replace(/(?:In|Out)put$/, "")) ? `${name}Type` : name;
}

function membersOf(of: string, args: Arguments, known: Known): string {
  return members(args, known.inputs.get(of) ?? {}, known);
}

function members(args: object, specs: Readonly<Record<string, PropertySpec>>, known: Known): string {
  return block(
    Object.entries(args as Arguments).map(
      ([name, value]) => `${capitalized(name)}: ${text(value, specs[name], known)}`,
    ),
  );
}

/** Braces around parts with a line each. */
function block(parts: readonly string[]): string {
  const lines = parts.map((part) => `\t${part.replaceAll("\n", "\n\t")},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}}`;
}

function refersTo({ args, provider }: Made, variable: string): boolean {
  const within = (value: Value): boolean => {
    if (value instanceof Reference) return value.path[0] === variable;
    return typeof value === "object" && Object.values(value).some((member) => within(member));
  };
  return provider === variable || within(args);
}
