import { Rekognition } from "@aws-sdk/client-rekognition";
import { paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { startEmulator } from "../../../emulator/index.js";
import { ACCOUNT, REGION, credentialsOf } from "../harness/scene.js";
import { contents } from "../harness/folder.js";
import { GIVEN, clientOf, setS3Scene } from "./scene.js";
import type { S3Scene } from "./scene.js";

const nameOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "it succeeded",
    (error: unknown) => (error as Error).name,
  );

describe("buckets over S3", () => {
  let scene: S3Scene;
  const given = { Bucket: GIVEN };

  before(async () => {
    scene = await setS3Scene({ "cat.txt": "cat", "dogs/a.txt": "a", "dogs/b.txt": "b", "dogs/old/c.txt": "c" });
  });
  after(() => scene.end());

  it("are made, listed and deleted, but for folders that were given", async () => {
    await scene.s3.createBucket({ Bucket: "made-here" });
    const { Buckets = [] } = await scene.s3.listBuckets({});
    expect(Buckets.map(({ Name }) => Name)).to.deep.equal([GIVEN, "made-here"]);
    const elsewhere = clientOf(scene.emulator, { region: "eu-central-1" });
    expect((await elsewhere.getBucketLocation({ Bucket: "made-here" })).LocationConstraint).to.equal("eu-central-1");
    expect(await nameOf(elsewhere.createBucket({ Bucket: "made-here" }))).to.equal("BucketAlreadyOwnedByYou");
    elsewhere.destroy();
    await scene.s3.headBucket({ Bucket: "made-here" });
    expect(await nameOf(scene.s3.createBucket({ Bucket: "No_Name" }))).to.equal("InvalidBucketName");
    await scene.s3.putObject({ Bucket: "made-here", Key: "x", Body: "x" });
    expect(await nameOf(scene.s3.deleteBucket({ Bucket: "made-here" }))).to.equal("BucketNotEmpty");
    await scene.s3.deleteObject({ Bucket: "made-here", Key: "x" });
    await scene.s3.deleteBucket({ Bucket: "made-here" });
    expect(await nameOf(scene.s3.headBucket({ Bucket: "made-here" }))).to.equal("NotFound");
    expect(await nameOf(scene.s3.deleteBucket(given))).to.equal("BucketNotEmpty");
  });

  it("are listed by folders, page by page", async () => {
    const page = await scene.s3.listObjectsV2({ ...given, Delimiter: "/" });
    expect(page.Contents?.map(({ Key, Size }) => [Key, Size])).to.deep.equal([["cat.txt", 3]]);
    expect(page.CommonPrefixes).to.deep.equal([{ Prefix: "dogs/" }]);
    const inside = await scene.s3.listObjectsV2({ ...given, Delimiter: "/", Prefix: "dogs/" });
    expect(inside.Contents?.map(({ Key }) => Key)).to.deep.equal(["dogs/a.txt", "dogs/b.txt"]);
    expect(inside.CommonPrefixes).to.deep.equal([{ Prefix: "dogs/old/" }]);
    const seen: unknown[] = [];
    for await (const { Contents = [], CommonPrefixes = [] } of paginateListObjectsV2(
      { client: scene.s3, pageSize: 1 },
      { ...given, Delimiter: "/" },
    )) {
      seen.push(...Contents.map(({ Key }) => Key), ...CommonPrefixes.map(({ Prefix }) => Prefix));
    }
    expect(seen).to.deep.equal(["cat.txt", "dogs/"]);
    const later = await scene.s3.listObjectsV2({ ...given, StartAfter: "dogs/a.txt" });
    expect(later.Contents?.map(({ Key }) => Key)).to.deep.equal(["dogs/b.txt", "dogs/old/c.txt"]);
    expect(await nameOf(scene.s3.listObjectsV2({ ...given, ContinuationToken: "made up" }))).to.equal(
      "InvalidArgument",
    );
  });

  it("are listed in the first form, with escaped keys where they are asked for", async () => {
    const first = await scene.s3.listObjects({ ...given, MaxKeys: 1, Delimiter: "/" });
    expect([first.IsTruncated, first.NextMarker]).to.deep.equal([true, "cat.txt"]);
    const second = await scene.s3.listObjects({ ...given, Marker: "cat.txt", Delimiter: "/" });
    expect([second.IsTruncated, second.CommonPrefixes]).to.deep.equal([false, [{ Prefix: "dogs/" }]]);
    await scene.s3.putObject({ ...given, Key: "z ü+\r", Body: "" });
    const escaped = await scene.s3.listObjects({ ...given, Prefix: "z", EncodingType: "url" });
    expect(escaped.Contents?.[0]?.Key).to.equal("z%20%C3%BC%2B%0D");
    await scene.s3.deleteObject({ ...given, Key: "z ü+\r" });
  });

  it("are found by the name of the host", async () => {
    for (const host of [`${GIVEN}.localhost`, `${GIVEN}.s3.localhost`, `${GIVEN}.s3.eu-west-1.localhost`]) {
      const headers = { Host: `${host}:${scene.emulator.port}` };
      const client = clientOf(scene.emulator, { forcePathStyle: true });
      client.middlewareStack.add(
        (next) => (args) => {
          const request = args.request as { path: string; headers: Record<string, string> };
          request.path = request.path.replace(`/${GIVEN}`, "");
          Object.assign(request.headers, headers);
          return next(args);
        },
        { step: "finalizeRequest", priority: "low" },
      );
      const answer = await client.getObject({ ...given, Key: "dogs/a.txt" });
      expect(await answer.Body?.transformToString(), host).to.equal("a");
      client.destroy();
    }
    const answer = await fetch(`${scene.emulator.url}/x`, { headers: { Host: `${GIVEN}.example.com` } });
    expect(answer.status).to.equal(403);
  });

  it("serve Rekognition, which says as AWS does if an object is missing", async () => {
    const credentials = credentialsOf(ACCOUNT);
    const client = new Rekognition({ endpoint: scene.emulator.url, region: REGION, credentials });
    const look = (Name: string) => client.detectModerationLabels({ Image: { S3Object: { ...given, Name } } });
    const refusal = await look("nowhere.png").catch((error: unknown) => error as Error);
    expect(refusal).to.include({
      name: "InvalidS3ObjectException",
      message: "Unable to get object metadata from S3. Check object key, region and/or access permissions.",
    });
    await scene.s3.putObject({ ...given, Key: "uploaded.png", Body: "no image" });
    expect(await nameOf(look("uploaded.png"))).to.equal("InvalidImageFormatException");
    await scene.s3.deleteObject({ ...given, Key: "uploaded.png" });
    expect(await nameOf(look("uploaded.png"))).to.equal("InvalidS3ObjectException");
    client.destroy();
  });

  it("meet faults as Rekognition does", async () => {
    scene.emulator.addFault({ operation: "GetObject", kind: "throttle", times: 1 });
    const once = clientOf(scene.emulator, { maxAttempts: 1 });
    expect(await nameOf(once.getObject({ ...given, Key: "cat.txt" }))).to.equal("SlowDown");
    scene.emulator.addFault({ operation: "PutObject", kind: "deny", times: 1 });
    expect(await nameOf(once.putObject({ ...given, Key: "x", Body: "x" }))).to.equal("AccessDenied");
    once.destroy();
    expect(
      scene.emulator
        .calls()
        .slice(-2)
        .map(({ operation, error }) => [operation, error]),
    ).to.deep.equal([
      ["GetObject", "SlowDown"],
      ["PutObject", "AccessDenied"],
    ]);
  });

  it("are as at the start after a reset", async () => {
    const before = contents(scene.folder);
    await scene.s3.putObject({ ...given, Key: "x", Body: "x" });
    await scene.s3.deleteObject({ ...given, Key: "cat.txt" });
    await scene.s3.createBucket({ Bucket: "made-here" });
    scene.emulator.reset();
    expect((await scene.s3.listObjectsV2(given)).KeyCount).to.equal(4);
    expect((await scene.s3.listBuckets({})).Buckets?.length).to.equal(1);
    expect(contents(scene.folder)).to.deep.equal(before);
  });
});

