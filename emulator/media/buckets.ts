import { readFileSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";

/** An object of a bucket. */
export interface BucketObject {
  readonly path: string;
  readonly sizeBytes: number;
}

/** Other versions of objects: `.versions/VERSION/KEY` in the bucket's folder. */
const VERSIONS_FOLDER = ".versions";
/** S3's name for the version of an object in a bucket without versions. */
const CURRENT_VERSION = "null";

/** Folders that stand for S3 buckets. */
export class Buckets {
  readonly #folders: ReadonlyMap<string, string>;

  /** @param folders bucket name -> folder */
  constructor(folders: Readonly<Record<string, string>>) {
    this.#folders = new Map(Object.entries(folders).map(([name, folder]) => [name, resolve(folder)]));
  }

  /** The object's bytes, or undefined if there is no such bucket or object. Keys cannot leave the bucket's folder. */
  read(bucket: string, key: string, version?: string): Buffer | undefined {
    const path = this.#path(bucket, key, version);
    return path === undefined ? undefined : readFileSync(path);
  }

  /** The object as a file, for those too large to be read at once; undefined if there is none. */
  locate(bucket: string, key: string, version?: string): BucketObject | undefined {
    const path = this.#path(bucket, key, version);
    return path === undefined ? undefined : { path, sizeBytes: statSync(path).size };
  }

  hasBucket(bucket: string): boolean {
    return this.#folders.has(bucket);
  }

  #path(bucket: string, key: string, version?: string): string | undefined {
    const bucketFolder = this.#folders.get(bucket);
    if (bucketFolder === undefined || `${key}${version ?? ""}`.includes("\0")) return undefined;
    const isCurrent = version === undefined || version === CURRENT_VERSION;
    const versions = resolve(bucketFolder, VERSIONS_FOLDER);
    const folder = isCurrent ? bucketFolder : resolve(versions, version);
    const path = resolve(folder, key);
    if (!(isCurrent || isWithin(versions, folder)) || !isWithin(folder, path)) return undefined;
    return isFile(path) ? path : undefined;
  }
}

function isWithin(folder: string, path: string): boolean {
  return path.startsWith(folder + sep);
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    // Missing, or a name that no file system takes.
    return false;
  }
}
