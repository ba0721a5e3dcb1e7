import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { awsImage, image, oneSource } from "../../../provider/functions/image.js";
import { failureOf } from "../../provider/harness/failure.js";

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const MEGABYTE = 1024 ** 2;

describe("an image for a function", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "image-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function file(name: string, content: Buffer): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  for (const [name, content] of [
    ["PNG", PNG],
    ["JPEG", JPEG],
  ] as const) {
    it(`${name}: from bytes, base64 text and a file, all the same`, async () => {
      for (const given of [
        { bytes: content },
        { bytes: new Uint8Array(content) },
        { bytes: content.toString("base64") },
        { file: file(name, content) },
      ]) {
        const { Bytes: sent } = await awsImage(given, 4);
        expect(Buffer.from(sent ?? []).equals(content), JSON.stringify(Object.keys(given))).to.equal(true);
      }
    });
  }

  it("from S3, which AWS reads itself", async () => {
    expect(await awsImage({ s3Object: { bucket: "photos", name: "a.png" } }, 4)).to.deep.equal({
      S3Object: { Bucket: "photos", Name: "a.png" },
    });
    expect(await awsImage({ s3Object: { bucket: "photos", name: "a.png", version: "3" } }, 4)).to.deep.equal({
      S3Object: { Bucket: "photos", Name: "a.png", Version: "3" },
    });
  });

  it("takes exactly as many bytes as AWS does", async () => {
    const full = Buffer.concat([PNG, Buffer.alloc(4 * MEGABYTE - PNG.length)]);
    expect((await awsImage({ bytes: full }, 4)).Bytes).to.have.length(4 * MEGABYTE);
    const over = Buffer.concat([full, Buffer.alloc(1)]);
    expect(await failureOf(awsImage({ bytes: over }, 4))).to.match(
      /^image has 4,194,305 bytes; at most 4,194,304 .*\[MediaUnusable\]$/,
    );
    expect((await awsImage({ bytes: over }, 5)).Bytes).to.have.length(over.length);
  });

  it("does not read a file that is too large", async () => {
    const path = file("large.png", PNG);
    truncateSync(path, 20 * MEGABYTE);
    const failure = await failureOf(awsImage({ file: path }, 4));
    expect(failure).to.contain(`image file ${path} has 20,971,520 bytes; at most 4,194,304 (4 MB) can be sent`);
  });

  for (const [what, content, said] of [
    ["a GIF", Buffer.from("GIF89a"), "it begins with 47 49 46 38"],
    ["half a signature", PNG.subarray(0, 4), "it begins with 89 50 4e 47"],
    ["nothing", Buffer.alloc(0), "it is empty"],
  ] as const) {
    it(`refuses ${what}`, async () => {
      expect(await failureOf(awsImage({ bytes: content }, 4))).to.contain(`neither PNG nor JPEG (${said})`);
      const path = file("other", content);
      expect(await failureOf(awsImage({ file: path }, 4))).to.contain(`image file ${path} is neither PNG nor JPEG`);
    });
  }

  it("names a file that is not there", async () => {
    const path = join(folder, "nowhere.png");
    const failure = await failureOf(awsImage({ file: path }, 4));
    expectWholeMessage(failure, "FileUnreadable");
    expect(failure).to.contain(`image file ${path} does not exist. Check the path`);
  });

  it("names a file that cannot be read, and why", async () => {
    const failure = await failureOf(awsImage({ file: folder }, 4));
    expectWholeMessage(failure, "FileUnreadable");
    expect(failure).to.contain(`image file ${folder} cannot be read: EISDIR`);
  });

  it("has one source", () => {
    expect(oneSource.holds({ image: {} })).to.equal(false);
    expect(oneSource.holds({ image: { bytes: PNG } })).to.equal(true);
    expect(oneSource.holds({ image: { bytes: undefined, file: "a.png" } })).to.equal(true);
    expect(oneSource.holds({ image: { bytes: PNG, file: "a.png" } })).to.equal(false);
    expect(image.safeParse({ bytes: [1, 2, 3] }).success).to.equal(false);
  });
});
