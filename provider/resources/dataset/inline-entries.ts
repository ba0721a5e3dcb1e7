import { type EntryLine, readEntryLine } from "./entry-line.js";

/** The lines of inline entries, numbered from 1; what is none is left to the check of each entry. */
export function linesOfEntries(entries: unknown): EntryLine[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) => {
    const read = readEntryLine(lineOfEntry(entry), index + 1);
    return typeof read === "string" ? [] : [read];
  });
}

/**
 * An entry as the one line that AWS takes. In JSON that is written over several lines, line ends stand between words only, so
 * a space says the same; a byte order mark is no part of it.
 */
export function lineOfEntry(entry: unknown): string {
  return typeof entry === "string" ? entry.replace(/^\ufeff/, "").replace(/[\r\n]+/g, " ") : JSON.stringify(entry);
}
