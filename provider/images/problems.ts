import { RekognitionError } from "../base/errors.js";

const MAX_SHOWN = 10;

/** What is wrong with a set of images: the first of it together, so that one run shows more than one thing to correct. */
export class Problems {
  readonly #subject: string;
  readonly #shown: string[] = [];
  #count = 0;

  /** @param subject as in `images in photos` */
  constructor(subject: string) {
    this.#subject = subject;
  }

  /** @param place file and line, or the element's path in a file of JSON */
  add(place: string, what: string): void {
    this.#count += 1;
    if (this.#shown.length < MAX_SHOWN) this.#shown.push(`${place} ${what}`);
  }

  /** Ends with an error that tells of all of them. */
  assertNone(): void {
    if (this.#count === 0) return;
    const more = this.#count - this.#shown.length;
    const list = more === 0 ? this.#shown : [...this.#shown, `and ${String(more)} more`];
    throw new RekognitionError("ImagesUnusable", `${this.#subject}: ${list.join("; ")}`);
  }
}

/** The first of many names, for a message. */
export function firstOf(names: readonly string[], shown = 3): string {
  return names.length > shown ? `${names.slice(0, shown).join(", ")}, …` : names.join(", ");
}
