const MAX_CHARACTERS = 120;

/**
 * Everything but letters, marks, digits, punctuation, symbols and the plain space: it could move a terminal's cursor, or turn
 * around what is read after it.
 */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/** A text of one line, with everything in it to be seen. */
export const visible = (line: string): string => line.replaceAll(UNPRINTABLE, escaped);

/** A text that came from outside, in one line and without anything that a terminal acts on. */
export function printable(text: string, maxCharacters = MAX_CHARACTERS): string {
  const shown = visible(text.slice(0, maxCharacters));
  return text.length > maxCharacters ? `${shown}…` : shown;
}
