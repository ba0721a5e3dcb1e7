import type { Pixels } from "./decode.js";

/** Cells in each direction. */
const GRID = 16;
/** How much a cell of one image may change by scaling and compression, which is measured below it; an object is above. */
const TOLERANCE = 10;

/** The cell that a row or column of pixels is in, and how much of it is there and not in the next one. */
function coverage(length: number): { readonly cell: number; readonly share: number }[] {
  return Array.from({ length }, (_, index) => {
    const from = (index * GRID) / length;
    const to = ((index + 1) * GRID) / length;
    const cell = Math.min(Math.floor(from), GRID - 1);
    return { cell, share: to <= cell + 1 ? 1 : (cell + 1 - from) / (to - from) };
  });
}

/** Adds values to those of a cell and of the next one. */
function spread(sums: Float64Array, at: number, step: number, values: Float64Array, share: number): void {
  values.forEach((value, index) => {
    sums[at + index] = (sums[at + index] ?? 0) + share * value;
    sums[at + step + index] = (sums[at + step + index] ?? 0) + (1 - share) * value;
  });
}

/** Brightness, then two differences of colour: what compression keeps best, and what it keeps worse. */
const luma = ([red = 0, green = 0, blue = 0]: readonly number[]): number[] => {
  const bright = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [bright, 128 + 0.564 * (blue - bright), 128 + 0.713 * (red - bright)];
};

/**
 * The means of the cells of a grid over the image: three bytes each. Undefined for an image of one colour, which has nothing
 * to be recognised by.
 */
export function pixelHash({ width, height, at }: Pixels): Uint8Array | undefined {
  const [columns, rows] = [coverage(width), coverage(height)];
  const rowBytes = (GRID + 1) * 3;
  const sums = new Float64Array(rowBytes * (GRID + 1));
  const pixel = new Float64Array(3);
  rows.forEach((row, y) => {
    const inRow = new Float64Array(rowBytes);
    columns.forEach((column, x) => {
      for (let channel = 0; channel < 3; channel += 1) pixel[channel] = at(y * width + x, channel);
      spread(inRow, column.cell * 3, 3, pixel, column.share);
    });
    spread(sums, row.cell * rowBytes, rowBytes, inRow, row.share);
  });
  const area = (width * height) / GRID ** 2;
  const cells = Array.from({ length: GRID ** 2 }, (_, cell) => {
    const place = Math.floor(cell / GRID) * rowBytes + (cell % GRID) * 3;
    return luma([...sums.subarray(place, place + 3)].map((sum) => sum / area));
  });
  const brightness = cells.map(([bright = 0]) => bright);
  const isFlat = Math.max(...brightness) - Math.min(...brightness) <= TOLERANCE;
  return isFlat ? undefined : Uint8Array.from(cells.flat());
}

/** The most that a cell of one hash differs from that of another. */
function difference(a: Uint8Array, b: Uint8Array): number {
  let most = 0;
  for (let index = 0; index < a.length && most <= TOLERANCE; index += 1) {
    most = Math.max(most, Math.abs((a[index] ?? 0) - (b[index] ?? 0)));
  }
  return most;
}

/** Of things with hashes, the one whose image this is, re-encoded or scaled as it may be. */
export function nearest<T>(things: Iterable<readonly [hash: Uint8Array, thing: T]>, wanted: Uint8Array): T | undefined {
  let best: { readonly thing: T; readonly most: number } | undefined;
  for (const [hash, thing] of things) {
    const most = difference(hash, wanted);
    if (most < (best?.most ?? TOLERANCE + 1)) best = { thing, most };
  }
  return best?.thing;
}
