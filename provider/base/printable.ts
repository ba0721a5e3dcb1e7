/** Ends of lines and tabs, however many: what was said in lines is said in one. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** What a terminal obeys instead of showing it: control characters, and marks that turn the direction of writing. */
const OBEYED = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The text on one line, without anything that a terminal would act upon: names and what a service says come from elsewhere,
 * and must not recolor, overwrite or imitate what the CLI prints.
 */
export function printable(text: string): string {
  return text.replace(BREAKS, " ").replace(OBEYED, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A plain value with every text in it printable, keys included: what the service said, where it is kept or handed on. */
export function printableTexts(value: unknown): unknown {
  if (typeof value === "string") return printable(value);
  if (Array.isArray(value)) return value.map(printableTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [printable(key), printableTexts(member)]));
}
