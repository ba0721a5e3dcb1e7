import { type Hash, createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { RekognitionError } from "../../lifecycle/errors.js";
import { type EntryLine, readEntryLine } from "./entry-line.js";

/**
 * The entries of a manifest file, one at a time. Blank lines count but are no entries; a line that AWS would leave out
 * without a word, or a second one for an image, is an error that names it.
 */
export async function* manifestEntries(path: string, hash?: Hash): AsyncGenerator<EntryLine, void, undefined> {
  const seen = new Map<string, number>();
  let number = 0;
  for await (const text of textLines(path)) {
    number += 1;
    hash?.update(text).update("\n");
    if (text.trim() === "") continue;
    const entry = readEntryLine(text, number);
    if (typeof entry === "string") throw unusable(path, `line ${String(number)} ${entry}`);
    const before = seen.get(entry.sourceRef);
    if (before !== undefined) {
      throw unusable(path, `lines ${String(before)} and ${String(number)} are both for ${entry.sourceRef}`);
    }
    seen.set(entry.sourceRef, number);
    yield entry;
  }
}

/** SHA-256 of a manifest file's lines, whatever ends them; every line is looked at on the way. */
export async function hashManifest(path: string): Promise<string> {
  const hash = createHash("sha256");
  const entries = manifestEntries(path, hash);
  while ((await entries.next()).done !== true);
  return hash.digest("hex");
}

async function* textLines(path: string): AsyncGenerator<string, void, undefined> {
  const stream = createReadStream(path);
  let failure: unknown;
  // Depending on its moment, a failure of the file ends the lines with it or in silence.
  stream.once("error", (error) => {
    failure = error;
  });
  try {
    yield* createInterface({ input: stream, crlfDelay: Infinity });
  } catch (error) {
    failure ??= error;
  } finally {
    stream.destroy();
  }
  if (failure !== undefined) throw unusable(path, failure instanceof Error ? failure.message : "cannot be read");
}

function unusable(path: string, what: string): RekognitionError {
  return new RekognitionError("ManifestUnusable", `manifest file ${path}: ${what}`);
}
