import { type Schema, nameOf } from "../json-schema.js";
import { code } from "./markdown.js";

/** What a value looks like, as a reader would say it. Named shapes are links within the page. */
export function typeText(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.enum !== undefined) return schema.enum.map((value) => code(JSON.stringify(value))).join(" or ");
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.anyOf !== undefined) return schema.anyOf.map(typeText).join(" or ");
  switch (schema.type) {
    case "array":
      return `list of ${typeText(schema.items ?? {})}`;
    case "object":
      return typeof schema.additionalProperties === "object"
        ? `map of ${typeText(schema.additionalProperties)}`
        : "object";
    case "integer":
      return "whole number";
    default:
      return schema.type ?? schema.typescript ?? "any value";
  }
}

/** The limits that are checked at preview; empty where there are none. */
export function limitsText(schema: Schema): string {
  const parts = [
    counted(schema.minLength, schema.maxLength, "character", "characters"),
    counted(schema.minItems, schema.maxItems, "entry", "entries"),
    numbers(schema),
    ...patternsOf(schema).map((pattern) => code(pattern)),
  ];
  const own = parts.filter((part) => part !== undefined).join("; ");
  const inner = [
    schema.items === undefined ? "" : within("each", limitsText(schema.items)),
    typeof schema.additionalProperties === "object" ? within("values", limitsText(schema.additionalProperties)) : "",
    schema.propertyNames === undefined ? "" : within("keys", limitsText(schema.propertyNames)),
  ];
  return [own, ...inner].filter((part) => part !== "").join("; ");
}

function within(what: string, limits: string): string {
  return limits === "" ? "" : `${what}: ${limits}`;
}

function patternsOf(schema: Schema): string[] {
  const own = schema.pattern === undefined ? [] : [schema.pattern];
  return [...own, ...(schema.allOf ?? []).flatMap(patternsOf)];
}

function counted(least: number | undefined, most: number | undefined, unit: string, units: string): string | undefined {
  // That there are at least 0 goes without saying.
  const said = bounds(least === 0 ? undefined : least, most);
  return said === undefined ? undefined : `${said} ${/^at \w+ 1$/.test(said) ? unit : units}`;
}

function numbers({ minimum, maximum, type }: Schema): string | undefined {
  // An integer's own bounds are those of a JavaScript number, which limit nothing.
  const least = type === "integer" && minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  const most = type === "integer" && maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  return bounds(least, most);
}

function bounds(least: number | undefined, most: number | undefined): string | undefined {
  if (most === undefined) return least === undefined ? undefined : `at least ${number(least)}`;
  return least === undefined ? `at most ${number(most)}` : `${number(least)} to ${number(most)}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
