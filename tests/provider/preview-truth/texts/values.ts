import type { Shape } from "../../../../emulator/protocol/service-model.js";
import { type Bound, isNumeric } from "../bounds.js";
import { CHARACTERS } from "./characters.js";
import { type Draw, oneOf } from "./draw.js";
import { PatternTexts } from "./pattern-texts.js";

/** Longest text that turns up where nothing asks for its length. */
const CASUAL_LENGTH = 20;
/** Boundaries longer than this turn up seldom by themselves: they slow everything down. */
const LONG = 400;

const texts = new Map<string, PatternTexts>();

function textsOf(pattern: string): PatternTexts {
  const made = texts.get(pattern) ?? new PatternTexts(pattern);
  texts.set(pattern, made);
  return made;
}

/** A scalar that the model allows, on a boundary more often than chance would have it. */
export function validScalar(shape: Shape, draw: Draw): unknown {
  if (shape.type === "boolean") return draw(2) === 0;
  if (isNumeric(shape)) return validNumber(shape, draw);
  if (shape.enum !== undefined) return oneOf(draw, shape.enum);
  const least = shape.min ?? 0;
  const most = shape.max ?? Infinity;
  if (draw(12) === 0) return textOf(shape, least, draw);
  if (draw(most > LONG ? 60 : 12) === 0 && Number.isFinite(most)) return textOf(shape, most, draw);
  return textOf(shape, Math.min(most, least + draw(CASUAL_LENGTH)), draw);
}

/** How many ways there are to miss a shape's pattern by one step. */
export function flawsIn({ pattern }: Shape): number {
  return pattern === undefined ? 0 : textsOf(pattern).flaws;
}

/**
 * A scalar on one bound of its shape.
 * @param flaw which way to miss the pattern; left out: any
 */
export function scalarOn(bound: Bound, shape: Shape, draw: Draw, flaw?: number): unknown {
  if (bound.startsWith("= ")) return bound.slice(2);
  if (bound === "not in enum") return nearMember(oneOf(draw, shape.enum ?? [""]), draw);
  if (bound === "pattern") return textOf(shape, casualLength(shape, draw), draw);
  if (bound === "not pattern") return missingText(shape, draw, flaw);
  const limit = (bound.startsWith("min") ? shape.min : shape.max) ?? 0;
  if (isNumeric(shape)) return numberOn(bound, limit, shape, draw);
  const size = sizeOn(bound, shape);
  const text = textOf(shape, size, draw);
  return text.length === size ? text : plainText(size, draw);
}

/** The size that a bound asks of a text, list or map. */
export function sizeOn(bound: Bound, { min = 0, max = 0 }: Shape): number {
  return { "min-1": min - 1, min, max, "max+1": max + 1 }[bound as "min"];
}

function numberOn(bound: Bound, limit: number, shape: Shape, draw: Draw): number {
  const step = shape.type === "float" ? oneOf(draw, [1, 0.5, 0.01]) : 1;
  if (bound === "min-1") return limit - step;
  return bound === "max+1" ? limit + step : limit;
}

function validNumber({ type, min, max }: Shape, draw: Draw): number {
  if (type !== "float") return (min ?? 0) + oneOf(draw, [0, 0, 1, 2, 4]);
  const [least, most] = [min ?? 0, max ?? 1];
  return oneOf(draw, [least, most, least + ((most - least) * draw(1001)) / 1000, most / 2]);
}

function casualLength({ min = 0, max = Infinity }: Shape, draw: Draw): number {
  return Math.min(max, min + draw(CASUAL_LENGTH));
}

/** A text of a length, or of what its pattern needs at least. */
function textOf(shape: Shape, length: number, draw: Draw): string {
  return shape.pattern === undefined ? plainText(length, draw) : textsOf(shape.pattern).matching(draw, length);
}

function missingText(shape: Shape, draw: Draw, flaw: number | undefined): string {
  return textsOf(shape.pattern ?? "").missing(draw, Math.max(2, casualLength(shape, draw)), flaw);
}

function plainText(length: number, draw: Draw): string {
  const some = Array.from({ length: Math.min(length, CASUAL_LENGTH) }, () => oneOf(draw, CHARACTERS)).join("");
  return some.repeat(Math.ceil(length / CASUAL_LENGTH)).slice(0, length);
}

function nearMember(member: string, draw: Draw): string {
  return oneOf(draw, [member.toLowerCase(), `${member}S`, member.slice(0, -1), `${member} `, "", "NONE"]);
}
