import { expect } from "chai";
import fc from "fast-check";
import { boxOf, type Edges } from "../../../provider/images/boxes.js";
import type { Box } from "../../../provider/images/image-set.js";

/** A place along a side: where it begins and ends, as parts of the side. */
const span = fc
  .tuple(fc.double({ min: 0, max: 0.9, noNaN: true }), fc.double({ min: 0.05, max: 0.9, noNaN: true }))
  .map(([from, length]) => ({ from, to: Math.min(from + length, 1) }));
const drawn = fc.record({
  across: span,
  down: span,
  widthPx: fc.integer({ min: 64, max: 1_280 }),
  heightPx: fc.integer({ min: 64, max: 1_280 }),
});

function usable(edges: Edges, image: { readonly widthPx: number; readonly heightPx: number }): Box {
  const box = boxOf("cat", edges, image);
  if (typeof box === "string") throw new Error(box);
  return box;
}

describe("a box in whole pixels", () => {
  it("lies within the image, each edge half a pixel at most from where it was drawn", () => {
    fc.assert(
      fc.property(drawn, ({ across, down, ...image }) => {
        const [left, right] = [across.from * image.widthPx, across.to * image.widthPx];
        const [top, bottom] = [down.from * image.heightPx, down.to * image.heightPx];
        const { leftPx, topPx, widthPx, heightPx } = usable({ left, top, right, bottom }, image);
        for (const [px, at] of [
          [leftPx, left],
          [topPx, top],
          [leftPx + widthPx, right],
          [topPx + heightPx, bottom],
        ] as const) {
          expect(px).to.be.closeTo(at, 0.5);
        }
        expect(Math.min(leftPx, topPx)).to.be.at.least(0);
        expect(leftPx + widthPx).to.be.at.most(image.widthPx);
        expect(topPx + heightPx).to.be.at.most(image.heightPx);
      }),
    );
  });

  it("is the same within a pixel from fractions, from parts of six digits and from the first and the last pixel", () => {
    fc.assert(
      fc.property(drawn, ({ across, down, ...image }) => {
        const [left, right] = [across.from * image.widthPx, across.to * image.widthPx];
        const [top, bottom] = [down.from * image.heightPx, down.to * image.heightPx];
        const coco = usable({ left, top, right, bottom }, image);
        const part = (from: number, to: number, side: number) => {
          const [centre, length] = [
            Number(((from + to) / 2 / side).toFixed(6)),
            Number(((to - from) / side).toFixed(6)),
          ];
          return [(centre - length / 2) * side, (centre + length / 2) * side] as const;
        };
        const [[yoloLeft, yoloRight], [yoloTop, yoloBottom]] = [
          part(left, right, image.widthPx),
          part(top, bottom, image.heightPx),
        ];
        const yolo = usable({ left: yoloLeft, right: yoloRight, top: yoloTop, bottom: yoloBottom }, image);
        const [xmin, ymin, xmax, ymax] = [left + 1, top + 1, right, bottom].map(Math.round) as [
          number,
          number,
          number,
          number,
        ];
        const voc = usable({ left: xmin - 1, top: ymin - 1, right: xmax, bottom: ymax }, image);
        for (const side of ["leftPx", "topPx", "widthPx", "heightPx"] as const) {
          expect(yolo[side]).to.be.closeTo(coco[side], 1);
          expect(voc[side]).to.be.closeTo(coco[side], 1);
        }
      }),
    );
  });

  it("is cut where it reaches beyond the image by a pixel, and refused where by more", () => {
    const image = { widthPx: 100, heightPx: 80 };
    const whole = { label: "cat", leftPx: 0, topPx: 0, widthPx: 100, heightPx: 80 };
    expect(boxOf("cat", { left: -1, top: -1, right: 101, bottom: 81 }, image)).to.deep.equal(whole);
    for (const beyond of [{ left: -1.1 }, { top: -1.1 }, { right: 101.1 }, { bottom: 81.1 }]) {
      const edges = { left: 0, top: 0, right: 100, bottom: 80, ...beyond };
      expect(boxOf("cat", edges, image))
        .to.be.a("string")
        .and.include("in an image of 100 x 80 pixels");
    }
  });

  it("has a width and a height", () => {
    const image = { widthPx: 100, heightPx: 80 };
    for (const edges of [
      { left: 10, top: 10, right: 10, bottom: 20 },
      { left: 10, top: 20, right: 20, bottom: 10 },
      { left: NaN, top: 10, right: 20, bottom: 20 },
    ]) {
      expect(boxOf("cat", edges, image))
        .to.be.a("string")
        .and.include("without any width or height");
    }
  });
});