describe("uploads in parts", () => {
  let scene: S3Scene;
  const PART = 5 * 1024 ** 2;
  const about = { Bucket: GIVEN, Key: "a/large one" };
  const first = Buffer.alloc(PART + 1, 1);
  const bodies = [first, Buffer.alloc(PART + 2, 2), Buffer.alloc(PART + 3, 3)];

  before(async () => {
    scene = await setS3Scene();
  });
  after(() => scene.end());

  const begin = async (more = {}): Promise<string> =>
    (await scene.s3.createMultipartUpload({ ...about, ...more })).UploadId ?? "";
  async function send(UploadId: string, parts: readonly Buffer[], more = {}) {
    const sent = parts.map((Body, index) =>
      scene.s3.uploadPart({ ...about, UploadId, PartNumber: index + 1, Body, ...more }),
    );
    return (await Promise.all(sent)).map((part, index) => ({ ...part, PartNumber: index + 1 }));
  }

  it("become one object of a composite ETag", async () => {
    const UploadId = await begin({ ContentType: "video/mp4", ChecksumAlgorithm: "CRC32" });
    const Parts = await send(UploadId, bodies, { ChecksumAlgorithm: "CRC32" });
    expect((await scene.s3.listMultipartUploads({ Bucket: GIVEN })).Uploads?.map(({ Key }) => Key)).to.deep.equal([
      about.Key,
    ]);
    const listed = await scene.s3.listParts({ ...about, UploadId, MaxParts: 2 });
    expect([listed.Parts?.length, listed.IsTruncated, listed.NextPartNumberMarker]).to.deep.equal([2, true, "2"]);
    const done = await scene.s3.completeMultipartUpload({ ...about, UploadId, MultipartUpload: { Parts } });
    expect(done.ETag).to.match(/^"[0-9a-f]{32}-3"$/);
    expect(done.ChecksumCRC32).to.match(/-3$/);
    const answer = await scene.s3.getObject({ ...about, ChecksumMode: "ENABLED" });
    expect(answer).to.include({ ContentType: "video/mp4", ContentLength: 3 * PART + 6, ETag: done.ETag });
    expect(Buffer.concat(bodies).equals((await answer.Body?.transformToByteArray()) ?? new Uint8Array())).to.equal(
      true,
    );
    const part = await scene.s3.headObject({ ...about, PartNumber: 2 });
    expect([part.ContentLength, part.PartsCount]).to.deep.equal([PART + 2, 3]);
    expect(await nameOf(scene.s3.listParts({ ...about, UploadId }))).to.equal("NoSuchUpload");
  });

  it("may have a checksum over all of it, and parts that are copied", async () => {
    const source = { ...about, Key: "source" };
    await scene.s3.putObject({ ...source, Body: first });
    const UploadId = await begin({ ChecksumAlgorithm: "CRC32", ChecksumType: "FULL_OBJECT" });
    const part = { ...about, UploadId, CopySource: `${GIVEN}/source` };
    const { CopyPartResult: whole } = await scene.s3.uploadPartCopy({ ...part, PartNumber: 1 });
    const range = { PartNumber: 2, CopySourceRange: "bytes=0-9" };
    const { CopyPartResult: second } = await scene.s3.uploadPartCopy({ ...part, ...range });
    const Parts = [
      { ETag: whole?.ETag, PartNumber: 1 },
      { ETag: second?.ETag, PartNumber: 2 },
    ];
    const done = await scene.s3.completeMultipartUpload({ ...about, UploadId, MultipartUpload: { Parts } });
    const same = Buffer.concat([first, Buffer.alloc(10, 1)]);
    const { ChecksumCRC32 } = await scene.s3.putObject({ ...about, Body: same, ChecksumAlgorithm: "CRC32" });
    expect(done.ChecksumCRC32).to.equal(ChecksumCRC32);
  });

  it("are refused as S3 refuses them", async () => {
    const UploadId = await begin();
    const small = await send(UploadId, [Buffer.from("a"), Buffer.from("b")]);
    const complete = (Parts: readonly object[]) =>
      nameOf(scene.s3.completeMultipartUpload({ ...about, UploadId, MultipartUpload: { Parts: [...Parts] } }));
    expect(await complete(small)).to.equal("EntityTooSmall");
    expect(await complete([...small].reverse())).to.equal("InvalidPartOrder");
    expect(await complete([{ PartNumber: 1, ETag: '"other"' }])).to.equal("InvalidPart");
    expect(await complete([{ PartNumber: 9, ETag: small[0]?.ETag }])).to.equal("InvalidPart");
    const number = { ...about, UploadId, PartNumber: 10_001, Body: "x" };
    expect(await nameOf(scene.s3.uploadPart(number))).to.equal("InvalidArgument");
    await scene.s3.abortMultipartUpload({ ...about, UploadId });
    expect(await complete(small)).to.equal("NoSuchUpload");
    expect(await nameOf(scene.s3.uploadPart({ ...number, PartNumber: 1 }))).to.equal("NoSuchUpload");
  });
});

describe("what was written", () => {
  it("is there at the next start, if it is kept", async () => {
    const scene = await setS3Scene();
    const overlayFolder = `${scene.folder}/kept`;
    const starts = [1, 2];
    const seen: unknown[] = [];
    for (const start of starts) {
      const emulator = await startEmulator({ overlayFolder });
      const s3 = clientOf(emulator);
      if (start === 1) {
        await s3.createBucket({ Bucket: "kept-bucket" });
        await s3.putObject({ Bucket: "kept-bucket", Key: "a/b", Body: "kept" });
      } else {
        const answer = await s3.getObject({ Bucket: "kept-bucket", Key: "a/b" });
        seen.push(await answer.Body?.transformToString());
      }
      s3.destroy();
      await emulator.close();
    }
    expect(seen).to.deep.equal(["kept"]);
    await scene.end();
  });
});
