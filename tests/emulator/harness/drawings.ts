import { encode as encodePng } from "fast-png";
import { encode as encodeJpeg } from "jpeg-js";

/** An image of colours, three bytes a pixel. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Always the same numbers for the same seed. */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Colour = readonly [number, number, number];

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: Colour;
}

function disc(random: () => number, side: number): Disc {
  const radius = side * (0.06 + 0.06 * random());
  const place = (): number => radius + (side - 2 * radius) * random();
  const shade = (): number => Math.floor(256 * random());
  return { x: place(), y: place(), radius, colour: [shade(), shade(), shade()] };
}

/** A scene of discs on a slope of colour: all the same for one `ground`, but for one object that goes by `object`. */
export function drawScene(side: number, ground: number, object: number): Drawing {
  const random = numbersFrom(ground);
  const discs = [...Array.from({ length: 8 }, () => disc(random, side)), disc(numbersFrom(7_919 * (object + 1)), side)];
  const data = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const top = discs.findLast((each) => (x - each.x) ** 2 + (y - each.y) ** 2 <= each.radius ** 2);
      data.set(top?.colour ?? [60 + (120 * x) / side, 80 + (90 * y) / side, 150], (y * side + x) * 3);
    }
  }
  return { width: side, height: side, data };
}

/** The same image in another size: each of its pixels is a mix of the four around it, as programs make it. */
export function scaled({ width, height, data }: Drawing, factor: number): Drawing {
  const [wide, high] = [Math.round(width * factor), Math.round(height * factor)];
  const result = new Uint8Array(wide * high * 3);
  const around = (at: number, from: number, to: number) => {
    const place = Math.min(Math.max(((at + 0.5) * from) / to - 0.5, 0), from - 1);
    const low = Math.floor(place);
    return { low, next: Math.min(low + 1, from - 1), share: place - low };
  };
  for (let y = 0; y < high; y += 1) {
    const row = around(y, height, high);
    for (let x = 0; x < wide; x += 1) {
      const column = around(x, width, wide);
      for (let channel = 0; channel < 3; channel += 1) {
        const pixel = (line: number, place: number): number => data[(line * width + place) * 3 + channel] ?? 0;
        const across = (line: number): number =>
          pixel(line, column.low) * (1 - column.share) + pixel(line, column.next) * column.share;
        result[(y * wide + x) * 3 + channel] = across(row.low) * (1 - row.share) + across(row.next) * row.share;
      }
    }
  }
  return { width: wide, height: high, data: result };
}

export const asPng = ({ width, height, data }: Drawing): Buffer =>
  Buffer.from(encodePng({ width, height, data, channels: 3, depth: 8 }));

/** @param quality 1 to 100 */
export function asJpeg({ width, height, data }: Drawing, quality: number): Buffer {
  const colours = Buffer.alloc(width * height * 4, 255);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    colours.set(data.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
  return encodeJpeg({ width, height, data: colours }, quality).data;
}
