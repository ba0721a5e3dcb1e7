import { type AST, RegExpParser } from "@eslint-community/regexpp";

const ENDINGS = ["", "\u0000", "!\n"];
/** Characters to try where a pattern takes several. */
const CANDIDATES = ["a", "0", "A", "-", "_", ".", "/", ":", " ", "=", "é", "\t", "\u0000"];

/**
 * Texts that make a backtracking matcher work as long as it can: up to each repetition the shortest match, then the
 * repeated part `count` times, then something that fits nothing.
 */
export function attacksOn(pattern: RegExp, count: number): string[] {
  const { alternatives } = new RegExpParser().parsePattern(pattern.source, 0, pattern.source.length, {
    unicode: pattern.unicode,
  });
  const attacks = alternatives.flatMap((alternative) => openings(alternative.elements, pattern.flags, count));
  return [...attacks, ...CANDIDATES.map((character) => character.repeat(count))].flatMap((text) =>
    ENDINGS.map((ending) => text + ending),
  );
}

/** For each repetition in a sequence: what leads to it, and the repeated part many times. */
function openings(elements: readonly AST.Element[], flags: string, count: number): string[] {
  return elements.flatMap((element, index) => {
    const lead = elements
      .slice(0, index)
      .map((before) => shortest(before, flags))
      .join("");
    return openingsOf(element, flags, count).map((text) => lead + text);
  });
}

function openingsOf(element: AST.Element, flags: string, count: number): string[] {
  if (element.type === "Quantifier") {
    const inner = openingsOf(element.element, flags, count);
    if (element.max < 10) return inner;
    return [...samples(element.element, flags).map((sample) => sample.repeat(Math.min(count, element.max))), ...inner];
  }
  if (element.type === "Group" || element.type === "CapturingGroup") {
    return element.alternatives.flatMap((alternative) => openings(alternative.elements, flags, count));
  }
  return [];
}

/** Some matches of a part. */
function samples(element: AST.Element, flags: string): string[] {
  if (element.type === "Group" || element.type === "CapturingGroup") {
    return element.alternatives.map((alternative) => alternative.elements.map((one) => shortest(one, flags)).join(""));
  }
  if (element.type === "Assertion" || element.type === "Quantifier") return [shortest(element, flags)];
  const matcher = new RegExp(`^(?:${element.raw})$`, flags.replace(/[gy]/g, ""));
  return CANDIDATES.filter((character) => matcher.test(character));
}

function shortest(element: AST.Element, flags: string): string {
  if (element.type === "Character") return String.fromCodePoint(element.value);
  if (element.type === "Quantifier") return shortest(element.element, flags).repeat(element.min);
  if (element.type === "Assertion") return "";
  return samples(element, flags)[0] ?? "";
}
