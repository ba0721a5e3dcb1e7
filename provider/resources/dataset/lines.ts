import { RekognitionError } from "../../base/errors.js";
import { isChangedOutside } from "./content-hash.js";
import type { Inputs } from "./dataset.js";
import { type EntryLine, linesOfEntries } from "./entry-line.js";
import { hashManifest, manifestEntries } from "./manifest-file.js";

/** Entries that are sent line by line; each call starts over, so that they are never all held. */
export type Lines = () => AsyncIterable<EntryLine>;

/** The lines of a file or of inline entries; undefined where AWS itself fills the dataset. */
export function linesOf(inputs: Inputs): Lines | undefined {
  const { manifestFile, entries } = inputs;
  if (manifestFile !== undefined) return () => manifestEntries(manifestFile);
  return entries === undefined ? undefined : () => inTurn(linesOfEntries(entries));
}

/** Looks at every line; one that is no entry is an error, and so is a file that AWS would refuse. */
export async function assertLinesUsable(lines: Lines): Promise<void> {
  const entries = lines()[Symbol.asyncIterator]();
  while ((await entries.next()).done !== true);
}

/** Fails, before anything is called, where the manifest file is not the one that preview and program saw. */
export async function assertFileIsPlanned({ manifestFile, contentHash }: Inputs): Promise<void> {
  // Where changes of the contents are ignored, the file is not what is planned with.
  if (manifestFile === undefined || isChangedOutside(contentHash) || (await hashManifest(manifestFile)) === contentHash)
    return;
  throw new RekognitionError("ManifestChanged", `manifest file ${manifestFile} was changed after the program read it`);
}

// eslint-disable-next-line @typescript-eslint/require-await -- the same form as a file, which is read as it is asked for
async function* inTurn(lines: readonly EntryLine[]): AsyncGenerator<EntryLine, void, undefined> {
  yield* lines;
}
