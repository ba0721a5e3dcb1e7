import type { Shape } from "../../../emulator/protocol/service-model.js";
import { type Site } from "./model-sites.js";
import { wholeValue } from "./texts/pattern-syntax.js";

/** One side of one limit of a place: `max` is the last value inside, `max+1` the first outside. */
export type Bound =
  "missing" | "min-1" | "min" | "max" | "max+1" | "pattern" | "not pattern" | "not in enum" | `= ${string}`;

/** The bounds of a place that a value can be on. */
export function boundsOf({ shape, required }: Pick<Site, "shape" | "required">): Bound[] {
  const bounds: Bound[] = required ? ["missing"] : [];
  // Nothing is shorter than empty.
  if (shape.min !== undefined && (isNumeric(shape) || shape.min > 0)) bounds.push("min-1");
  if (shape.min !== undefined) bounds.push("min");
  if (shape.max !== undefined) bounds.push("max", "max+1");
  if (shape.pattern !== undefined) bounds.push("pattern", "not pattern");
  if (shape.enum !== undefined) bounds.push(...shape.enum.map((member): Bound => `= ${member}`), "not in enum");
  return bounds;
}

/** Whether the service takes a value on this bound of a place, nothing else being wrong. */
export function isOutside(bound: Bound): boolean {
  return ["missing", "min-1", "max+1", "not pattern", "not in enum"].includes(bound);
}

/** Numbers have a value, everything else a size. */
export function isNumeric(shape: Shape): boolean {
  return shape.type === "integer" || shape.type === "long" || shape.type === "float";
}

/** The bounds that a value is on, whatever it was made for. */
export function boundsHit({ shape }: Pick<Site, "shape">, value: unknown): Bound[] {
  if (value === undefined) return ["missing"];
  const bounds: Bound[] = [];
  const measure = isNumeric(shape) ? (value as number) : sizeOf(value);
  if (shape.min !== undefined && measure === shape.min) bounds.push("min");
  if (shape.min !== undefined && measure < shape.min && measure >= shape.min - 1) bounds.push("min-1");
  if (shape.max !== undefined && measure === shape.max) bounds.push("max");
  if (shape.max !== undefined && measure > shape.max && measure <= shape.max + 1) bounds.push("max+1");
  if (shape.pattern !== undefined) {
    bounds.push(typeof value === "string" && expressionOf(shape.pattern).test(value) ? "pattern" : "not pattern");
  }
  if (shape.enum !== undefined) {
    bounds.push(typeof value === "string" && shape.enum.includes(value) ? `= ${value}` : "not in enum");
  }
  return bounds;
}

function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 0;
}

const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? wholeValue(pattern);
  expressions.set(pattern, expression);
  return expression;
}
