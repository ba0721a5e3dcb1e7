import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { CHARACTERS } from "./characters.js";

/** What a pattern is made of, as far as the service's patterns go. */
export type Part =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "class"; readonly inside: readonly string[]; readonly outside: readonly string[] }
  | { readonly kind: "repeat"; readonly part: Part; readonly min: number; readonly max: number }
  | { readonly kind: "sequence"; readonly parts: readonly Part[] }
  | { readonly kind: "choice"; readonly branches: readonly Part[] }
  /** What must not follow; takes no room itself. */
  | { readonly kind: "never"; readonly part: Part };

/** The service matches the whole value, anchors or not. Property escapes need the `u` flag, which other patterns forbid. */
export function wholeValue(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, flagsOf(pattern));
}

/** A pattern in parts. */
export function parsePattern(pattern: string): Part {
  const unicode = flagsOf(pattern) === "u";
  const parsed = new RegExpParser().parsePattern(pattern, 0, pattern.length, { unicode, unicodeSets: false });
  return alternatives(parsed.alternatives, flagsOf(pattern));
}

function flagsOf(pattern: string): string {
  return pattern.includes("\\p{") ? "u" : "";
}

function alternatives(list: readonly AST.Alternative[], flags: string): Part {
  const branches = list.map(({ elements }): Part => ({
    kind: "sequence",
    parts: joined(elements.flatMap((element) => partsOf(element, flags))),
  }));
  const [only] = branches;
  return branches.length === 1 && only !== undefined ? only : { kind: "choice", branches };
}

/** Characters in a row are one word. */
function joined(parts: readonly Part[]): Part[] {
  return parts.reduce<Part[]>((row, part) => {
    const last = row.at(-1);
    if (last?.kind !== "literal" || part.kind !== "literal") return [...row, part];
    return [...row.slice(0, -1), { kind: "literal", text: last.text + part.text }];
  }, []);
}

function partsOf(element: AST.Element, flags: string): Part[] {
  switch (element.type) {
    case "Character":
      return [{ kind: "literal", text: String.fromCodePoint(element.value) }];
    case "CharacterClass":
    case "CharacterSet":
      return [characterClass(element.raw, flags)];
    case "Group":
    case "CapturingGroup":
      return [alternatives(element.alternatives, flags)];
    case "Quantifier":
      return partsOf(element.element, flags).map((part) => ({
        kind: "repeat",
        part,
        min: element.min,
        max: element.max,
      }));
    case "Assertion":
      if (element.kind === "start" || element.kind === "end") return [];
      if (element.kind === "lookahead" && element.negate) {
        return [{ kind: "never", part: alternatives(element.alternatives, flags) }];
      }
      break;
    default:
  }
  throw new Error(`texts cannot be made of ${element.type} ${element.raw} yet`);
}

function characterClass(raw: string, flags: string): Part {
  const expression = new RegExp(`^${raw}$`, flags);
  const inside = CHARACTERS.filter((character) => expression.test(character));
  return { kind: "class", inside, outside: CHARACTERS.filter((character) => !expression.test(character)) };
}
