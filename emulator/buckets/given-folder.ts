import { copyFileSync, lstatSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync, rmdirSync } from "node:fs";
import { statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

/** A folder that stands for a bucket. */
export interface FolderOption {
  readonly folder: string;
  /** Whether writes and deletes reach the folder; default false: they are kept apart, and the folder stays as it is. */
  readonly writable?: boolean;
}

/** A file that is an object. */
export interface FoundFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/** Why a key cannot be a file of a folder. */
export class UnwritableKey extends Error {}

/** Other versions of objects: `.versions/VERSION/KEY` in the folder. */
const VERSIONS_FOLDER = ".versions";

/** Whether the key, as a path, means exactly one file below its folder. */
function isPlain(key: string): boolean {
  const isClean = !key.includes("\0") && (sep === "/" || !/[\\:]/.test(key));
  return isClean && key.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function found<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    // Missing, a name that no file system takes, or links in a circle.
    return undefined;
  }
}

/** A folder of the user's that stands for a bucket: its files are the objects, and nothing outside of it is one. */
export class GivenFolder {
  readonly #folder: string;
  readonly isWritable: boolean;

  constructor(folder: string, isWritable = false) {
    this.#folder = resolve(folder);
    this.isWritable = isWritable;
  }

  /** @param version default: the current one */
  find(key: string, version?: string): FoundFile | undefined {
    if (!isPlain(key)) return undefined;
    if (version !== undefined && (!isPlain(version) || version.includes("/"))) return undefined;
    const path = join(this.#base(version), key);
    const real = found(() => realpathSync.native(path));
    if (real === undefined || !this.#holds(real)) return undefined;
    const stats = found(() => statSync(real));
    if (stats?.isFile() !== true) return undefined;
    return { path, sizeBytes: stats.size, modifiedMs: stats.mtimeMs };
  }

  /** The versions besides the current one, the newest first. */
  otherVersions(key: string): (FoundFile & { readonly version: string })[] {
    return this.#versions()
      .flatMap((version) => {
        const file = this.find(key, version);
        return file === undefined ? [] : [{ ...file, version }];
      })
      .sort((one, other) => other.modifiedMs - one.modifiedMs);
  }

  /**
   * The keys that begin with `prefix`, in no order.
   * @param after how far a listing came: folders that lie wholly before it are not entered
   */
  keys(prefix = "", after = ""): string[] {
    return this.#walk(this.#folder, prefix, after).filter((key) => !key.startsWith(`${VERSIONS_FOLDER}/`));
  }

  /** The keys with other versions. */
  versionKeys(prefix = ""): string[] {
    return this.#versions().flatMap((version) => this.#walk(this.#base(version), prefix, ""));
  }

  /** Moves a file here, as this key. */
  write(key: string, from: string): FoundFile {
    const path = this.#writable(key);
    const folder = dirname(path);
    const refuse = (): never => {
      throw new UnwritableKey("The folder of this bucket cannot hold a file of this name beside the files it has.");
    };
    if (found(() => mkdirSync(folder, { recursive: true })) === undefined && !isFolder(folder)) return refuse();
    if (isFolder(path)) return refuse();
    try {
      renameSync(from, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EXDEV") return refuse();
      // Beside its place first, so that nobody sees half a file.
      const beside = join(folder, `.${from.split(sep).at(-1) ?? ""}`);
      copyFileSync(from, beside);
      renameSync(beside, path);
      rmSync(from);
    }
    return this.find(key) ?? refuse();
  }

  /** Removes the file, and the folders that it leaves empty: S3 has none. */
  remove(key: string): void {
    if (this.find(key) === undefined) return;
    let path = this.#writable(key);
    rmSync(path);
    do path = dirname(path);
    while (path !== this.#folder && found(() => (rmdirSync(path), true)) === true);
  }

  #base(version: string | undefined): string {
    return version === undefined ? this.#folder : join(this.#folder, VERSIONS_FOLDER, version);
  }

  #holds(real: string): boolean {
    const root = found(() => realpathSync.native(this.#folder));
    return root !== undefined && real.startsWith(root.endsWith(sep) ? root : root + sep);
  }

  #versions(): string[] {
    return found(() => readdirSync(join(this.#folder, VERSIONS_FOLDER))) ?? [];
  }

  /** Where the key is to be written: not through a link, wherever it leads. */
  #writable(key: string): string {
    if (!isPlain(key) || key.startsWith(`${VERSIONS_FOLDER}/`)) {
      throw new UnwritableKey("The folder of this bucket cannot hold this key: as a path it would be another one.");
    }
    let path = this.#folder;
    for (const part of key.split("/")) {
      path = join(path, part);
      if (found(() => lstatSync(path))?.isSymbolicLink() === true) {
        throw new UnwritableKey("The folder of this bucket has a symbolic link there, which is not followed.");
      }
    }
    return path;
  }

  #walk(base: string, prefix: string, after: string): string[] {
    const keys: string[] = [];
    const visit = (key: string, above: readonly string[]): void => {
      const folder = join(base, key);
      const real = found(() => realpathSync.native(folder));
      if (real === undefined || above.includes(real)) return;
      for (const entry of found(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
        const child = key + entry.name;
        const isLink = entry.isSymbolicLink();
        if (isLink && !this.#leadsInside(join(folder, entry.name))) continue;
        if (entry.isDirectory() || (isLink && isFolder(join(folder, entry.name)))) {
          const inside = `${child}/`;
          const mayMatch = inside.startsWith(prefix) || prefix.startsWith(inside);
          if (mayMatch && (inside > after || after.startsWith(inside))) visit(inside, [...above, real]);
        } else if (child.startsWith(prefix) && (entry.isFile() || isLink)) keys.push(child);
      }
    };
    visit("", []);
    return keys;
  }

  #leadsInside(path: string): boolean {
    const real = found(() => realpathSync.native(path));
    return real !== undefined && this.#holds(real);
  }
}

const isFolder = (path: string): boolean => found(() => statSync(path))?.isDirectory() === true;
