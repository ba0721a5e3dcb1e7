import * as z from "zod";

const ratio = z.number().min(0).max(1);

/** A rectangle, in ratios of the whole. */
export const boundingBox = z
  .strictObject({
    left: ratio.describe("Left side, as a ratio of the frame's width, 0 to 1."),
    top: ratio.describe("Top side, as a ratio of the frame's height, 0 to 1."),
    width: ratio.describe("Width, as a ratio of the frame's width, 0 to 1."),
    height: ratio.describe("Height, as a ratio of the frame's height, 0 to 1."),
  })
  .meta({ id: "BoundingBox", description: "A rectangle in a frame." });

/** A point, in ratios of the whole. */
export const point = z
  .strictObject({
    x: ratio.describe("Ratio of the frame's width, 0 to 1."),
    y: ratio.describe("Ratio of the frame's height, 0 to 1."),
  })
  .meta({ id: "Point", description: "A point in a frame." });
