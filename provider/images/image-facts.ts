import { createHash } from "node:crypto";
import { readFile as readFileWithCallback } from "node:fs";
import { promisify } from "node:util";
import { LIMITS } from "./limits.js";

// With very many small files the promises of node:fs take several times as long.
const readFile = promisify(readFileWithCallback);

/** What an image's bytes say. */
export interface ImageFacts {
  /** Hex. */
  readonly sha256: string;
  readonly extension: "jpg" | "png";
  readonly sizeBytes: number;
  /** As the pixels are stored: an EXIF orientation turns nothing. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Whether EXIF tells programs to show it turned or mirrored. */
  readonly isTurned: boolean;
  /** Whether EXIF says where it was taken. */
  readonly hasGps: boolean;
}

const LFS_POINTER = "version https://git-lfs.github.com/spec/";
const BEGINNING = /^(?:\xff\xd8|\x89PNG)/;
/** What ends the data of an image; bytes after it are allowed. */
const END = { jpg: Buffer.from([0xff, 0xd9]), png: Buffer.from("IEND") } as const;
const BYTES_PER_MB = 1024 ** 2;

/**
 * Reads an image. A text instead says why it is none that AWS takes. An image is held as a whole, since the hash needs all
 * of its bytes; larger ones than AWS takes are not read.
 */
export async function readImage(path: string, sizeBytes: number): Promise<ImageFacts | string> {
  if (sizeBytes === 0) return "is empty: copy it again, or leave it out";
  if (sizeBytes > LIMITS.imageBytes) {
    const [has, most] = [sizeBytes / BYTES_PER_MB, LIMITS.imageBytes / BYTES_PER_MB];
    return `has ${has.toFixed(1)} MB, and AWS takes at most ${String(most)}: scale it down`;
  }
  const bytes = await readFile(path);
  const header = await headerOf(bytes);
  if (typeof header === "string") return header;
  if (bytes.lastIndexOf(END[header.extension]) === -1) return "is cut off: copy it again, or leave it out";
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { sha256, sizeBytes: bytes.length, ...header, hasGps: await hasGps(bytes) };
}

type Header = Pick<ImageFacts, "extension" | "widthPx" | "heightPx" | "isTurned">;

async function headerOf(bytes: Buffer): Promise<Header | string> {
  if (bytes.subarray(0, LFS_POINTER.length).toString("latin1") === LFS_POINTER) {
    return "is a Git LFS pointer, not the image: run `git lfs pull`";
  }
  const { imageSize } = await import("image-size");
  try {
    const { type, width: widthPx, height: heightPx, orientation = 1 } = imageSize(bytes);
    if (type === "jpg" || type === "png") return { extension: type, widthPx, heightPx, isTurned: orientation !== 1 };
    if (type !== undefined) return `is ${type.toUpperCase()}, and AWS takes PNG and JPEG: convert it`;
  } catch {
    if (BEGINNING.test(bytes.toString("latin1", 0, 4))) return "has a damaged header: copy it again, or leave it out";
  }
  return "is no PNG or JPEG image: remove it, or save it as one";
}

async function hasGps(bytes: Buffer): Promise<boolean> {
  const { default: exifr } = await import("exifr");
  // Damaged metadata say nothing, and harm nobody.
  const place: unknown = await exifr.gps(bytes).catch(() => undefined);
  return place !== undefined;
}
