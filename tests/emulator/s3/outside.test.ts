import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Rekognition } from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { startEmulator } from "../../../emulator/index.js";
import type { Emulator } from "../../../emulator/index.js";
import { type Told, ask } from "../harness/ask.js";
import { labeled } from "../harness/bucket.js";
import { png } from "../harness/images.js";
import { refusalName } from "../harness/refusal.js";
import { ACCOUNT, HOUR_MS, REGION, credentialsOf } from "../harness/scene.js";
import { Draw } from "../malformed/draw.js";
import { contents } from "../harness/folder.js";

const BUCKET = "given";
/** Drawn keys: 300, or 10,000 with FULL=1. */
const DRAWN = process.env.FULL === "1" ? 10_000 : 300;
const SEED = 20_261_127;
const SECRET = "what nobody may see";
const SIGNED = { Authorization: "AWS any:any" };

/** What stands for one part of a key, escaped as it comes. */
const PARTS = [
  "..", ".", "", "%2e%2e", ".%2E", "..%00", "%00", "..%5c", "%5C..", "%252e%252e", "%c0%ae%c0%ae", "%ef%bc%8e%ef%bc%8e", "~",
  "outside", "given-private", "secret.png", "secret.txt", "given", "inside", "out", "one", "circle", "up", ".versions", "v1", "v2",
]; // prettier-ignore
const BETWEEN = ["/", "/", "/", "%2f", "%2F", "//", "%5c", "/./", "%252f"];

/** Keys that were thought of, as they stand in an address. */
const KEYS = [
  "../outside/secret.txt", "..%2foutside%2fsecret.txt", "%2e%2e/outside/secret.txt", "%2e%2e%2foutside%2fsecret.txt",
  "inside/../../outside/secret.txt", "inside/%2e%2e/%2e%2e/outside/secret.txt", "..%5coutside%5csecret.txt", "../given-private/secret.txt",
  "/etc/passwd", "%2fetc%2fpasswd", "//etc/passwd", "..%00/outside/secret.txt", "secret.txt%00.png", "inside/a.png%00",
  "..%c0%afoutside%c0%afsecret.txt", "%252e%252e%252foutside%252fsecret.txt", "file:%2f%2f%2fetc%2fpasswd",
  "out/secret.txt", "one", "absolute", "circle", "circle/x", "up/outside/secret.txt", "up/up/outside/secret.txt",
  ".versions/v2/one", ".versions/../../outside/secret.txt", ".versions/out/secret.txt",
]; // prettier-ignore

