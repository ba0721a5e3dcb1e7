import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { BUCKET, OTHER_ACCOUNT } from "../harness/rig.js";
import { manifestOf, S3Scene, sent } from "./scene.js";
import { ImageFolder } from "./sets.js";

const names = (report: { operations: readonly string[] }): string[] => [...new Set(report.operations)];

describe("an image set", () => {
  let scene: S3Scene;
  let before: string[];
  let folder: ImageFolder;
  beforeEach(async () => {
    scene = await S3Scene.open();
    before = await scene.keys();
    folder = new ImageFolder({ circle: 2, square: 1 });
  });
  afterEach(() => scene.close());

  const newKeys = async (): Promise<string[]> => (await scene.keys()).filter((key) => !before.includes(key));

  it("becomes an object for each image and a manifest that names them; the next up asks nothing", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const args = await folder.args({ prefix: "teams/vision" });
    const made = await set.up(args);
    expect(names(made)).to.deep.equal(["GetPublicAccessBlock", "ListObjectsV2", "PutObject"]);
    const manifest = manifestOf(set.outputs);
    expect(set.id).to.equal(`s3://${BUCKET}/${manifest}`);
    expect(manifest).to.match(/^teams\/vision\/shapes-[0-9a-f]{8}\/manifests\/[0-9a-f]{64}\.manifest$/);
    const images = await scene.imagesIn(manifest);
    expect(images).to.have.length(3);
    expect(await newKeys()).to.have.members([...images, manifest]);
    expect(sent(made)).to.have.members([...images, manifest]);
    const bytes = await scene.s3.getObject({ Bucket: BUCKET, Key: images[0] });
    expect(bytes.ContentType).to.equal("image/png");
    const local = ["circle/1.png", "circle/2.png", "square/1.png"].map((name) => readFileSync(join(folder.path, name)));
    const first = Buffer.from((await bytes.Body?.transformToByteArray()) ?? []);
    expect(local.some((image) => image.equals(first))).to.equal(true);
    expect((await set.up(args)).calls).to.deep.equal([]);
    expect(set.outputs).to.deep.include({ images: 3, labels: { circle: 2, square: 1 } });
  });

  it("says beforehand what it holds and sends, and where its manifest will be", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const { plan, warnings } = await set.preview(await folder.args());
    expect(warnings.join("\n")).to.match(/^3 images: circle 2, square 1; 4 objects, \d+ bytes to send\.$/);
    await set.up(await folder.args());
    expect((plan as { inputs: Record<string, unknown> }).inputs.manifest).to.deep.equal(set.outputs.manifest);
    expect(await newKeys()).to.have.length(4);
  });

  it("sends only what is new, and deletes what nobody refers to any more after its users have changed", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    await set.up(await folder.args());
    const old = manifestOf(set.outputs);
    const oldImages = await scene.imagesIn(old);
    folder.put("circle/3.png", 100);
    folder.put("circle/4.png", 101);
    folder.remove("square");
    // Shade 3 was the square.
    folder.put("triangle/1.png", 3);
    folder.remove("circle/1.png");
    const args = await folder.args();
    const { warnings } = await set.preview(args);
    expect(warnings.join("\n")).to.match(
      /^\+2 images, -1 image, 1 relabelled; circle 2 -> 3, square 1 -> 0, triangle 0 -> 1; 3 objects, about \d+ bytes to send\.$/,
    );
    const replaced = await set.up(args, { keepReplaced: true });
    expect(replaced.steps).to.deep.equal(["create-replacement"]);
    const now = manifestOf(set.outputs);
    const images = await scene.imagesIn(now);
    const added = images.filter((key) => !oldImages.includes(key));
    expect(added).to.have.length(2);
    expect(sent(replaced)).to.have.members([...added, now]);
    expect(await newKeys(), "all that a dataset may still refer to").to.have.members([
      ...new Set([...oldImages, ...images]),
      old,
      now,
    ]);
    await set.deleteReplaced();
    expect(await newKeys()).to.have.members([...images, now]);
    await set.destroy();
    expect(await newKeys()).to.deep.equal([]);
  });

  it("goes back to earlier contents without sending them again, as long as they are there", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const first = await folder.args();
    await set.up(first);
    folder.put("circle/3.png", 100);
    await set.up(await folder.args(), { keepReplaced: true });
    folder.remove("circle/3.png");
    const back = await set.up(first);
    expect(sent(back)).to.deep.equal([manifestOf(set.outputs)]);
    expect(back.warnings.join()).to.contain("was left alone");
    expect(await newKeys()).to.have.length(4);
    expect((await set.up(first)).calls).to.deep.equal([]);
    await set.destroy();
    expect(await newKeys()).to.deep.equal([]);
  });

  it("survives its own replacement under --replace", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const args = await folder.args();
    await set.up(args);
    const { state } = set;
    if (state === undefined) throw new Error("nothing is recorded");
    // The engine creates it once more, without a diff, and then deletes the old record.
    const again = scene.rig.resource("imageSet", "shapes");
    await again.up(args);
    set.state = state;
    const deleted = await set.destroy();
    expect(deleted.warnings.join()).to.contain("was left alone: its manifest is held by another create");
    expect(await newKeys()).to.have.length(4);
    await again.destroy();
    expect(await newKeys()).to.deep.equal([]);
  });

  it("shares no object with another set of the same images, and touches nothing foreign", async () => {
    const one = scene.rig.resource("imageSet", "one");
    const other = scene.rig.resource("imageSet", "other");
    const args = await folder.args();
    await one.up(args);
    const own = await newKeys();
    await other.up(args);
    expect(await newKeys()).to.have.length(8);
    const foreign = [`${String(one.outputs.setName)}/images/notes.txt`, `${String(one.outputs.setName)}/x`];
    for (const Key of foreign) await scene.s3.putObject({ Bucket: BUCKET, Key, Body: "mine" });
    await one.destroy();
    const left = await newKeys();
    expect(left.filter((key) => own.includes(key))).to.deep.equal([]);
    expect(left)
      .to.have.length(4 + foreign.length)
      .and.to.include.members(foreign);
  });

  it("is left in the bucket by deletionPolicy keep", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const args = await folder.args({ deletionPolicy: "keep" });
    await set.up(args);
    const keys = await newKeys();
    expect((await set.destroy()).calls).to.deep.equal([]);
    expect(await newKeys()).to.deep.equal(keys);
  });

  it("is encrypted with the key that is named, and sent again for another one", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    await set.up(await folder.args({ kmsKeyId: "alias/one" }));
    const keyOf = async (): Promise<unknown> => {
      const heads = (await newKeys()).map((Key) => scene.s3.headObject({ Bucket: BUCKET, Key }));
      return [...new Set((await Promise.all(heads)).map(({ SSEKMSKeyId }) => SSEKMSKeyId))];
    };
    expect(await keyOf()).to.deep.equal(["alias/one"]);
    const changed = await set.up(await folder.args({ kmsKeyId: "alias/two" }));
    expect(changed.steps).to.deep.equal(["update"]);
    expect(await keyOf()).to.deep.equal(["alias/two"]);
  });

  it("asks only a bucket of the account that is expected", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const refused = await set.up(await folder.args({ expectedBucketOwner: OTHER_ACCOUNT }), { fails: true });
    expect(refused.error).to.contain("[AccessDenied]");
    expect(await newKeys()).to.deep.equal([]);
  });

  it("is not sent where the images are not those of the preview any more", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const args = await folder.args();
    folder.put("circle/3.png", 100);
    const refused = await set.up(args, { fails: true });
    expect(refused.error).to.contain("were changed after the program read them").and.to.contain("[ImagesChanged]");
    expect(refused.calls).to.deep.equal([]);
  });

  it("says what S3 has to be asked by where that is not configured", async () => {
    delete scene.rig.config["rekognition:s3Endpoint"];
    const refused = await scene.rig.resource("imageSet", "shapes").up(await folder.args(), { fails: true });
    expect(refused.error).to.contain("rekognition:s3Endpoint is not").and.to.contain("[InvalidConfiguration]");
  });

  it("is refused where another owner's set has the key, and left alone by its delete", async () => {
    const set = scene.rig.resource("imageSet", "shapes");
    const args = await folder.args();
    await set.up(args);
    const Key = manifestOf(set.outputs);
    const Body = await scene.read(Key);
    const Metadata = { "pulumi-rekognition-owner": "acme%2Fother%2Fdev", "pulumi-rekognition-claim": "a.b.c.recorded" };
    await scene.s3.putObject({ Bucket: BUCKET, Key, Body, Metadata });
    const refused = await scene.rig.resource("imageSet", "shapes").up(args, { fails: true });
    expect(refused.error).to.contain('belongs to owner "acme/other/dev"').and.to.contain("[OwnedByAnother]");
    expect(sent(refused)).to.deep.equal([]);
    const left = await set.destroy();
    expect(left.warnings.join()).to.contain("was left alone");
    expect(await newKeys()).to.have.length(4);
  });
});
