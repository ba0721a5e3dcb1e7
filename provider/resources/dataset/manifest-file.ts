import { type Hash, createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { RekognitionError } from "../../base/errors.js";
import { unreadableFile } from "../../lifecycle/local-file.js";
import type { EntryLine } from "./entry-line.js";
import { ManifestJudge } from "./manifest-judge.js";
import { type TextLine, textLines } from "./text-lines.js";

/**
 * The entries of a manifest file, one at a time. Blank lines count but are no entries; a line that AWS would leave out
 * without a word is an error that names it, and so is a file that AWS would refuse, or one without entries.
 */
export async function* manifestEntries(path: string, hash?: Hash): AsyncGenerator<EntryLine, void, undefined> {
  const judge = new ManifestJudge(`manifest file ${path}`);
  for await (const line of fileLines(path, judge)) {
    if (line.text !== undefined) hash?.update(line.text).update("\n");
    if (line.text?.trim() === "") continue;
    const entry = judge.take(line);
    if ("leftOut" in entry) throw judge.refusal(entry.leftOut);
    yield entry;
  }
  judge.assertUsable();
}

/** SHA-256 of a manifest file's lines, whatever ends them; every line is looked at on the way. */
export async function hashManifest(path: string): Promise<string> {
  const hash = createHash("sha256");
  const entries = manifestEntries(path, hash);
  while ((await entries.next()).done !== true);
  return hash.digest("hex");
}

async function* fileLines(path: string, judge: ManifestJudge): AsyncGenerator<TextLine, void, undefined> {
  const bytes = createReadStream(path);
  try {
    // A byte order mark is no part of the text, so that the file's lines can be sent as they are.
    yield* textLines(bytes, (what) => judge.refusal(what));
  } catch (error) {
    if (error instanceof RekognitionError) throw error;
    throw unreadableFile(`manifest file ${path}`, error);
  } finally {
    bytes.destroy();
  }
}
