import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { controlClient, startEmulator } from "../../emulator/index.js";
import type { ImageContents, ImageRule } from "../../emulator/index.js";
import { BUCKET } from "./harness/bucket.js";
import { png } from "./harness/images.js";
import { refusalOf } from "./harness/refusal.js";
import { MINUTE_MS, setScene } from "./harness/scene.js";

const CLI = join(__dirname, "..", "..", "emulator", "cli.js");

const stored = (Name: string) => ({ S3Object: { Bucket: BUCKET, Name } });

describe("what an image holds", () => {
  const OF_START: ImageRule = { match: { key: "start/*" }, holds: { labels: [{ name: "Start" }] } };
  const scene = setScene({ rules: [OF_START] });

  const put = (key: string, beside?: ImageContents | string) => {
    scene.bucket.putImage(key, 100, 100);
    if (beside === undefined) return;
    scene.bucket.put(`${key}.rekognition.json`, typeof beside === "string" ? beside : JSON.stringify(beside));
  };
  const namesOf = async (Name: string) => {
    const { Labels = [] } = await scene.client.detectLabels({ Image: stored(Name) });
    return Labels.map((label) => label.Name);
  };

  it("is told by a file beside it", async () => {
    put("photo.png", { faces: [], labels: [{ name: "Zebra" }], moderation: [{ name: "Weapons", confidence: 80 }] });
    expect(await namesOf("photo.png")).to.deep.equal(["Zebra"]);
    const { FaceDetails } = await scene.client.detectFaces({ Image: stored("photo.png") });
    expect(FaceDetails).to.deep.equal([]);
    const { ModerationLabels = [] } = await scene.client.detectModerationLabels({ Image: stored("photo.png") });
    expect(
      ModerationLabels.map(({ Name, ParentName, TaxonomyLevel }) => [Name, ParentName, TaxonomyLevel]),
    ).to.deep.equal([
      ["Violence", "", 1],
      ["Weapons", "Violence", 2],
    ]);
    expect(ModerationLabels[1]?.Confidence).to.equal(80);
  });

  it("is told by rules, the first of which decides, and a file beside it goes before them", async () => {
    put("start/a.png");
    put("start/deep/a.png");
    put("start/b.png", { labels: [{ name: "Beside" }] });
    expect(await namesOf("start/a.png")).to.deep.equal(["Start"]);
    expect(await namesOf("start/deep/a.png")).to.not.include("Start");
    scene.emulator.setRules({
      rules: [
        { match: { bucket: "training-*", key: "start/**" }, holds: { labels: [{ name: "Any depth" }] } },
        { match: { key: "start/**" }, holds: { labels: [{ name: "Too late" }], faces: [] } },
      ],
    });
    expect(await namesOf("start/a.png")).to.deep.equal(["Any depth"]);
    expect(await namesOf("start/deep/a.png")).to.deep.equal(["Any depth"]);
    expect(await namesOf("start/b.png")).to.deep.equal(["Beside"]);
    const { FaceDetails } = await scene.client.detectFaces({ Image: stored("start/b.png") });
    expect(FaceDetails).to.deep.equal([]);
    scene.emulator.reset();
    expect(await namesOf("start/a.png")).to.deep.equal(["Start"]);
    expect(await namesOf("start/deep/a.png")).to.not.include("Any depth");
  });

  it("is told by the hash of its bytes, wherever they come from", async () => {
    const Bytes = png(100, 100, 7);
    const sha256 = createHash("sha256").update(Bytes).digest("hex");
    scene.emulator.setRules({ rules: [{ match: { sha256 }, holds: { labels: [{ name: "Seven" }] } }] });
    const seven = await scene.client.detectLabels({ Image: { Bytes } });
    expect(seven.Labels?.map((label) => label.Name)).to.deep.equal(["Seven"]);
    const eight = await scene.client.detectLabels({ Image: { Bytes: png(100, 100, 8) } });
    expect(eight.Labels?.map((label) => label.Name)).to.not.include("Seven");
  });

  it("takes brackets in keys for what they are", async () => {
    put("start/[1] {a}.png");
    scene.emulator.setRules({ rules: [{ match: { key: "start/[1] {?}.*" }, holds: { labels: [{ name: "One" }] } }] });
    expect(await namesOf("start/[1] {a}.png")).to.deep.equal(["One"]);
    put("start/1 a.png");
    expect(await namesOf("start/1 a.png")).to.deep.equal(["Start"]);
  });

  it("is the same for all that ask: faces, searches, comparisons and videos", async () => {
    put("team.png", { faces: [{ identity: "ada" }, { identity: "bob" }] });
    put("ada.png", { faces: [{ identity: "ada" }] });
    scene.bucket.put("clip.mp4", "video");
    scene.bucket.put("clip.mp4.rekognition.json", JSON.stringify({ faces: [{ identity: "ada" }], labels: [] }));
    const CollectionId = "people";
    await scene.client.createCollection({ CollectionId });
    await scene.client.indexFaces({ CollectionId, Image: stored("ada.png"), ExternalImageId: "ada" });
    const found = await scene.client.searchFacesByImage({ CollectionId, Image: stored("team.png") });
    expect(found.FaceMatches?.map((match) => match.Face?.ExternalImageId)).to.deep.equal(["ada"]);
    const compared = await scene.client.compareFaces({
      SourceImage: stored("ada.png"),
      TargetImage: stored("team.png"),
    });
    expect([compared.FaceMatches?.length, compared.UnmatchedFaces?.length]).to.deep.equal([1, 1]);
    const { JobId } = await scene.client.startFaceSearch({ CollectionId, Video: stored("clip.mp4") });
    const labels = await scene.client.startLabelDetection({ Video: stored("clip.mp4") });
    scene.emulator.advance(MINUTE_MS);
    const { Persons = [] } = await scene.client.getFaceSearch({ JobId });
    expect(new Set(Persons.map((each) => each.Person?.Index))).to.deep.equal(new Set([0]));
    const matched = Persons.map((each) => each.FaceMatches?.map((match) => match.Face?.ExternalImageId));
    expect(new Set(matched.flat())).to.deep.equal(new Set(["ada"]));
    expect((await scene.client.getLabelDetection({ JobId: labels.JobId })).Labels).to.deep.equal([]);
  });

  it("is refused when it is badly written, and the place is named", async () => {
    put("broken.png", '{"faces": [{"box": {"left": 2, "top": 0, "width": 1, "height": 1}}]}');
    const broken = await refusalOf(scene.client.detectFaces({ Image: stored("broken.png") }));
    expect(broken.name).to.equal("InvalidImageRuleOfEmulatorException");
    expect(broken.message).to.contain(`s3://${BUCKET}/broken.png.rekognition.json: faces: 0: box: left: `);
    put("unknown.png", '{"face": []}');
    const unknown = await refusalOf(scene.client.detectFaces({ Image: stored("unknown.png") }));
    expect(unknown.message).to.contain("unknown member face");
    put("no-json.png", "faces");
    expect((await refusalOf(scene.client.detectFaces({ Image: stored("no-json.png") }))).status).to.equal(501);
    const rule = { match: { sha256: "AB" }, holds: {} };
    expect(() => {
      scene.emulator.setRules({ rules: [OF_START, rule] });
    }).to.throw("rules: 1: match: sha256: takes 64 hexadecimal digits");
    const started = await startEmulator({ rules: [rule] }).catch((error: unknown) => error);
    expect(String(started)).to.contain("rules: 0: match: sha256");
  });

  it("is set and told over HTTP", async () => {
    const control = controlClient(scene.emulator.url);
    const rules: ImageRule[] = [{ holds: { faces: [] } }];
    await control.setRules({ rules });
    expect(await control.rules()).to.deep.equal({ rules: [...rules, OF_START] });
  });

  it("comes from the command line as a file", async () => {
    const file = join(scene.bucket.path, "rules.json");
    writeFileSync(file, JSON.stringify({ rules: [OF_START] }));
    const child = spawn(process.execPath, [CLI, "--rules", file]);
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    expect(await controlClient(line.replace("listening on ", "")).rules()).to.deep.equal({ rules: [OF_START] });
    const closed = once(child, "close");
    child.kill();
    await closed;
    writeFileSync(file, '{"rules": [{"holds": {"labels": [{}]}}]}');
    const refused = spawnSync(process.execPath, [CLI, "--rules", file], { encoding: "utf8" });
    expect(refused.status).to.equal(2);
    expect(refused.stderr).to.contain("rules.json: rules: 0: holds: labels: 0: name");
  });
});
