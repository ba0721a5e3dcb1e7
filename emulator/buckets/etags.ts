import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { BucketObject } from "../media/buckets.js";

/** Larger files are not read for it: their ETag looks like that of an upload in parts, which is no MD5 either. */
const MAX_HASHED_BYTES = 8 * 1024 ** 2;
const MAX_REMEMBERED = 100_000;

/** The ETags of files that were put into folders by somebody else: the MD5 of what is in them. */
export class Etags {
  readonly #known = new Map<string, string>();

  /** Without quotes. */
  of({ facts, path, sizeBytes, modifiedMs }: BucketObject): string {
    if (facts !== undefined) return facts.etag;
    const state = `${path}\0${sizeBytes}\0${modifiedMs}`;
    const known = this.#known.get(state);
    if (known !== undefined) return known;
    const isLarge = sizeBytes > MAX_HASHED_BYTES;
    const digest = createHash("md5")
      .update(isLarge ? state : readFileSync(path))
      .digest("hex");
    const etag = isLarge ? `${digest}-1` : digest;
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(state, etag);
    return etag;
  }
}
