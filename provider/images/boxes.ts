import type { Box } from "./image-set.js";
import { LIMITS } from "./limits.js";

/** Where a box begins and ends, from the left and top border of the image. */
export interface Edges {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What programs that write boxes are off by, and cut away here. */
const OVERHANG_PX = 1;

/**
 * A box in whole pixels. Each edge goes to the nearest border between two pixels, a half up, and not beyond the image; so
 * neighbours stay neighbours, whatever a format counts from. A text instead says why it is no box that AWS takes.
 */
export function boxOf(label: string, edges: Edges, image: Size): Box | string {
  const { left, top, right, bottom } = edges;
  const said = `from ${place(left, top)} to ${place(right, bottom)}`;
  if (!(right > left && bottom > top)) return `is a box ${said}, without any width or height: remove or draw it again`;
  const { widthPx, heightPx } = image;
  if (Math.min(left, top) < -OVERHANG_PX || right > widthPx + OVERHANG_PX || bottom > heightPx + OVERHANG_PX) {
    const size = `${String(widthPx)} x ${String(heightPx)}`;
    return `is a box ${said} in an image of ${size} pixels: cut it to the image, or look whether it belongs to another`;
  }
  const [leftPx, topPx] = [within(left, widthPx), within(top, heightPx)];
  const box = {
    label,
    leftPx,
    topPx,
    widthPx: within(right, widthPx) - leftPx,
    heightPx: within(bottom, heightPx) - topPx,
  };
  const scale = Math.min(1, LIMITS.trainedSidePx / Math.max(widthPx, heightPx));
  if (Math.min(box.widthPx, box.heightPx) * scale > LIMITS.boxSidePx) return box;
  return `is a box of ${String(box.widthPx)} x ${String(box.heightPx)} pixels, and AWS takes larger ones than 1 x 1, counted when the image is scaled to at most ${String(LIMITS.trainedSidePx)}: remove or draw it again`;
}

const within = (edge: number, side: number): number => Math.min(Math.max(Math.round(edge), 0), side);
const place = (x: number, y: number): string => `(${shown(x)}, ${shown(y)})`;
const shown = (number: number): string => String(Number(number.toFixed(1)));
