import { createHash } from "node:crypto";
import { type LabelledImage, type LabelledImages, manifestLines } from "../../images/image-set.js";
import { IMAGES } from "./keys.js";

/** Beyond so many images state holds their counts only. */
export const MOST_LISTED = 10_000;

/** What is known of a set before anything is sent; recorded with it. */
export interface PlannedFacts {
  readonly contentHash: string;
  readonly images: number;
  readonly labels: Readonly<Record<string, number>>;
  readonly sizeBytes: number;
  readonly [IMAGES]?: string;
}

/** Works out what is to be known of images. */
export function factsOf(set: LabelledImages): PlannedFacts {
  const { images, labels } = set;
  return {
    contentHash: contentHash(set),
    images: images.length,
    labels: Object.fromEntries([...labels].sort(([one], [other]) => (one < other ? -1 : 1))),
    sizeBytes: images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    ...(images.length > MOST_LISTED ? {} : { [IMAGES]: Buffer.concat(images.map(listed)).toString("base64") }),
  };
}

/** Over the manifest's lines as they would be anywhere: bucket and prefix are inputs of their own. */
function contentHash(set: LabelledImages): string {
  const hash = createHash("sha256");
  for (const line of manifestLines(set, "bucket", ({ sha256 }) => sha256)) hash.update(line).update("\n");
  return hash.digest("hex");
}

const HASH_BYTES = 5;
const LABELS_BYTES = 2;
const ENTRY_BYTES = HASH_BYTES + LABELS_BYTES + 1;

/* Five bytes tell 10,000 images apart; two tell whether an image has other labels; one tells its size within 4 %. */
function listed({ sha256, labels, boxes, sizeBytes }: LabelledImage): Buffer {
  const said = createHash("sha256")
    .update(JSON.stringify([labels, boxes]))
    .digest();
  return Buffer.concat([
    Buffer.from(sha256, "hex").subarray(0, HASH_BYTES),
    said.subarray(0, LABELS_BYTES),
    Buffer.of(sizeCode(sizeBytes)),
  ]);
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
export interface ListedImage {
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
export function shortHash(sha256: string): string {
  return sha256.slice(0, HASH_BYTES * 2);
}

/** What is different between two sets of images. */
export interface Changes {
  readonly added: number;
  readonly removed: number;
  readonly relabelled: number;
  /** Of those added, nearly. */
  readonly addedBytes: number;
}

/** Compares two lists; undefined where one is of too many images to be recorded. */
export function changesBetween(before: string | undefined, after: string | undefined): Changes | undefined {
  const olds = listedImages(before);
  const news = listedImages(after);
  if (olds === undefined || news === undefined) return undefined;
  const added = [...news].filter(([hash]) => !olds.has(hash));
  const relabelled = [...news].filter(([hash, { said }]) => (olds.get(hash)?.said ?? said) !== said);
  return {
    added: added.length,
    removed: [...olds.keys()].filter((hash) => !news.has(hash)).length,
    relabelled: relabelled.length,
    addedBytes: added.reduce((sum, [, image]) => sum + bytesOf(image.sizeCode), 0),
  };
}
