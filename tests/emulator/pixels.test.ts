import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect } from "chai";
import { decode, encode } from "fast-png";
import { BUCKET, labeled } from "./harness/bucket.js";
import { asJpeg, asPng, drawScene, scaled } from "./harness/drawings.js";
import type { Drawing } from "./harness/drawings.js";
import { jpeg, png } from "./harness/images.js";
import { runTrainedOn } from "./harness/models.js";
import { setScene } from "./harness/scene.js";

const SIDE = 128;
/** Images that differ in one object: 40, or 200 with FULL=1. */
const COUNT = process.env.FULL === "1" ? 200 : 40;
const QUALITY = 70;
const FACTORS = [0.5, 0.8, 1, 1.3, 2];
const QUICKSTART = join(__dirname, "..", "..", "..", "examples", "quickstart", "data", "images");

/** Another file of the same image. */
const copyOf = (drawing: Drawing, index: number): Buffer =>
  asJpeg(scaled(drawing, FACTORS[index % FACTORS.length] ?? 1), QUALITY);

describe("an image that a model was trained on", () => {
  const scene = setScene();

  /** A running model for which each image has a label of its own. */
  const trainOn = async (images: ReadonlyMap<string, Buffer>): Promise<string> => {
    for (const [label, bytes] of images) scene.bucket.put(label, bytes);
    return runTrainedOn(
      scene,
      [...images.keys()].map((label) => labeled(label, label)),
    );
  };
  /** What the model is sure of: nothing, if it does not know the image. */
  const recognised = async (ProjectVersionArn: string, Bytes: Buffer) => {
    const request = { ProjectVersionArn, Image: { Bytes }, MinConfidence: 91 };
    const { CustomLabels = [] } = await scene.client.detectCustomLabels(request);
    return CustomLabels.map((label) => label.Name);
  };
  /** How many of the copies are recognised as what they are; none may be taken for another. */
  async function rightOnes(model: string, copies: ReadonlyMap<string, Buffer>): Promise<number> {
    let right = 0;
    for (const [label, copy] of copies) {
      const names = await recognised(model, copy);
      if (names.length > 0) expect(names).to.deep.equal([label]);
      right += names.length;
    }
    return right;
  }

  const drawings = (count: number) =>
    new Map(Array.from({ length: count }, (_, object) => [`scene-${object}.png`, drawScene(SIDE, 1, object)]));
  const mapped = (images: ReadonlyMap<string, Drawing>, write: (drawing: Drawing, index: number) => Buffer) =>
    new Map([...images].map(([label, drawing], index) => [label, write(drawing, index)]));

  it("is recognised re-encoded at quality 70 and scaled, among many that differ in one object", async () => {
    const images = drawings(COUNT);
    const model = await trainOn(mapped(images, asPng));
    expect(await rightOnes(model, mapped(images, copyOf))).to.be.at.least(0.95 * COUNT);
  }).timeout(120_000);

  it("is not seen in images that differ in one object", async () => {
    const all = [...drawings(COUNT)];
    const model = await trainOn(mapped(new Map(all.slice(0, COUNT / 2)), asPng));
    for (const [, drawing] of all.slice(COUNT / 2)) expect(await recognised(model, asPng(drawing))).to.deep.equal([]);
  }).timeout(120_000);

  it("is told from the others of the quickstart, and recognised", async () => {
    const images = new Map(
      readdirSync(QUICKSTART).map((name): [string, Drawing] => {
        const { width, height, data } = decode(readFileSync(join(QUICKSTART, name)));
        return [name, { width, height, data: Uint8Array.from(data) }];
      }),
    );
    expect(images).to.have.length(36);
    const half = [...images].filter((_, index) => index % 2 === 0);
    const model = await trainOn(mapped(new Map(half), asPng));
    expect(await rightOnes(model, mapped(new Map(half), copyOf))).to.be.at.least(18);
    const others = [...images].filter((_, index) => index % 2 === 1);
    for (const [, drawing] of others) expect(await recognised(model, asPng(drawing))).to.deep.equal([]);
  }).timeout(120_000);

  it("is still known when it was deleted after the training", async () => {
    const drawing = drawScene(SIDE, 2, 0);
    const images = new Map([
      ["one.png", asPng(drawing)],
      ["two.png", asPng(drawScene(SIDE, 3, 0))],
    ]);
    for (const [label, bytes] of images) scene.bucket.put(label, bytes);
    const model = await runTrainedOn(scene, [labeled("one.png", "one.png"), labeled("two.png", "two.png")]);
    for (const label of images.keys()) rmSync(join(scene.bucket.path, label));
    expect(await recognised(model, images.get("one.png") ?? png(64, 64))).to.deep.equal(["one.png"]);
    expect(await recognised(model, copyOf(drawing, 1))).to.deep.equal(["one.png"]);
  });

  it("is recognised whatever way its PNG holds the pixels", async () => {
    const { data } = drawScene(SIDE, 4, 0);
    const grey = Uint8Array.from({ length: SIDE * SIDE }, (_, pixel) => data[pixel * 3] ?? 0);
    const image = { width: SIDE, height: SIDE };
    const deep = Uint16Array.from(grey, (value) => value * 257);
    const veiled = Uint8Array.from({ length: grey.length * 4 }, (_, at) => (at % 4 === 3 ? 255 : (grey[at >> 2] ?? 0)));
    const model = await trainOn(
      new Map([
        ["grey.png", Buffer.from(encode({ ...image, data: grey, channels: 1 }))],
        ["other.png", asPng(drawScene(SIDE, 5, 0))],
      ]),
    );
    const forms = [
      Buffer.from(encode({ ...image, data: deep, channels: 1, depth: 16 })),
      Buffer.from(encode({ ...image, data: veiled, channels: 4 })),
      asJpeg(
        { ...image, data: Uint8Array.from({ length: grey.length * 3 }, (_, at) => grey[Math.floor(at / 3)] ?? 0) },
        90,
      ),
    ];
    for (const form of forms) expect(await recognised(model, form)).to.deep.equal(["grey.png"]);
  });

  it("is nothing that cannot be decoded, or unpacks to more than it says", async () => {
    const images: [string, Buffer][] = [
      ["one.png", asPng(drawScene(SIDE, 6, 0))],
      ["two.png", png(64, 64)],
    ];
    const model = await trainOn(new Map(images));
    const whole = png(100, 100, 9);
    const packed = deflateSync(Buffer.alloc(64 * 1024 ** 2));
    const at = whole.indexOf("IDAT");
    const length = Buffer.alloc(4);
    length.writeUInt32BE(packed.length);
    const bomb = Buffer.concat([whole.subarray(0, at - 4), length, Buffer.from("IDAT"), packed, Buffer.alloc(4)]);
    for (const broken of [bomb, jpeg(100, 100), whole.subarray(0, 60)]) {
      expect(await recognised(model, broken)).to.deep.equal([]);
    }
  });

  it("has to show something: one colour is not taken for another that is nearly the same", async () => {
    const model = await trainOn(
      new Map([
        ["one.png", png(100, 100, 100)],
        ["two.png", png(100, 100, 200)],
      ]),
    );
    expect(await recognised(model, png(100, 100, 101))).to.deep.equal([]);
  });

  it("can be named by a rule: what is like it holds the same", async () => {
    const drawing = drawScene(SIDE, 7, 0);
    scene.bucket.put("team.png", asPng(drawing));
    const like = `s3://${BUCKET}/team.png`;
    scene.emulator.setRules({ rules: [{ match: { like }, holds: { labels: [{ name: "Team" }] } }] });
    const namesOf = async (Bytes: Buffer) => {
      const { Labels = [] } = await scene.client.detectLabels({ Image: { Bytes } });
      return Labels.map((label) => label.Name);
    };
    expect(await namesOf(copyOf(drawing, 4))).to.deep.equal(["Team"]);
    expect(await namesOf(asPng(drawScene(SIDE, 7, 1)))).to.not.include("Team");
  });
});