describe("what lies outside of a bucket's folder", () => {
  let root: string;
  let emulator: Emulator;
  let client: Rekognition;
  let outside: Record<string, string>;

  /** The bucket `given`, which can be written to as `written` says, with links out of it, in a circle, and to what is inside. */
  async function begin(writable: boolean): Promise<void> {
    root = mkdtempSync(join(tmpdir(), "rekognition-outside-"));
    const given = join(root, "given");
    for (const folder of ["given/inside", "given/.versions/v2", "outside", "given-private"]) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    for (const folder of ["outside", "given-private"]) {
      writeFileSync(join(root, folder, "secret.txt"), SECRET);
      writeFileSync(join(root, folder, "secret.png"), png(80, 80, 9));
      writeFileSync(join(root, folder, "secret.manifest"), `${JSON.stringify(labeled("inside/a.png", "cat"))}\n`);
    }
    writeFileSync(join(given, "inside", "a.png"), png(80, 80, 1));
    symlinkSync("../outside", join(given, "out"));
    symlinkSync("../outside/secret.txt", join(given, "one"));
    symlinkSync("../outside/secret.png", join(given, "one.png"));
    symlinkSync("../outside/secret.manifest", join(given, "one.manifest"));
    symlinkSync("/etc/passwd", join(given, "absolute"));
    symlinkSync("circle", join(given, "circle"));
    symlinkSync("..", join(given, "up"));
    symlinkSync("inside", join(given, "in"));
    symlinkSync("../../../outside/secret.txt", join(given, ".versions", "v2", "one"));
    symlinkSync("../../outside", join(given, ".versions", "out"));
    symlinkSync("../../outside/secret.txt", join(given, "inside", "a.png.rekognition.json"));
    outside = { ...contents(join(root, "outside")), ...contents(join(root, "given-private")) };
    emulator = await startEmulator({ clock: "manual", buckets: { [BUCKET]: { folder: given, writable } } });
    client = new Rekognition({
      endpoint: emulator.url,
      region: REGION,
      credentials: credentialsOf(ACCOUNT),
      maxAttempts: 1,
    });
  }
  afterEach(async () => {
    client.destroy();
    await emulator.close();
    expect({ ...contents(join(root, "outside")), ...contents(join(root, "given-private")) }).to.deep.equal(outside);
    rmSync(root, { recursive: true });
  });

  /** An answer of S3 that shows nothing of a file, and is no failure of the emulator's own. */
  function expectNothing({ status, body }: Told, what: string): void {
    expect(body, what).not.to.contain(SECRET).and.not.to.contain("root:");
    expect(status, what).to.be.below(500);
    if (body.startsWith("\u0089PNG") || body.includes("IHDR")) throw new Error(`${what} answers an image`);
  }

  function drawn(): string[] {
    const draw = new Draw(SEED);
    return Array.from({ length: DRAWN }, () => {
      const parts = Array.from({ length: 1 + draw.below(6) }, () => draw.of(PARTS));
      return parts.reduce((key, part) => `${key}${draw.of(BETWEEN)}${part}`);
    });
  }

  it(`is not read over S3, by any of ${KEYS.length + DRAWN} keys`, async () => {
    await begin(false);
    const inside = await ask(emulator, "GET", `/${BUCKET}/in/a.png`, SIGNED);
    expect([inside.status, inside.body.includes("IHDR")]).to.deep.equal([200, true]);
    for (const key of [...KEYS, ...drawn()]) {
      expectNothing(await ask(emulator, "GET", `/${BUCKET}/${key}`, SIGNED), key);
    }
    for (const key of KEYS) {
      const { status } = await ask(emulator, "HEAD", `/${BUCKET}/${key}`, SIGNED);
      expect(status, key).to.be.oneOf([400, 404]);
      expectNothing(await ask(emulator, "GET", `/${BUCKET}/?list-type=2&prefix=${key}`, SIGNED), key);
      expectNothing(await ask(emulator, "GET", `/${BUCKET}/inside/a.png?versionId=${key}`, SIGNED), key);
      const source = { "x-amz-copy-source": `/${BUCKET}/${key}` };
      expect((await ask(emulator, "PUT", `/${BUCKET}/copied`, { ...SIGNED, ...source })).status, key).to.be.oneOf([
        400, 404,
      ]);
    }
    for (const bucket of ["..", "%2e%2e", ".", "..%2foutside", "given%2f..%2foutside", "given-private"]) {
      expectNothing(await ask(emulator, "GET", `/${bucket}/secret.txt`, SIGNED), bucket);
      expectNothing(await ask(emulator, "GET", "/secret.txt", { ...SIGNED, Host: `${bucket}.localhost` }), bucket);
    }
    const listed = await ask(emulator, "GET", `/${BUCKET}/`, SIGNED);
    expect([...listed.body.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key)).to.deep.equal([
      "in/a.png",
      "inside/a.png",
    ]);
  });

  for (const writable of [false, true]) {
    it(`is not written to, deleted or made, ${writable ? "though the folder is written to" : "where the folder is not either"}`, async () => {
      await begin(writable);
      const before = writable ? [] : contents(join(root, "given"));
      for (const key of [...KEYS, ...drawn().slice(0, 200)]) {
        const body = "changed";
        const put = await ask(emulator, "PUT", `/${BUCKET}/${key}`, SIGNED, body);
        expectNothing(put, key);
        const read = await ask(emulator, "GET", `/${BUCKET}/${key}`, SIGNED);
        if (put.status === 200) expect(read.body, key).to.equal(body);
        else expectNothing(read, key);
        expectNothing(await ask(emulator, "DELETE", `/${BUCKET}/${key}`, SIGNED), key);
      }
      if (!writable) expect(contents(join(root, "given"))).to.deep.equal(before);
    });
  }

  it("is no image, no version of one, no video, no manifest and nothing beside an image", async () => {
    await begin(true);
    const decoded = KEYS.filter((key) => !key.includes("%c0")).map((key) =>
      decodeURIComponent(key).replaceAll(".txt", ".png"),
    );
    for (const Name of [...decoded, "one.png"]) {
      const refused = await refusalName(client.detectLabels({ Image: { S3Object: { Bucket: BUCKET, Name } } }));
      expect(refused, Name).to.equal("InvalidS3ObjectException");
      const Image = { S3Object: { Bucket: BUCKET, Name: "inside/a.png", Version: Name } };
      expect(await refusalName(client.detectLabels({ Image })), Name).to.equal("InvalidS3ObjectException");
      const Video = { S3Object: { Bucket: BUCKET, Name } };
      expect(await refusalName(client.startLabelDetection({ Video })), Name).to.equal("InvalidS3ObjectException");
    }
    const { Labels } = await client.detectLabels({ Image: { S3Object: { Bucket: BUCKET, Name: "in/a.png" } } });
    expect(Labels).not.to.deep.equal([]);
    // The file beside it leads outside: it is not there.
    const beside = await client.detectLabels({ Image: { S3Object: { Bucket: BUCKET, Name: "inside/a.png" } } });
    expect(beside.Labels).to.deep.equal(Labels);
    const { ProjectArn } = await client.createProject({ ProjectName: "animals" });
    emulator.advance(HOUR_MS);
    for (const Name of ["one.manifest", "out/secret.manifest", "../outside/secret.manifest"]) {
      const DatasetSource = { GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name } } };
      const created = client.createDataset({ ProjectArn, DatasetType: "TRAIN", DatasetSource });
      expect(await refusalName(created), Name).to.equal("InvalidS3ObjectException");
    }
  });

  it("gets no results of a training whose output leads there", async () => {
    await begin(true);
    const lines = ["cat", "dog"].flatMap((label) => [1, 2].map((number) => labeled(`${label}${number}.png`, label)));
    writeFileSync(
      join(root, "given", "lines.manifest"),
      lines
        .map((line) => `${JSON.stringify(line)}\n`)
        .join("")
        .replaceAll("training-bucket", BUCKET),
    );
    for (const [index, name] of ["cat1", "cat2", "dog1", "dog2"].entries()) {
      writeFileSync(join(root, "given", `${name}.png`), png(80, 80, index + 1));
    }
    const { ProjectArn } = await client.createProject({ ProjectName: "animals" });
    emulator.advance(HOUR_MS);
    for (const [index, S3KeyPrefix] of ["results", "../outside", "out", "up/outside", "/tmp"].entries()) {
      const { ProjectVersionArn = "" } = await client.createProjectVersion({
        ProjectArn,
        VersionName: `v${index}`,
        OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix },
        TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "lines.manifest" } } }] },
        TestingData: { AutoCreate: true },
      });
      emulator.advance(HOUR_MS);
      const { ProjectVersionDescriptions: [described] = [] } = await client.describeProjectVersions({
        ProjectArn,
        VersionNames: [`v${index}`],
      });
      expect(described?.ProjectVersionArn).to.equal(ProjectVersionArn);
      expect(described?.Status, S3KeyPrefix).to.equal(index === 0 ? "TRAINING_COMPLETED" : "TRAINING_FAILED");
    }
  });
});
