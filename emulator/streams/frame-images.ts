import { encode } from "jpeg-js";
import type { ImageBox } from "../image-contents.js";

const WIDTH = 160;
const HEIGHT = 90;
const QUALITY = 80;
const BACKGROUND = 0x50;
const THING = 0xc8;

type Corners = readonly [left: number, top: number, right: number, bottom: number];

const cornersOf = ({ left, top, width, height }: ImageBox): Corners => [
  Math.round(left * WIDTH),
  Math.round(top * HEIGHT),
  Math.round((left + width) * WIDTH),
  Math.round((top + height) * HEIGHT),
];

function jpeg(width: number, height: number, [left, top, right, bottom]: Corners): Buffer {
  const data = Buffer.alloc(4 * width * height, BACKGROUND);
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1) {
    data.fill(THING, 4 * (y * width + Math.max(0, left)), 4 * (y * width + Math.min(width, right)));
  }
  return encode({ data, width, height }, QUALITY).data;
}

/** A frame that shows something as a light box, and a picture of the box: no video is read, so there is nothing else to see. */
export function frameImages(box: ImageBox): { readonly frame: Buffer; readonly cropped: Buffer } {
  const corners = cornersOf(box);
  const [left, top, right, bottom] = corners;
  const [width, height] = [Math.max(1, right - left), Math.max(1, bottom - top)];
  return { frame: jpeg(WIDTH, HEIGHT, corners), cropped: jpeg(width, height, [0, 0, width, height]) };
}
