import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { BUCKET, labeled } from "../harness/bucket.js";
import { asJpeg, asPng, drawScene, scaled } from "../harness/drawings.js";
import { runTrainedOn } from "../harness/models.js";
import { setKeptScene } from "./scene.js";

const NAMES = ["one", "two", "three"];
const drawing = (index: number) => drawScene(128, 1, index);
const copyOf = (index: number): Buffer => asJpeg(scaled(drawing(index), 0.8), 70);

describe("what a model was trained on, after a restart", () => {
  const scene = setKeptScene();

  async function trainOnAll(): Promise<string> {
    for (const [index, name] of NAMES.entries()) scene.bucket.put(`${name}.png`, asPng(drawing(index)));
    return runTrainedOn(
      scene,
      NAMES.map((name) => labeled(`${name}.png`, name)),
    );
  }
  const deleteAll = (): void => {
    for (const name of NAMES) rmSync(join(scene.bucket.path, `${name}.png`));
  };
  async function recognised(ProjectVersionArn: string, Bytes: Buffer): Promise<(string | undefined)[]> {
    const request = { ProjectVersionArn, Image: { Bytes }, MinConfidence: 91 };
    const { CustomLabels = [] } = await scene.client.detectCustomLabels(request);
    return CustomLabels.map(({ Name }) => Name);
  }

  it("is still known by its pixels and its bytes, although the images are gone", async () => {
    const model = await trainOnAll();
    expect(await recognised(model, copyOf(0))).to.deep.equal(["one"]);
    await scene.client.createCollection({ CollectionId: "any" });
    await scene.restart({}, deleteAll);
    for (const [index, name] of NAMES.entries()) {
      expect(await recognised(model, asPng(drawing(index))), name).to.deep.equal([name]);
      expect(await recognised(model, copyOf(index)), name).to.deep.equal([name]);
    }
    expect(await recognised(model, copyOf(4))).to.deep.equal([]);
    await scene.restart();
    expect(await recognised(model, copyOf(2))).to.deep.equal(["three"]);
  });

  it("is looked at again where it was not looked at before the end, but for what took its place", async () => {
    const model = await trainOnAll();
    await scene.restart({}, () => {
      scene.bucket.put("one.png", asPng(drawing(5)));
    });
    expect(await recognised(model, copyOf(1))).to.deep.equal(["two"]);
    expect(await recognised(model, asPng(drawing(0)))).to.deep.equal(["one"]);
    expect(await recognised(model, copyOf(5))).to.deep.equal([]);
    const Image = { S3Object: { Bucket: BUCKET, Name: "two.png" } };
    const { CustomLabels = [] } = await scene.client.detectCustomLabels({ ProjectVersionArn: model, Image });
    expect(CustomLabels[0]?.Name).to.equal("two");
  });
});
