import { distance } from "fastest-levenshtein";

/** So much of a word may be written otherwise, and the word still be meant. */
const MISSPELT_SHARE = 0.3;

/** The one of the known words that a misspelt one stands for; undefined where none is near. Case and signs do not count. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const written = plain(word);
  let closest: { candidate: string; edits: number } | undefined;
  for (const candidate of known) {
    const length = Math.max(written.length, plain(candidate).length);
    const edits = distance(written, plain(candidate));
    const isNear = edits <= Math.max(1, Math.round(length * MISSPELT_SHARE));
    if (isNear && edits < (closest?.edits ?? Infinity)) closest = { candidate, edits };
  }
  return closest?.candidate;
}

function plain(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z\d]/g, "");
}
