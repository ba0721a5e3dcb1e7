import { createHash } from "node:crypto";

/** Beyond so many images state holds their counts only. */
export const MOST_LISTED = 10_000;

const HASH_BYTES = 5;
const SAID_BYTES = 2;
const ENTRY_BYTES = HASH_BYTES + SAID_BYTES + 1;

/** An image to be listed. */
export interface Listable {
  /** What tells it from others, in hexadecimal digits. */
  readonly hash: string;
  /** What is said of it, such as its labels; of JSON's kinds. */
  readonly said: unknown;
  /** Left out where it is not known. */
  readonly sizeBytes?: number;
}

/* Five bytes tell 10,000 images apart; two tell whether other things are said of one; one tells its size within 4 %. */
function listed({ hash, said, sizeBytes = 0 }: Listable): Buffer {
  const print = createHash("sha256").update(JSON.stringify(said)).digest();
  return Buffer.concat([
    Buffer.from(hash, "hex").subarray(0, HASH_BYTES),
    print.subarray(0, SAID_BYTES),
    Buffer.of(sizeCode(sizeBytes)),
  ]);
}

/** Lists images as they come, as state holds them. */
export class ImageList {
  readonly #listed: Buffer[] = [];
  #count = 0;

  add(image: Listable): void {
    this.#count += 1;
    if (this.#count <= MOST_LISTED) this.#listed.push(listed(image));
  }

  get count(): number {
    return this.#count;
  }

  /** Eight bytes for each image, in base64; undefined for too many of them. */
  get text(): string | undefined {
    return this.#count > MOST_LISTED ? undefined : Buffer.concat(this.#listed).toString("base64");
  }
}

/** Images have at most 15 MB, which is 2 to the power of 23.9. */
const STEPS_PER_DOUBLING = 10;

/** The size, coarsely, in a byte. */
export function sizeCode(sizeBytes: number): number {
  return Math.min(255, Math.round(Math.log2(Math.max(1, sizeBytes)) * STEPS_PER_DOUBLING));
}

function bytesOf(code: number): number {
  return 2 ** (code / STEPS_PER_DOUBLING);
}

/** What the eight bytes of an image tell. */
interface ListedImage {
  readonly said: string;
  readonly sizeCode: number;
}

/** Images by the first digits of their hashes, as many as are recorded. */
export function listedImages(list: string | undefined): ReadonlyMap<string, ListedImage> | undefined {
  if (list === undefined) return undefined;
  const bytes = Buffer.from(list, "base64");
  const entries = Array.from({ length: Math.floor(bytes.length / ENTRY_BYTES) }, (_, index) => {
    const entry = bytes.subarray(index * ENTRY_BYTES, (index + 1) * ENTRY_BYTES);
    const hash = entry.subarray(0, HASH_BYTES).toString("hex");
    return [hash, { said: entry.subarray(HASH_BYTES, -1).toString("hex"), sizeCode: entry.at(-1) ?? 0 }] as const;
  });
  return new Map(entries);
}

/** How a list names the image of this hash. */
export function shortHash(hash: string): string {
  return hash.slice(0, HASH_BYTES * 2);
}

/** What is different between two sets of images. */
export interface Changes {
  readonly added: number;
  readonly removed: number;
  /** Of which other things are said. */
  readonly changed: number;
  /** Of those added, nearly. */
  readonly addedBytes: number;
}

/** Compares two lists; undefined where one is of too many images to be recorded. */
export function changesBetween(before: string | undefined, after: string | undefined): Changes | undefined {
  const olds = listedImages(before);
  const news = listedImages(after);
  if (olds === undefined || news === undefined) return undefined;
  const added = [...news].filter(([hash]) => !olds.has(hash));
  return {
    added: added.length,
    removed: [...olds.keys()].filter((hash) => !news.has(hash)).length,
    changed: [...news].filter(([hash, { said }]) => (olds.get(hash)?.said ?? said) !== said).length,
    addedBytes: added.reduce((sum, [, image]) => sum + bytesOf(image.sizeCode), 0),
  };
}
