import type { RegionOfInterest } from "@aws-sdk/client-rekognition";
import type { ImageBox } from "../../image-contents.js";
import type { Wire } from "../../protocol/wire.js";

/** Corners of a region: a polygon counts as the box around it. */
function isIn({ left, top, width, height }: ImageBox, region: Wire<RegionOfInterest>): boolean {
  const { Left = 0, Top = 0, Width = 1, Height = 1 } = region.BoundingBox ?? {};
  const corners = region.Polygon ?? [
    { X: Left, Y: Top },
    { X: Left + Width, Y: Top + Height },
  ];
  const [xs, ys] = [corners.map(({ X = 0 }) => X), corners.map(({ Y = 0 }) => Y)];
  const [x, y] = [left + width / 2, top + height / 2];
  return x >= Math.min(...xs) && x <= Math.max(...xs) && y >= Math.min(...ys) && y <= Math.max(...ys);
}

/** Whether the middle of something is where it is looked for; without regions that is everywhere. */
export const isInRegions = (box: ImageBox, regions: readonly Wire<RegionOfInterest>[] = []): boolean =>
  regions.length === 0 || regions.some((region) => isIn(box, region));
