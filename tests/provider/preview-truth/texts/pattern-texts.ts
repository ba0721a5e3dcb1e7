import { type Draw, oneOf } from "./draw.js";
import { type Part, parsePattern, wholeValue } from "./pattern-syntax.js";

/** One place of a pattern that a text is to break. */
interface Flaw {
  readonly part: Part;
  readonly repetitions?: number;
  /** The character that does not belong; left out: any. */
  readonly intruder?: string;
}

const TRIES = 40;

/** Texts that match a pattern, and texts that miss it by one step. */
export class PatternTexts {
  readonly expression: RegExp;
  readonly #root: Part;
  readonly #flaws: readonly Flaw[];

  constructor(pattern: string) {
    this.expression = wholeValue(pattern);
    this.#root = parsePattern(pattern);
    const flaws = flawsOf(this.#root);
    const classes = flaws.filter(({ part }) => part.kind === "class");
    // Names and the like, all of one kind of character, are where a pattern too wide goes unnoticed.
    this.#flaws = classes.length === 1 ? [...flaws, ...classes.flatMap(withEachIntruder)] : flaws;
  }

  /** A text that matches, of so many characters or as near to that as the pattern can come. */
  matching(draw: Draw, length: number): string {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const text = render(this.#root, length, draw);
      if (this.expression.test(text)) return text;
    }
    throw new Error(`no text of ${length} characters matches ${this.expression.source}`);
  }

  /** How many ways there are to miss it by one step. */
  get flaws(): number {
    return this.#flaws.length;
  }

  /**
   * A text of about so many characters that would match but for one character, one repetition, or one forbidden start.
   * @param flaw which one, or where that one does no harm (a slash more, say, where slashes may follow) any other
   */
  missing(draw: Draw, length: number, flaw?: number): string {
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const chosen = attempt < TRIES / 2 && flaw !== undefined ? this.#flaws[flaw] : oneOf(draw, this.#flaws);
      const text = render(this.#root, length, draw, chosen);
      if (!this.expression.test(text)) return text;
    }
    throw new Error(`nothing was found that ${this.expression.source} refuses`);
  }
}

/** What sloppy patterns let in. */
const SUSPECTS = [" ", "/", ":", "@", "*", ",", "é", "\n"];

function misspelled(word: string, draw: Draw): string {
  const at = draw(word.length);
  return word.slice(0, at) + oneOf(draw, ["", "?", word.slice(at, at + 1).repeat(2)]) + word.slice(at + 1);
}

function withEachIntruder({ part }: Flaw): Flaw[] {
  const outside = part.kind === "class" ? part.outside : [];
  return SUSPECTS.filter((each) => outside.includes(each)).map((intruder) => ({ part, intruder }));
}

function render(part: Part, length: number, draw: Draw, flaw?: Flaw): string {
  switch (part.kind) {
    case "literal":
      return flaw?.part === part ? misspelled(part.text, draw) : part.text;
    case "class":
      return flaw?.part === part ? (flaw.intruder ?? oneOf(draw, part.outside)) : oneOf(draw, part.inside);
    case "never":
      return flaw?.part === part ? render(part.part, 0, draw) : "";
    case "choice":
      return render(oneOf(draw, part.branches), length, draw, flaw);
    case "repeat":
      return repeated(part, length, draw, flaw);
    case "sequence":
      return sequence(part.parts, length, draw, flaw);
  }
}

/** Gives every part its least, and what is left to parts that can take it, in any order. */
function sequence(parts: readonly Part[], length: number, draw: Draw, flaw?: Flaw): string {
  const shares = parts.map(leastOf);
  let left = length - shares.reduce((sum, share) => sum + share, 0);
  const open = parts.map((_, index) => index);
  while (left > 0 && open.length > 0) {
    const [index = 0] = open.splice(draw(open.length), 1);
    const part = parts[index];
    if (part === undefined) break;
    const room = Math.min(left, mostOf(part) - leastOf(part));
    const roomOfOthers = open.reduce((sum, other) => sum + spareOf(parts[other]), 0);
    const least = Math.max(0, left - roomOfOthers);
    const extra = least >= room ? room : least + draw(room - least + 1);
    shares[index] = leastOf(part) + extra;
    left -= extra;
  }
  return parts.map((part, index) => render(part, shares[index] ?? 0, draw, flaw)).join("");
}

/** A few characters, over and over: drawing each of two thousand would take longer than the check it is for. */
const VARIETY = 24;

function repeated(part: Part & { kind: "repeat" }, length: number, draw: Draw, flaw?: Flaw): string {
  const size = Math.max(1, leastOf(part.part));
  let count = Math.min(part.max, Math.max(part.min, Math.floor(length / size)));
  if (flaw?.part === part && flaw.repetitions !== undefined) count = flaw.repetitions;
  const isFlawed = flaw !== undefined && contains(part.part, flaw.part);
  if (isFlawed) count = Math.max(1, count);
  const some = Array.from({ length: Math.min(count, VARIETY) }, () => render(part.part, size, draw));
  const all = Array.from({ length: count }, (_, index) => some[index % VARIETY] ?? "");
  if (isFlawed) all[draw(count)] = render(part.part, size, draw, flaw);
  return all.join("");
}

function flawsOf(part: Part): Flaw[] {
  switch (part.kind) {
    case "literal":
    case "never":
      return [{ part }];
    case "class":
      return part.outside.length > 0 ? [{ part }] : [];
    case "sequence":
      return part.parts.flatMap(flawsOf);
    case "choice":
      return part.branches.flatMap(flawsOf);
    case "repeat": {
      const fewer = part.min > 0 ? [{ part, repetitions: part.min - 1 }] : [];
      const more = Number.isFinite(part.max) ? [{ part, repetitions: part.max + 1 }] : [];
      return [...fewer, ...more, ...flawsOf(part.part)];
    }
  }
}

function contains(part: Part, sought: Part): boolean {
  if (part === sought) return true;
  if (part.kind === "sequence") return part.parts.some((inner) => contains(inner, sought));
  if (part.kind === "choice") return part.branches.some((inner) => contains(inner, sought));
  return part.kind === "repeat" && contains(part.part, sought);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function leastOf(part: Part): number {
  if (part.kind === "literal") return part.text.length;
  if (part.kind === "class") return 1;
  if (part.kind === "never") return 0;
  if (part.kind === "repeat") return part.min * leastOf(part.part);
  if (part.kind === "choice") return Math.min(...part.branches.map(leastOf));
  return sum(part.parts.map(leastOf));
}

function mostOf(part: Part): number {
  if (part.kind === "literal") return part.text.length;
  if (part.kind === "class") return 1;
  if (part.kind === "never") return 0;
  if (part.kind === "repeat") return part.max * mostOf(part.part);
  if (part.kind === "choice") return Math.max(...part.branches.map(mostOf));
  return sum(part.parts.map(mostOf));
}

function spareOf(part: Part | undefined): number {
  return part === undefined ? 0 : mostOf(part) - leastOf(part);
}
