import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { S3 } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { controlClient } from "../../../emulator/index.js";
import { ACCOUNT, REGION, credentialsOf } from "../harness/scene.js";

const CLI = join(__dirname, "..", "..", "..", "emulator", "cli.js");
const PART_BYTES = 5 * 1024 ** 2;
const Bucket = "results";

describe("uploads in parts of an emulator that keeps its state", () => {
  let folder: string;
  let stop: () => Promise<void>;
  let s3: S3;
  let url: string;

  async function start(): Promise<void> {
    const args = [CLI, "--quiet", "--state", join(folder, "state.json")];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(createInterface(child.stdout), "line")) as [string];
    url = line.replace("listening on ", "");
    s3 = new S3({ endpoint: url, region: REGION, credentials: credentialsOf(ACCOUNT), maxAttempts: 1 });
    stop = async () => {
      s3.destroy();
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
    };
  }
  const restart = async (): Promise<void> => {
    await stop();
    await start();
  };
  const kept = (): string[] =>
    readdirSync(join(folder, "state.json.objects", "uploads")).filter((name) => name !== "format.json");
  const blobs = (): string[] => readdirSync(join(folder, "state.json.objects", "blobs"));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "rekognition-uploads-"));
    await start();
    await s3.createBucket({ Bucket });
  });
  afterEach(async () => {
    await stop();
    rmSync(folder, { recursive: true });
  });

  it("go on after a kill at any of their steps", async () => {
    const Key = "large/a b.bin";
    const { UploadId } = await s3.createMultipartUpload({
      Bucket,
      Key,
      ContentType: "image/png",
      Metadata: { by: "me" },
    });
    await restart();
    const upload = { Bucket, Key, UploadId };
    const wrong = Buffer.alloc(PART_BYTES, "x");
    await s3.uploadPart({ ...upload, PartNumber: 1, Body: wrong });
    const [first, second] = [Buffer.alloc(PART_BYTES, "1"), Buffer.from("the end")];
    const one = await s3.uploadPart({ ...upload, PartNumber: 1, Body: first });
    await restart();
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
    expect(Uploads.map((each) => each.UploadId)).to.deep.equal([UploadId]);
    const { Parts = [] } = await s3.listParts(upload);
    expect(Parts.map(({ PartNumber, Size, ETag }) => [PartNumber, Size, ETag])).to.deep.equal([
      [1, PART_BYTES, one.ETag],
    ]);
    const two = await s3.uploadPart({ ...upload, PartNumber: 2, Body: second });
    await restart();
    const MultipartUpload = {
      Parts: [
        { PartNumber: 1, ETag: one.ETag, ChecksumCRC32: one.ChecksumCRC32 },
        { PartNumber: 2, ETag: two.ETag, ChecksumCRC32: two.ChecksumCRC32 },
      ],
    };
    await s3.completeMultipartUpload({ ...upload, MultipartUpload });
    await restart();
    const read = await s3.getObject({ Bucket, Key });
    expect(
      Buffer.concat([first, second]).equals((await read.Body?.transformToByteArray()) ?? Buffer.alloc(0)),
    ).to.equal(true);
    expect(read).to.deep.include({ ContentType: "image/png", Metadata: { by: "me" } });
    expect(kept()).to.deep.equal([]);
    expect(blobs()).to.have.lengthOf(1);
  });

  it("leave nothing behind when they were aborted, or forgotten by a reset", async () => {
    for (const Key of ["aborted", "forgotten"]) {
      const { UploadId } = await s3.createMultipartUpload({ Bucket, Key });
      await s3.uploadPart({ Bucket, Key, UploadId, PartNumber: 1, Body: "part" });
      if (Key === "aborted") await s3.abortMultipartUpload({ Bucket, Key, UploadId });
    }
    await restart();
    expect([kept().length, blobs().length]).to.deep.equal([2, 1]);
    await controlClient(url).reset();
    await restart();
    expect([kept(), blobs()]).to.deep.equal([[], []]);
  });
});
