import { readFileSync, statSync } from "node:fs";
import { resolve, sep } from "node:path";

/** Folders that stand for S3 buckets. */
export class Buckets {
  readonly #folders: ReadonlyMap<string, string>;

  /** @param folders bucket name -> folder */
  constructor(folders: Readonly<Record<string, string>>) {
    this.#folders = new Map(Object.entries(folders).map(([name, folder]) => [name, resolve(folder)]));
  }

  /** The object's bytes, or undefined if there is no such bucket or object. Keys cannot leave the bucket's folder. */
  read(bucket: string, key: string): Buffer | undefined {
    const path = this.#path(bucket, key);
    return path === undefined ? undefined : readFileSync(path);
  }

  hasBucket(bucket: string): boolean {
    return this.#folders.has(bucket);
  }

  #path(bucket: string, key: string): string | undefined {
    const folder = this.#folders.get(bucket);
    if (folder === undefined || key.includes("\0")) return undefined;
    const path = resolve(folder, key);
    if (!path.startsWith(folder + sep)) return undefined;
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;
  }
}
