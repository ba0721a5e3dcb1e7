import type * as z from "zod";
import type { CrossFieldRule, InputField } from "../../../provider/schema/definition.js";
import { type Schema, describe } from "../json-schema.js";
import { limitsText, typeText } from "./input-types.js";
import { code, page, table } from "./markdown.js";

/** Named shapes that a page refers to, in the order in which it does. */
export type Shapes = Map<string, Schema>;

interface Described {
  readonly schema: z.ZodType;
  readonly doc: string;
}

/** A table of inputs, with what a change of each asks for. */
export function inputsTable(inputs: Readonly<Record<string, InputField>>, shapes: Shapes): string {
  const given = Object.entries(inputs).filter(([, field]) => field.derived !== true);
  const rows = given.map(([name, field]) => {
    const [type, limits] = typeAndLimits(field, shapes);
    return [nameCell(name, field.required), type, limits, changeText(field), field.doc];
  });
  return table(["input", "type", "limits", "a change", "meaning"], rows);
}

/** A table of a function's arguments. */
export function argumentsTable(
  inputs: Readonly<Record<string, Described & { readonly required: boolean }>>,
  shapes: Shapes,
): string {
  const rows = Object.entries(inputs).map(([name, field]) => {
    return [nameCell(name, field.required), ...typeAndLimits(field, shapes), field.doc];
  });
  return table(["argument", "type", "limits", "meaning"], rows);
}

/** A table of what is documented, such as outputs, after some rows that are there already. */
export function outputsTable(
  what: string,
  outputs: Readonly<Record<string, Described>>,
  shapes: Shapes,
  first: readonly (readonly string[])[] = [],
): string {
  const rows = Object.entries(outputs).map(([name, field]) => {
    const [type] = typeAndLimits(field, shapes);
    return [code(name), type, field.doc];
  });
  return table([what, "type", "meaning"], [...first, ...rows]);
}

/** The tables of the shapes that a page refers to. */
export function shapeSections(shapes: Shapes): string {
  return page(...[...shapes].map(([name, shape]) => shapeSection(name, shape))).trimEnd();
}

/** Rules over several inputs, each with AWS's page. */
export function ruleList(rules: readonly CrossFieldRule[]): string {
  return rules
    .map((rule) => {
      const others = rule.fields.filter((field) => field !== rule.property).map((field) => code(field));
      const looksAt = others.length === 0 ? "" : ` Looks at ${others.join(", ")} too.`;
      return `- ${code(rule.property)} ${rule.reason} ([AWS](${rule.page})).${looksAt}`;
    })
    .join("\n");
}

function shapeSection(name: string, shape: Schema): string {
  const rows = Object.entries(shape.properties ?? {}).map(([field, schema]) => [
    nameCell(field, shape.required?.includes(field) === true),
    typeText(schema),
    limitsText(schema),
    schema.description ?? "",
  ]);
  const head = ["field", "type", "limits", "meaning"];
  return page(`### ${name}`, shape.description, rows.length === 0 ? undefined : table(head, rows)).trimEnd();
}

function typeAndLimits({ schema }: Pick<Described, "schema">, shapes: Shapes): [string, string] {
  const described = describe(schema);
  for (const [name, shape] of described.shapes) shapes.set(name, shape);
  return [typeText(described.schema), limitsText(described.schema)];
}

function nameCell(name: string, required: boolean): string {
  return required ? `**${code(name)}** (required)` : code(name);
}

function changeText({ onChange }: InputField): string {
  // One that takes no values answers the same whatever they are.
  const change = typeof onChange === "function" && onChange.length === 0 ? onChange({}, {}) : onChange;
  return typeof change === "function" ? "depends on the values" : CHANGES[change];
}

const CHANGES = {
  replace: "replaces",
  update: "in place",
  local: "recorded only",
  ignore: "at the next replacement",
  create: "no difference",
};
