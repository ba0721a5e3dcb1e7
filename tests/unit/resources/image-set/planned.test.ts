import { createHash } from "node:crypto";
import { expect } from "chai";
import { sizeText } from "../../../../provider/base/sizes.js";
import type { LabelledImage, LabelledImages } from "../../../../provider/images/image-set.js";
import { cautions, notes } from "../../../../provider/resources/image-set/notes.js";
import { changesBetween, MOST_LISTED } from "../../../../provider/images/changes/list.js";
import { factsOf } from "../../../../provider/resources/image-set/planned.js";
import type { Inputs } from "../../../../provider/resources/image-set/set.js";

/** Images with these labels; what an image is told by is the number that it has here. */
function setOf(images: Readonly<Record<number, readonly string[]>>, sizeBytes = 400_000): LabelledImages {
  const all = Object.entries(images).map(([number, labels]): LabelledImage => ({
    sha256: createHash("sha256").update(number).digest("hex"),
    file: `${number}.png`,
    name: `${number}.png`,
    extension: "png",
    sizeBytes,
    widthPx: 64,
    heightPx: 64,
    labels,
    boxes: [],
  }));
  const labels = new Map<string, number>();
  for (const image of all) for (const label of image.labels) labels.set(label, (labels.get(label) ?? 0) + 1);
  return { images: all.sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1)), labels, warnings: [] };
}

const of = (count: number, label: string, from = 0): Record<number, readonly string[]> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [from + index, [label]]));

const inputsOf = (set: LabelledImages, more: object = {}): Inputs => ({
  bucket: "a-bucket",
  folder: "images",
  region: "us-east-1",
  setName: "set-12345678",
  ...factsOf(set),
  ...more,
});

const META = { v: 2, claim: "a.b.c", claimedAt: 0, createdAt: 0 };
const NOTHING = { replace: [], update: [], local: [], ignore: [], create: [] };

function said(before: Inputs, after: Inputs, changed: object, missingObjects?: number): string {
  const outputs = missingObjects === undefined ? {} : { missingObjects };
  const due = { changed: { ...NOTHING, ...changed }, outstanding: { action: "nothing" as const } };
  return notes({ inputs: before, outputs, meta: META }, after, due).join("\n");
}

describe("what a preview says of images", () => {
  const seven = setOf({ ...of(7, "scratch"), ...of(4, "dent", 100) });
  const CONTENTS = { replace: ["contentHash"] };

  it("of the first: how many, with which labels, and what is to be sent", () => {
    const inputs = inputsOf(seven);
    expect(cautions(inputs, { isReplacement: false })).to.deep.equal([
      "11 images: dent 4, scratch 7; 12 objects, 4.4 MB to send.",
    ]);
    expect(cautions(inputs, { isReplacement: true })).to.deep.equal([]);
  });

  it("of others: how many came, went and have other labels, the counts of labels, and what is to be sent", () => {
    const after = setOf({ ...of(8, "scratch"), ...of(4, "dent", 100), 101: ["scratch"] });
    expect(said(inputsOf(seven), inputsOf(after), CONTENTS)).to.equal(
      "+1 image, 1 relabelled; dent 4 -> 3, scratch 7 -> 9; 2 objects, about 397 kB to send.",
    );
    const fewer = setOf({ ...of(5, "scratch"), ...of(4, "dent", 100) });
    expect(said(inputsOf(seven), inputsOf(fewer), CONTENTS)).to.equal("-2 images; scratch 7 -> 5; 1 object to send.");
  });

  it("of a label that came or went: from or to 0, whatever it is called", () => {
    const before = setOf(of(1, "constructor"));
    expect(said(inputsOf(before), inputsOf(setOf(of(1, "b"))), CONTENTS)).to.equal(
      "1 relabelled; b 0 -> 1, constructor 1 -> 0; 1 object to send.",
    );
  });

  it("of another bucket or key: that all are sent", () => {
    const after = inputsOf(seven, { bucket: "b-bucket" });
    expect(said(inputsOf(seven), after, { replace: ["bucket"] })).to.equal(
      "12 objects, 4.4 MB to send, all of them to another place.",
    );
    expect(said(inputsOf(seven), inputsOf(seven), { update: ["kmsKeyId"] })).to.contain("for the other key");
  });

  it("of those that are missing: that they are sent again", () => {
    expect(said(inputsOf(seven), inputsOf(seven), {}, 2)).to.equal(
      "2 images are not in the bucket any more, and sent again.",
    );
    expect(said(inputsOf(seven), inputsOf(seven), { local: ["folder"] })).to.equal("");
  });

  it("beyond 10,000: counts only, and says so", () => {
    const many = inputsOf(setOf(of(MOST_LISTED + 1, "scratch")));
    expect(many.__images).to.equal(undefined);
    expect(said(inputsOf(seven), many, CONTENTS)).to.equal(
      "11 images -> 10001 (beyond 10,000 images the state does not tell which changed); dent 4 -> 0, scratch 7 -> 10001; what is not there yet is sent.",
    );
  });
});

describe("what is recorded of images", () => {
  it("takes eight bytes an image", () => {
    const { __images: list = "" } = factsOf(setOf(of(1000, "a")));
    expect(Buffer.from(list, "base64")).to.have.length(8000);
  });

  it("is the same whatever images are called, and another one for other labels", () => {
    const one = setOf(of(3, "a"));
    const moved = { ...one, images: one.images.map((image) => ({ ...image, file: "x", name: "x" })) };
    expect(factsOf(moved)).to.deep.equal(factsOf(one));
    expect(factsOf(setOf({ ...of(2, "a"), 2: ["b"] })).contentHash).not.to.equal(factsOf(one).contentHash);
  });

  it("tells the size of what is new within 4 %", () => {
    for (const sizeBytes of [1, 999, 54_321, 15 * 1024 ** 2]) {
      const { addedBytes = 0 } = changesBetween("", factsOf(setOf(of(1, "a"), sizeBytes)).__images) ?? {};
      expect(addedBytes / sizeBytes).to.be.within(0.96, 1.04);
    }
  });
});

describe("a size as text", () => {
  for (const [bytes, text] of [
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1_000, "1.0 kB"],
    [1_234_567, "1.2 MB"],
    [9_960_000, "10 MB"],
    [999_600, "1.0 MB"],
    [15_000_000_000, "15 GB"],
  ] as const) {
    it(`of ${bytes} bytes: ${text}`, () => {
      expect(sizeText(bytes)).to.equal(text);
    });
  }
});
