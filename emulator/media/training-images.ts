import type { Buckets } from "./buckets.js";
import { digestOf } from "../digest.js";
import { nearest } from "./pixels/hash.js";
import { hashPixels } from "./pixels/hasher.js";

interface Stored {
  readonly bucket: string;
  readonly key: string;
}

/** What an image is known by, whatever becomes of it. */
export interface LearnedImage {
  /** Of its bytes. */
  readonly digest: string;
  /** Undefined while they were not looked at, and of an image that has nothing to be recognised by. */
  readonly pixels: Uint8Array | undefined;
}

interface Waiting {
  readonly index: number;
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
  readonly #entries: readonly T[];
  readonly #byDigest = new Map<string, T>();
  readonly #byPixels: [hash: Uint8Array, entry: T][] = [];
  readonly #learned: Promise<void>;
  readonly #images: (LearnedImage | undefined)[];
  #unread: readonly number[];
  #revision = 0;

  /** @param known what an earlier process learned, entry by entry: these images are not looked at again */
  constructor(buckets: Buckets, entries: readonly T[], known: readonly (LearnedImage | undefined)[]) {
    this.#buckets = buckets;
    this.#entries = entries;
    this.#images = entries.map((_, index) => known[index]);
    for (const [index, image] of this.#images.entries()) if (image !== undefined) this.#know(index, image);
    const unknown = [...entries.keys()].filter((index) => this.#images[index]?.pixels === undefined);
    this.#unread = unknown.filter((index) => index >= MOST_BY_PIXELS);
    let readBytes = 0;
    const waiting = unknown
      .filter((index) => index < MOST_BY_PIXELS)
      .map((index): Waiting => {
        const bytes = readBytes < READ_AT_ONCE_BYTES ? this.#read(index) : undefined;
        readBytes += bytes?.length ?? 0;
        return { index, bytes };
      });
    this.#learned = this.#learn(waiting);
  }

  /** What is known of the images so far, entry by entry. */
  get images(): readonly (LearnedImage | undefined)[] {
    return this.#images;
  }

  /** Raised when all was looked at, and there is more to keep. */
  get revision(): number {
    return this.#revision;
  }

  /** Most images are known by their bytes: nothing is decoded for them, or waited for. */
  async recall({ bytes, digest }: { readonly bytes: Buffer; readonly digest: string }): Promise<T | undefined> {
    const known = this.#byDigest.get(digest);
    if (known !== undefined) return known;
    await this.#learned;
    const unread = this.#unread;
    this.#unread = [];
    for (const index of unread) this.#read(index);
    if (unread.length > 0) this.#revision += 1;
    const exact = this.#byDigest.get(digest);
    if (exact !== undefined || this.#byPixels.length === 0) return exact;
    const pixels = await hashPixels(bytes, digest);
    return pixels === undefined ? undefined : nearest(this.#byPixels, pixels);
  }

  #know(index: number, image: LearnedImage): void {
    const entry = this.#entries[index];
    if (entry === undefined) return;
    this.#images[index] = image;
    this.#byDigest.set(image.digest, entry);
    if (image.pixels !== undefined) this.#byPixels.push([image.pixels, entry]);
  }

  /** What is there under the key; not what took the place of an image that is known. */
  #read(index: number): Buffer | undefined {
    const entry = this.#entries[index];
    const bytes = entry === undefined ? undefined : this.#buckets.read(entry.bucket, entry.key);
    if (bytes === undefined) return undefined;
    const digest = digestOf(bytes);
    const known = this.#images[index];
    if (known !== undefined) return known.digest === digest ? bytes : undefined;
    this.#know(index, { digest, pixels: undefined });
    return bytes;
  }

  /** One after the other, each forgotten when it was looked at. */
  async #learn(waiting: Waiting[]): Promise<void> {
    let isMore = false;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { index } = next;
      const bytes = next.bytes ?? this.#read(index);
      const pixels = bytes === undefined ? undefined : await hashPixels(bytes);
      const image = this.#images[index];
      if (pixels === undefined || image === undefined) continue;
      this.#know(index, { ...image, pixels });
      isMore = true;
    }
    if (isMore) this.#revision += 1;
  }
}
