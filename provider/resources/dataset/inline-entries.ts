import { type EntryLine, readEntryLine } from "./entry-line.js";

/** The lines of inline entries, numbered from 1; what is none is left to the check of each entry. */
export function linesOfEntries(entries: unknown): EntryLine[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) => {
    const read = readEntryLine(typeof entry === "string" ? entry : JSON.stringify(entry), index + 1);
    return typeof read === "string" ? [] : [read];
  });
}
