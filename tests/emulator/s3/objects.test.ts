import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { S3ServiceException } from "@aws-sdk/client-s3";
import { expect } from "chai";
import { contents } from "../harness/folder.js";
import { clientOf, GIVEN, KEYS, setS3Scene } from "./scene.js";
import type { S3Scene } from "./scene.js";

const md5 = (text: string): string => createHash("md5").update(text).digest("hex");
const failureOf = async (call: Promise<unknown>): Promise<S3ServiceException> =>
  call.then(
    () => expect.fail("it succeeded"),
    (error: unknown) => error as S3ServiceException,
  );
const codeOf = async (call: Promise<unknown>): Promise<string> => (await failureOf(call)).name;

describe("objects over S3", () => {
  let scene: S3Scene;
  const given = { Bucket: GIVEN };

  beforeEach(async () => {
    scene = await setS3Scene({
      "cat.txt": "cat",
      "dogs/rex.txt": "rex",
      ".versions/v1/cat.txt": "older cat",
    });
  });
  afterEach(() => scene.end());

  const read = async (Key: string, more: { Range?: string; VersionId?: string } = {}): Promise<string | undefined> =>
    (await scene.s3.getObject({ ...given, Key, ...more })).Body?.transformToString();

  it("are the files of a folder", async () => {
    const answer = await scene.s3.getObject({ ...given, Key: "dogs/rex.txt" });
    expect(await answer.Body?.transformToString()).to.equal("rex");
    expect(answer).to.include({ ETag: `"${md5("rex")}"`, ContentLength: 3, AcceptRanges: "bytes" });
    expect(await read("cat.txt", { VersionId: "v1" })).to.equal("older cat");
    expect(await codeOf(read("dogs"))).to.equal("NoSuchKey");
    expect(await codeOf(scene.s3.getObject({ Bucket: "elsewhere", Key: "x" }))).to.equal("NoSuchBucket");
  });

  it("may have any key, beside any other", async () => {
    for (const Key of KEYS) await scene.s3.putObject({ ...given, Key, Body: `of ${Key}` });
    for (const Key of KEYS) expect(await read(Key), Key).to.equal(`of ${Key}`);
    const { Contents = [] } = await scene.s3.listObjectsV2(given);
    const expected = [...KEYS, "cat.txt", "dogs/rex.txt"].sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
    expect(Contents.map(({ Key }) => Key)).to.deep.equal(expected);
    const { Deleted = [] } = await scene.s3.deleteObjects({
      ...given,
      Delete: { Objects: KEYS.map((Key) => ({ Key })) },
    });
    expect(Deleted.map(({ Key }) => Key)).to.deep.equal(KEYS);
    expect((await scene.s3.listObjectsV2(given)).KeyCount).to.equal(2);
    expect(await codeOf(scene.s3.putObject({ ...given, Key: "x".repeat(1025), Body: "" }))).to.equal("KeyTooLongError");
  });

  it("are written and deleted apart from the folder, which stays byte for byte", async () => {
    const before = contents(scene.folder);
    await scene.s3.putObject({ ...given, Key: "cat.txt", Body: "new cat" });
    await scene.s3.putObject({ ...given, Key: "dogs", Body: "a key that is a folder there" });
    await scene.s3.copyObject({ ...given, Key: "copy", CopySource: `${GIVEN}/dogs/rex.txt` });
    await scene.s3.deleteObject({ ...given, Key: "dogs/rex.txt" });
    await scene.s3.deleteObject({ ...given, Key: "never there" });
    expect([await read("cat.txt"), await read("dogs"), await read("copy")]).to.deep.equal([
      "new cat",
      "a key that is a folder there",
      "rex",
    ]);
    expect(await codeOf(read("dogs/rex.txt"))).to.equal("NoSuchKey");
    expect(contents(scene.folder)).to.deep.equal(before);
  });

  it("go to a folder that is given so, but for keys that no file can have", async () => {
    await scene.end();
    scene = await setS3Scene({ "cat.txt": "cat", "dogs/rex.txt": "rex" }, { writable: true });
    await scene.s3.putObject({ ...given, Key: "new/bird.txt", Body: "bird", ContentType: "text/plain" });
    await scene.s3.deleteObject({ ...given, Key: "dogs/rex.txt" });
    expect(Object.keys(contents(scene.folder))).to.deep.equal(["cat.txt", "new/bird.txt"]);
    expect((await scene.s3.headObject({ ...given, Key: "new/bird.txt" })).ContentType).to.equal("text/plain");
    for (const Key of ["new", "cat.txt/x", "a/", "a//b", "../x", ".versions/v/x"]) {
      const failure = await failureOf(scene.s3.putObject({ ...given, Key, Body: "x" }));
      expect(failure.name, Key).to.equal("InvalidRequest");
      expect(failure.message).to.match(/folder of this bucket/);
    }
  });

  it("carry their metadata, and say what they are told to say", async () => {
    await scene.s3.putObject({
      ...given,
      Key: "x",
      Body: "x",
      ContentType: "text/plain",
      CacheControl: "no-cache",
      ContentEncoding: "gzip",
      Metadata: { colour: "black" },
    });
    const answer = await scene.s3.getObject({ ...given, Key: "x", ResponseContentType: "text/html" });
    expect(answer).to.deep.include({
      ContentType: "text/html",
      CacheControl: "no-cache",
      ContentEncoding: "gzip",
      Metadata: { colour: "black" },
    });
    const copy = { ...given, Key: "y", CopySource: `${GIVEN}/x` };
    await scene.s3.copyObject(copy);
    expect((await scene.s3.headObject({ ...given, Key: "y" })).Metadata).to.deep.equal({ colour: "black" });
    await scene.s3.copyObject({ ...copy, MetadataDirective: "REPLACE", Metadata: { colour: "white" } });
    expect((await scene.s3.headObject({ ...given, Key: "y" })).Metadata).to.deep.equal({ colour: "white" });
    expect(await codeOf(scene.s3.copyObject({ ...given, Key: "x", CopySource: `${GIVEN}/x` }))).to.equal(
      "InvalidRequest",
    );
  });

  const ranges: { range: string; text: string; told?: string }[] = [
    { range: "bytes=0-0", text: "0", told: "bytes 0-0/10" },
    { range: "bytes=2-4", text: "234", told: "bytes 2-4/10" },
    { range: "bytes=7-", text: "789", told: "bytes 7-9/10" },
    { range: "bytes=-2", text: "89", told: "bytes 8-9/10" },
    { range: "bytes=8-100", text: "89", told: "bytes 8-9/10" },
    { range: "bytes=4-2", text: "0123456789" },
    { range: "bytes=0-1,4-5", text: "0123456789" },
    { range: "cats=0-1", text: "0123456789" },
  ];
  for (const { range, text, told } of ranges) {
    it(`are given in ranges: ${range}`, async () => {
      await scene.s3.putObject({ ...given, Key: "digits", Body: "0123456789" });
      const answer = await scene.s3.getObject({ ...given, Key: "digits", Range: range });
      expect([await answer.Body?.transformToString(), answer.ContentRange]).to.deep.equal([text, told]);
      expect(answer.$metadata.httpStatusCode).to.equal(told === undefined ? 200 : 206);
    });
  }
  it("refuse a range that begins after them", async () => {
    const failure = await failureOf(read("cat.txt", { Range: "bytes=3-" }));
    expect([failure.name, failure.$metadata.httpStatusCode]).to.deep.equal(["InvalidRange", 416]);
  });

  it("are read and written under conditions", async () => {
    const ETag = md5("cat");
    const later = new Date(4_000_000_000_000);
    const status = async (more: object): Promise<number | undefined> =>
      (await failureOf(scene.s3.getObject({ ...given, Key: "cat.txt", ...more }))).$metadata.httpStatusCode;
    expect(await status({ IfNoneMatch: `"${ETag}"` })).to.equal(304);
    expect(await status({ IfModifiedSince: later })).to.equal(304);
    expect(await status({ IfMatch: '"other"' })).to.equal(412);
    expect(await status({ IfUnmodifiedSince: new Date(0) })).to.equal(412);
    const put = (more: object): Promise<unknown> =>
      scene.s3.putObject({ ...given, Key: "cat.txt", Body: "x", ...more });
    expect(await codeOf(put({ IfNoneMatch: "*" }))).to.equal("PreconditionFailed");
    expect(await codeOf(put({ IfMatch: '"other"' }))).to.equal("PreconditionFailed");
    await put({ IfMatch: `"${ETag}"` });
  });

  for (const ChecksumAlgorithm of ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"] as const) {
    it(`are checked by ${ChecksumAlgorithm}, streamed with a trailer or not`, async () => {
      const file = join(scene.folder, "..", `${scene.folder.split("/").at(-1) ?? ""}-stream`);
      writeFileSync(file, "streamed".repeat(100_000));
      const Body = createReadStream(file);
      const put = { ...given, Key: "x", ChecksumAlgorithm };
      const { [`Checksum${ChecksumAlgorithm}` as const]: streamed } = await scene.s3.putObject({
        ...put,
        Body,
        ContentLength: 800_000,
      });
      rmSync(file);
      const whole = await scene.s3.putObject({ ...put, Body: "streamed".repeat(100_000) });
      expect(streamed).to.be.a("string").and.to.equal(whole[`Checksum${ChecksumAlgorithm}`]);
      const got = await scene.s3.getObject({ ...given, Key: "x", ChecksumMode: "ENABLED" });
      expect(got[`Checksum${ChecksumAlgorithm}`]).to.equal(streamed);
      expect((await got.Body?.transformToString())?.length).to.equal(800_000);
      const wrong = { ...given, Key: "y", Body: "y", [`Checksum${ChecksumAlgorithm}`]: streamed };
      expect(await codeOf(scene.s3.putObject(wrong))).to.equal("BadDigest");
      expect(await codeOf(read("y"))).to.equal("NoSuchKey");
    });
  }

  it("are checked by the MD5 that comes with them", async () => {
    const put = (ContentMD5: string): Promise<unknown> =>
      scene.s3.putObject({ ...given, Key: "x", Body: "x", ContentMD5 });
    expect(await codeOf(put(Buffer.from(md5("y"), "hex").toString("base64")))).to.equal("BadDigest");
    expect(await codeOf(put("nonsense"))).to.equal("InvalidDigest");
    await put(Buffer.from(md5("x"), "hex").toString("base64"));
  });

  it("are never outside of the folder", async () => {
    const outside = mkdtempSync(join(tmpdir(), "rekognition-outside-"));
    writeFileSync(join(outside, "secret"), "secret");
    symlinkSync(outside, join(scene.folder, "out"));
    symlinkSync(join(outside, "secret"), join(scene.folder, "link"));
    symlinkSync(scene.folder, join(scene.folder, "circle"));
    const name = outside.split("/").at(-1) ?? "";
    for (const Key of ["out/secret", "link", `../${name}/secret`, `dogs/../../${name}/secret`, `${outside}/secret`]) {
      expect(await codeOf(read(Key)), Key).to.equal("NoSuchKey");
    }
    const { Contents = [] } = await scene.s3.listObjectsV2(given);
    expect(Contents.map(({ Key }) => Key)).to.deep.equal(["cat.txt", "dogs/rex.txt"]);
    rmSync(outside, { recursive: true });
  });

  it("tell what they are by their attributes", async () => {
    const ObjectAttributes = ["ETag", "ObjectSize", "Checksum", "StorageClass"] as const;
    await scene.s3.putObject({ ...given, Key: "x", Body: "cat", ChecksumAlgorithm: "CRC32" });
    const answer = await scene.s3.getObjectAttributes({ ...given, Key: "x", ObjectAttributes: [...ObjectAttributes] });
    expect(answer).to.deep.include({ ETag: md5("cat"), ObjectSize: 3, StorageClass: "STANDARD" });
    expect(answer.Checksum).to.deep.include({ ChecksumType: "FULL_OBJECT" });
  });

  it("are kept in versions if their bucket is", async () => {
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await scene.s3.putBucketVersioning({ ...given, VersioningConfiguration });
    expect((await scene.s3.getBucketVersioning(given)).Status).to.equal("Enabled");
    const { VersionId: second = "" } = await scene.s3.putObject({ ...given, Key: "cat.txt", Body: "second cat" });
    const marker = await scene.s3.deleteObject({ ...given, Key: "cat.txt" });
    expect(marker.DeleteMarker).to.equal(true);
    expect(await codeOf(read("cat.txt"))).to.equal("NoSuchKey");
    expect(await read("cat.txt", { VersionId: second })).to.equal("second cat");
    expect(await read("cat.txt", { VersionId: "null" })).to.equal("cat");
    const listed = await scene.s3.listObjectVersions({ ...given, Prefix: "cat" });
    expect(listed.Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).to.deep.equal([
      [second, false],
      ["null", false],
      ["v1", false],
    ]);
    expect(listed.DeleteMarkers?.map(({ VersionId }) => VersionId)).to.deep.equal([marker.VersionId]);
    await scene.s3.deleteObject({ ...given, Key: "cat.txt", VersionId: marker.VersionId });
    expect(await read("cat.txt")).to.equal("second cat");
    const copy = { ...given, Key: "cat.txt", CopySource: `${GIVEN}/cat.txt?versionId=v1` };
    await scene.s3.copyObject(copy);
    expect(await read("cat.txt")).to.equal("older cat");
  });

  it("are told of, unless what is asked of them is not to be had", async () => {
    const failure = await failureOf(scene.s3.getObjectTagging({ ...given, Key: "cat.txt" }));
    expect(failure.name).to.equal("NotImplemented");
    expect(failure.message).to.equal("GET of ?tagging of Amazon S3 is not implemented by this emulator.");
    const acl = scene.s3.getObjectAcl({ ...given, Key: "cat.txt" });
    expect(await codeOf(acl)).to.equal("NotImplemented");
    expect(scene.emulator.calls().at(-1)).to.include({ status: 501, error: "NotImplemented" });
  });

  it("are let in by any signature, and without one by none", async () => {
    const address = `${scene.emulator.url}/${GIVEN}/cat.txt`;
    for (const method of ["GET", "PUT", "DELETE"]) {
      const answer = await fetch(address, { method });
      expect(answer.status).to.equal(403);
      expect(await answer.text()).to.include("<Code>AccessDenied</Code>");
    }
    const wrongKeys = clientOf(scene.emulator, { credentials: { accessKeyId: "made-up", secretAccessKey: "x" } });
    expect((await wrongKeys.headObject({ ...given, Key: "cat.txt" })).ContentLength).to.equal(3);
    wrongKeys.destroy();
  });
});
