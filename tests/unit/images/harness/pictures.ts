import { encode as encodePng } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";

/** One colour for each number, so that each is another image. */
const shade = (number: number): [number, number, number] => [(number * 37) % 256, (number * 91) % 256, number % 256];

export function png(widthPx: number, heightPx: number, number = 0): Buffer {
  const data = new Uint8Array(widthPx * heightPx * 3);
  for (let at = 0; at < data.length; at += 3) data.set(shade(number), at);
  return Buffer.from(encodePng({ width: widthPx, height: heightPx, data, channels: 3 }));
}

export function jpeg(widthPx: number, heightPx: number, number = 0): Buffer {
  const data = new Uint8Array(widthPx * heightPx * 4);
  for (let at = 0; at < data.length; at += 4) data.set([...shade(number), 255], at);
  return encodeJpeg({ width: widthPx, height: heightPx, data }, 80).data;
}

type Entry = readonly [tag: number, type: number, count: number, value: number | string];

function directory(start: number, entries: readonly Entry[]): Buffer {
  const bytes = Buffer.alloc(2 + entries.length * 12 + 4);
  bytes.writeUInt16LE(entries.length, 0);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 2 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    if (typeof value === "string") bytes.write(value, at + 8);
    else bytes.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([Buffer.alloc(start), bytes]).subarray(start);
}

const [ASCII, SHORT, LONG, RATIONAL] = [2, 3, 4, 5] as const;
const [ORIENTATION, GPS] = [0x112, 0x8825] as const;

/** A JPEG whose EXIF says how it is turned and, if asked, where it was taken. */
export function jpegWithExif(widthPx: number, heightPx: number, orientation: number, hasGps: boolean): Buffer {
  const header = Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  const gpsAt = 8 + 2 + 2 * 12 + 4;
  const rationalsAt = gpsAt + 2 + 4 * 12 + 4;
  const main: Entry[] = [[ORIENTATION, SHORT, 1, orientation], ...(hasGps ? [[GPS, LONG, 1, gpsAt] as const] : [])];
  const place = directory(gpsAt, [
    [1, ASCII, 2, "N\0"],
    [2, RATIONAL, 3, rationalsAt],
    [3, ASCII, 2, "E\0"],
    [4, RATIONAL, 3, rationalsAt],
  ]);
  const degrees = Buffer.alloc(24);
  for (const at of [0, 8, 16]) degrees.set([10, 0, 0, 0, 1, 0, 0, 0], at);
  const tiff = Buffer.concat([
    header,
    Buffer.concat([directory(8, main), Buffer.alloc(12)]).subarray(0, gpsAt - 8),
    ...(hasGps ? [place, degrees] : []),
  ]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const marker = Buffer.from([0xff, 0xe1, (exif.length + 2) >> 8, (exif.length + 2) & 0xff]);
  const plain = jpeg(widthPx, heightPx);
  return Buffer.concat([plain.subarray(0, 2), marker, exif, plain.subarray(2)]);
}
