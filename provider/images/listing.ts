import type { Dirent } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { unreadableFile } from "../base/local-file.js";
import { inOrder } from "./order.js";

/** The files below a folder. Names are paths from it with "/", composed as Unicode NFC: macOS may store them decomposed. */
export interface Listing {
  /** Name to path, in the order of names. */
  readonly files: ReadonlyMap<string, string>;
  readonly folders: readonly string[];
}

/** What systems leave behind in folders, beside names that begin with a dot. */
const LEFT_BEHIND = new Set(["thumbs.db", "desktop.ini", "__macosx"]);

const isPassedOver = (name: string): boolean => name.startsWith(".") || LEFT_BEHIND.has(name.toLowerCase());

/**
 * Lists a folder with all that is below it. Hidden files and folders are passed over; links are followed.
 * @param what as in "folder photos"
 */
export async function listFolder(folder: string, what: string): Promise<Listing> {
  const files: [string, string][] = [];
  const folders: string[] = [];
  const walk = async (path: string, prefix: string, above: readonly string[]): Promise<void> => {
    for (const entry of await entriesOf(path, what)) {
      if (isPassedOver(entry.name)) continue;
      const name = `${prefix}${entry.name.normalize("NFC")}`;
      const within = join(path, entry.name);
      if (!(await isFolder(entry, within))) files.push([name, within]);
      else {
        const real = entry.isSymbolicLink() ? await realpath(within) : within;
        // A link to a folder above it has no end.
        if (above.includes(real)) continue;
        folders.push(name);
        await walk(within, `${name}/`, [...above, real]);
      }
    }
  };
  await walk(folder, "", [await realpath(folder).catch(() => folder)]);
  files.sort(([one], [other]) => inOrder(one, other));
  return { files: new Map(files), folders: folders.sort(inOrder) };
}

async function entriesOf(path: string, what: string): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true });
  } catch (error) {
    throw unreadableFile(what, error);
  }
}

/** A link that leads nowhere counts as a file, so that a set that names it is told. */
async function isFolder(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
}
