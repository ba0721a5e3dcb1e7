import { lineAt } from "../annotation-text.js";

/** A parsed text, or why it is no JSON: its line and column, which Node tells for some mistakes only. */
export function parseJson(
  text: string,
): { readonly value: unknown } | { readonly line: number; readonly fault: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const said = messageOf(error);
    const at = placeOf(text, said);
    const line = lineAt(text, at);
    const column = at - text.lastIndexOf("\n", Math.max(at - 1, 0));
    const what = said.replace(/ \(line \d+ column \d+\)$/, "");
    return { line, fault: `column ${String(Math.max(column, 1))}, is no JSON: ${what}` };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function placeOf(text: string, said: string): number {
  const [, position] = /at position (\d+)/.exec(said) ?? [];
  if (position !== undefined) return Number(position);
  if (!said.startsWith("Unexpected token")) return text.length;
  // Every beginning that has the character in it is refused for it, and none without.
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isRefusedForToken(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function isRefusedForToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return messageOf(error).startsWith("Unexpected token");
  }
}
