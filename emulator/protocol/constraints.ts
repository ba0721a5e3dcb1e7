import type { Shape } from "./service-model.js";

/** One rule on a scalar, a list's or a map's size: whether a value breaks it, and what the service then says. */
export interface Constraint {
  readonly text: string;
  readonly holds: (value: unknown) => boolean;
}

function sizeOf(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (Buffer.isBuffer(value)) return value.length;
  return Object.keys(value as object).length;
}

/** AWS matches the whole value, whether or not the pattern has anchors. */
function wholeMatch(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, pattern.includes("\\p{") ? "u" : "");
}

/** The rules of a shape in the order the service lists them. */
export function constraintsOf(shape: Shape): readonly Constraint[] {
  const { min, max, pattern } = shape;
  const constraints: Constraint[] = [];
  const isNumber = shape.type === "integer" || shape.type === "long" || shape.type === "float";
  const noun = isNumber ? "value" : "length";
  const measure = isNumber ? (value: unknown) => value as number : sizeOf;
  if (max !== undefined) {
    constraints.push({
      text: `Member must have ${noun} less than or equal to ${max}`,
      holds: (value) => measure(value) <= max,
    });
  }
  if (min !== undefined) {
    constraints.push({
      text: `Member must have ${noun} greater than or equal to ${min}`,
      holds: (value) => measure(value) >= min,
    });
  }
  if (pattern !== undefined) {
    const expression = wholeMatch(pattern);
    constraints.push({
      text: `Member must satisfy regular expression pattern: ${pattern}`,
      holds: (value) => expression.test(value as string),
    });
  }
  if (shape.enum !== undefined) {
    const allowed = new Set<unknown>(shape.enum);
    constraints.push({
      text: `Member must satisfy enum value set: [${shape.enum.join(", ")}]`,
      holds: (value) => allowed.has(value),
    });
  }
  return constraints;
}
