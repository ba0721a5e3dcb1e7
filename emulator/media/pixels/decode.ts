import { inflateSync } from "node:zlib";
import { convertIndexedToRgb, decode as decodePng } from "fast-png";
import { decode as decodeJpeg } from "jpeg-js";
import { parseImage } from "../image.js";

/** Pixels of an image: 8 bits a channel, grey or colours first, transparency left out. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** The brightness of a channel, 0 to 255: red, green and blue are 0 to 2. */
  readonly at: (pixel: number, channel: number) => number;
}

/** As many as the largest image of Custom Labels has, 4096 x 4096. */
const MOST_PIXELS = 4096 ** 2;
const JPEG_MEMORY_MB = 512;
const LARGEST_SAMPLE_BYTES = 8;

const SIGNATURE_BYTES = 8;
const CHUNK_FRAME_BYTES = 12;
const NEEDED_CHUNKS = ["IHDR", "PLTE", "IDAT", "IEND"];

/** The parts of a PNG that its pixels need: the others may be packed as well, and the decoder unpacks them. */
function neededChunks(bytes: Buffer): { readonly type: string; readonly bytes: Buffer }[] {
  const chunks: { type: string; bytes: Buffer }[] = [];
  for (let at = SIGNATURE_BYTES; at + CHUNK_FRAME_BYTES <= bytes.length;) {
    const end = at + CHUNK_FRAME_BYTES + bytes.readUInt32BE(at);
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (NEEDED_CHUNKS.includes(type)) chunks.push({ type, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return chunks;
}

function readPng(bytes: Buffer, width: number, height: number): Pixels | undefined {
  const chunks = neededChunks(bytes);
  const packed = chunks.filter(({ type }) => type === "IDAT").map((chunk) => chunk.bytes.subarray(8, -4));
  // A small file can unpack to more than any memory holds, and the decoder does not ask: this throws.
  inflateSync(Buffer.concat(packed), { maxOutputLength: (width * LARGEST_SAMPLE_BYTES + 16) * height * 2 });
  const png = decodePng(Buffer.concat([bytes.subarray(0, SIGNATURE_BYTES), ...chunks.map((chunk) => chunk.bytes)]));
  if (png.palette !== undefined) {
    const channels = png.palette[0]?.length ?? 3;
    const data = convertIndexedToRgb(png);
    return { width, height, at: (pixel, channel) => data[pixel * channels + channel] ?? 0 };
  }
  // Fewer than 8 bits share a byte; only scans and icons have them.
  if (png.depth < 8) return undefined;
  const { channels, data } = png;
  const shift = png.depth === 16 ? 8 : 0;
  const isGrey = channels < 3;
  return { width, height, at: (pixel, channel) => (data[pixel * channels + (isGrey ? 0 : channel)] ?? 0) >> shift };
}

function readJpeg(bytes: Buffer, width: number, height: number): Pixels {
  const limits = { maxResolutionInMP: MOST_PIXELS / 1e6, maxMemoryUsageInMB: JPEG_MEMORY_MB };
  const { data } = decodeJpeg(bytes, { useTArray: true, formatAsRGBA: false, ...limits });
  return { width, height, at: (pixel, channel) => data[pixel * 3 + channel] ?? 0 };
}

/** The pixels of a PNG or JPEG; undefined if it cannot be decoded, or is larger than what one may be. */
export function decodePixels(bytes: Buffer): Pixels | undefined {
  const info = parseImage(bytes);
  if (info === undefined || info.width * info.height > MOST_PIXELS) return undefined;
  try {
    return info.format === "png" ? readPng(bytes, info.width, info.height) : readJpeg(bytes, info.width, info.height);
  } catch {
    // It is recognised by its bytes or not at all.
    return undefined;
  }
}
