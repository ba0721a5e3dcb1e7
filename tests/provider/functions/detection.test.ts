import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { png } from "../../emulator/harness/images.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, Rig } from "../harness/rig.js";
import { call, resultOf } from "./calling.js";

const IMAGE = png(64, 64);

describe("functions that look at an image", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  async function model(more: object): Promise<string> {
    const resource = rig.resource("projectVersion", "m");
    await resource.up(modelArgs(await rig.makeProject(), more));
    return resource.id;
  }

  function imageFile(): string {
    const path = join(rig.bucket.path, "seen.png");
    writeFileSync(path, IMAGE);
    return path;
  }

  it("detectCustomLabels: the same from bytes, text, a file and S3", async () => {
    const projectVersionArn = await model({ minInferenceUnits: 1 });
    const file = imageFile();
    const results: unknown[] = [];
    for (const image of [
      { bytes: IMAGE },
      { bytes: IMAGE.toString("base64") },
      { file },
      { s3Object: { bucket: BUCKET, name: "seen.png" } },
    ]) {
      results.push(await resultOf(rig, "detectCustomLabels", { projectVersionArn, image, minConfidence: 0 }));
    }
    const [first] = results as { customLabels: { name: string; confidence: number }[] }[];
    expect(first?.customLabels).to.not.be.empty;
    for (const { name, confidence } of first?.customLabels ?? []) {
      expect(name).to.be.a("string");
      expect(confidence).to.be.within(0, 100);
    }
    for (const result of results) expect(result).to.deep.equal(first);
  });

  it("detectCustomLabels: no more labels than asked for", async () => {
    const projectVersionArn = await model({ minInferenceUnits: 1 });
    const args = { projectVersionArn, image: { bytes: IMAGE }, minConfidence: 0, maxResults: 1 };
    expect((await resultOf(rig, "detectCustomLabels", args))?.customLabels).to.have.length(1);
  });

  it("detectCustomLabels: says how a model that does not run is started", async () => {
    const projectVersionArn = await model({});
    const { error } = await call(rig, "detectCustomLabels", { projectVersionArn, image: { bytes: IMAGE } });
    expect(error).to.contain(`model ${projectVersionArn} is not running. Set minInferenceUnits`);
    expect(error).to.contain("[ModelNotRunning]");
  });

  it("detectCustomLabels: names region, key and permission where S3 refuses", async () => {
    const projectVersionArn = await model({ minInferenceUnits: 1 });
    const image = { s3Object: { bucket: BUCKET, name: "nowhere.png" } };
    const { error } = await call(rig, "detectCustomLabels", { projectVersionArn, image });
    expect(error).to.match(
      /Check the key, that the bucket is in the same region, and that its policy.*\[S3ObjectUnreadable\]/,
    );
  });

  it("send nothing that AWS would refuse for its size or form", async () => {
    const projectVersionArn = "arn:aws:rekognition:us-east-1:111122223333:project/p/version/v/1690556751958";
    const megabyte = 1024 ** 2;
    const large = Buffer.concat([IMAGE, Buffer.alloc(4 * megabyte)]);
    const larger = Buffer.concat([IMAGE, Buffer.alloc(5 * megabyte)]);
    const gif = Buffer.from("GIF89a");
    for (const [name, args] of [
      ["detectCustomLabels", { projectVersionArn, image: { bytes: large } }],
      ["detectCustomLabels", { projectVersionArn, image: { bytes: gif } }],
      ["detectModerationLabels", { image: { bytes: larger } }],
      ["detectModerationLabels", { image: { bytes: gif } }],
    ] as const) {
      const { error, operations } = await call(rig, name, args);
      expect(error).to.contain("[MediaUnusable]");
      expect(operations).to.deep.equal([]);
    }
  });
});
