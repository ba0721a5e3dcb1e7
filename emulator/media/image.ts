/** What an image's header says. */
export interface ImageInfo {
  readonly format: "png" | "jpeg";
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function readPng(bytes: Buffer): ImageInfo | undefined {
  const isPng = bytes.length >= 24 && bytes.subarray(0, 8).equals(PNG_SIGNATURE);
  if (!isPng || bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { format: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Start-of-frame markers: C0 to CF without the tables C4, C8 and CC. */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers that stand alone: restart markers and TEM. */
const isBare = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

function readJpeg(bytes: Buffer): ImageInfo | undefined {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
  let offset = 2;
  while (offset + 4 <= bytes.length && bytes[offset] === 0xff) {
    const marker = bytes.readUInt8(offset + 1);
    if (marker === 0xff) offset += 1;
    else if (isBare(marker)) offset += 2;
    else if (isStartOfFrame(marker)) {
      if (offset + 9 > bytes.length) return undefined;
      return { format: "jpeg", height: bytes.readUInt16BE(offset + 5), width: bytes.readUInt16BE(offset + 7) };
    } else offset += 2 + bytes.readUInt16BE(offset + 2);
  }
  return undefined;
}

/** Format and size of a PNG or JPEG, from its header; undefined for anything else. */
export function parseImage(bytes: Buffer): ImageInfo | undefined {
  const image = readPng(bytes) ?? readJpeg(bytes);
  return image !== undefined && image.width > 0 && image.height > 0 ? image : undefined;
}
