import type { Buckets } from "./buckets.js";
import { digestOf } from "../digest.js";
import { nearest } from "./pixels/hash.js";
import { hashPixels } from "./pixels/hasher.js";

interface Stored {
  readonly bucket: string;
  readonly key: string;
}

interface Waiting<T> {
  readonly entry: T;
  /** Read already; undefined if it is read when its turn comes. */
  readonly bytes: Buffer | undefined;
}

/** So much is read at once: these images can be deleted right after the training began. */
const READ_AT_ONCE_BYTES = 64 * 1024 ** 2;
/** The others of a larger set are recognised by their bytes only, and read when they are first asked for. */
const MOST_BY_PIXELS = 5_000;

/** The images that a model was trained on. */
export class TrainingImages<T extends Stored> {
  readonly #buckets: Buckets;
  readonly #byDigest = new Map<string, T>();
  readonly #byPixels: [hash: Uint8Array, entry: T][] = [];
  readonly #learned: Promise<void>;
  #unread: readonly T[];

  constructor(buckets: Buckets, entries: readonly T[]) {
    this.#buckets = buckets;
    this.#unread = entries.slice(MOST_BY_PIXELS);
    let readBytes = 0;
    const waiting = entries.slice(0, MOST_BY_PIXELS).map((entry): Waiting<T> => {
      const bytes = readBytes < READ_AT_ONCE_BYTES ? this.#read(entry) : undefined;
      readBytes += bytes?.length ?? 0;
      return { entry, bytes };
    });
    this.#learned = this.#learn(waiting);
  }

  /** Most images are known by their bytes: nothing is decoded for them, or waited for. */
  async recall({ bytes, digest }: { readonly bytes: Buffer; readonly digest: string }): Promise<T | undefined> {
    const known = this.#byDigest.get(digest);
    if (known !== undefined) return known;
    await this.#learned;
    const unread = this.#unread;
    this.#unread = [];
    for (const entry of unread) this.#read(entry);
    const exact = this.#byDigest.get(digest);
    if (exact !== undefined || this.#byPixels.length === 0) return exact;
    const pixels = await hashPixels(bytes, digest);
    return pixels === undefined ? undefined : nearest(this.#byPixels, pixels);
  }

  #read(entry: T): Buffer | undefined {
    const bytes = this.#buckets.read(entry.bucket, entry.key);
    if (bytes !== undefined) this.#byDigest.set(digestOf(bytes), entry);
    return bytes;
  }

  /** One after the other, each forgotten when it was looked at. */
  async #learn(waiting: Waiting<T>[]): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const bytes = next.bytes ?? this.#read(next.entry);
      const hash = bytes === undefined ? undefined : await hashPixels(bytes);
      if (hash !== undefined) this.#byPixels.push([hash, next.entry]);
    }
  }
}
