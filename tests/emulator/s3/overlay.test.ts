import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { UnwritableKey } from "../../../emulator/buckets/given-folder.js";
import { Buckets } from "../../../emulator/media/buckets.js";
import { contents } from "../harness/folder.js";

describe("what is written to a bucket", () => {
  let root: string;
  let pets: string;
  let buckets: Buckets;
  const text = (key: string, version?: string): string | undefined => buckets.read("pets", key, version)?.toString();

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "rekognition-overlay-"));
    pets = join(root, "pets");
    mkdirSync(join(pets, ".versions", "v1"), { recursive: true });
    mkdirSync(join(pets, "dogs"));
    writeFileSync(join(pets, "cat.png"), "cat");
    writeFileSync(join(pets, ".versions", "v1", "cat.png"), "older cat");
    writeFileSync(join(pets, "dogs", "rex.png"), "rex");
    writeFileSync(join(root, "secret"), "secret");
    buckets = new Buckets({ pets });
  });
  afterEach(() => {
    buckets.close();
    rmSync(root, { recursive: true });
  });

  it("is seen in place of the folder, which stays as it is", () => {
    const before = contents(pets, "utf8");
    buckets.put("pets", "cat.png", "new cat", { contentType: "image/png", metadata: { colour: "black" } });
    buckets.put("pets", "dogs", "a key that is a folder there");
    buckets.remove("pets", "dogs/rex.png");
    expect(text("cat.png")).to.equal("new cat");
    expect(text("cat.png", "v1")).to.equal("older cat");
    expect(text("dogs/rex.png")).to.equal(undefined);
    expect(buckets.list("pets")).to.deep.equal(["cat.png", "dogs"]);
    expect(buckets.locate("pets", "cat.png")?.facts?.headers).to.deep.equal({
      "content-type": "image/png",
      "x-amz-meta-colour": "black",
    });
    expect(contents(pets, "utf8")).to.deep.equal(before);
  });

  it("may have any key, beside any other", () => {
    const keys = [
      "../secret",
      "a",
      "a/",
      "a/b",
      "a//b",
      "a/./b",
      "mit Leerzeichen",
      "plus+plus",
      "ünïcødé 🐈",
      "x".repeat(1024),
    ];
    for (const key of keys) buckets.put("pets", key, `of ${key}`);
    expect(keys.map((key) => text(key))).to.deep.equal(keys.map((key) => `of ${key}`));
    expect(buckets.list("pets", "a")).to.deep.equal(["a", "a/", "a/./b", "a//b", "a/b"]);
    expect(readFileSync(join(root, "secret"), "utf8")).to.equal("secret");
  });

  it("is listed in the order of UTF-8", () => {
    const [fullwidth, cat] = ["\uff01", "\u{1f408}"];
    buckets.createBucket("order");
    for (const key of [cat, fullwidth, "b", "a/x", "a!"]) buckets.put("order", key, "");
    expect(buckets.list("order")).to.deep.equal(["a!", "a/x", "b", fullwidth, cat]);
    expect(buckets.list("order", "", "a/x")).to.deep.equal(["b", fullwidth, cat]);
  });

  it("has versions where they are asked for", () => {
    buckets.setVersioning("pets", "Enabled");
    const { versionId } = buckets.put("pets", "cat.png", "new cat");
    const marker = buckets.remove("pets", "cat.png");
    expect(text("cat.png")).to.equal(undefined);
    expect(text("cat.png", versionId)).to.equal("new cat");
    expect(text("cat.png", "null")).to.equal("cat");
    expect(buckets.versions("pets", "cat.png").map((version) => version.versionId)).to.deep.equal([
      marker.versionId,
      versionId,
      "null",
      "v1",
    ]);
    buckets.remove("pets", "cat.png", marker.versionId);
    buckets.remove("pets", "cat.png", versionId);
    buckets.remove("pets", "cat.png", "v1");
    expect(text("cat.png")).to.equal("cat");
    expect(text("cat.png", "v1")).to.equal(undefined);
  });

  it("goes to the folder if it is given so, never through a link", () => {
    symlinkSync(root, join(pets, "out"));
    symlinkSync(join(root, "secret"), join(pets, "link"));
    buckets = new Buckets({ pets: { folder: pets, writable: true } });
    buckets.put("pets", "new/cat.png", "new cat", { contentType: "image/png" });
    buckets.remove("pets", "dogs/rex.png");
    expect(contents(pets, "utf8")).to.deep.equal({
      "cat.png": "cat",
      ".versions/v1/cat.png": "older cat",
      "new/cat.png": "new cat",
    });
    expect(buckets.locate("pets", "new/cat.png")?.facts?.headers).to.deep.equal({ "content-type": "image/png" });
    for (const key of ["out/x", "link", "cat.png/x", "new", "a//b", "../x", "/x", "x/", ".versions/v1/x"]) {
      expect(() => buckets.put("pets", key, "x"), key).to.throw(UnwritableKey);
    }
    expect(readFileSync(join(root, "secret"), "utf8")).to.equal("secret");
    expect([text("out/secret"), text("link")]).to.deep.equal([undefined, undefined]);
    expect(buckets.list("pets")).to.deep.equal(["cat.png", "new/cat.png"]);
  });

  it("is found again in the folder where it is kept", () => {
    const kept = join(root, "kept");
    const first = new Buckets({ pets }, kept);
    first.createBucket("results");
    first.put("results", "a/b", "result", { contentType: "text/plain" });
    first.remove("pets", "cat.png");
    first.setVersioning("results", "Enabled");
    first.newBlob();
    // Not closed: as if it had been killed.
    buckets = new Buckets({ pets }, kept);
    expect(buckets.read("results", "a/b")?.toString()).to.equal("result");
    expect(buckets.locate("results", "a/b")?.facts?.headers).to.deep.equal({ "content-type": "text/plain" });
    expect(buckets.versioning("results")).to.equal("Enabled");
    expect(text("cat.png")).to.equal(undefined);
    writeFileSync(join(kept, "index", "format.json"), '{"version":2}');
    expect(() => new Buckets({ pets }, kept)).to.throw("another release");
  });

  it("is gone after a reset, and with the emulator", () => {
    buckets.createBucket("results");
    const { path } = buckets.put("results", "a", "b");
    buckets.remove("pets", "cat.png");
    buckets.clear();
    expect([buckets.hasBucket("results"), text("cat.png")]).to.deep.equal([false, "cat"]);
    buckets.put("pets", "a", "b");
    buckets.close();
    expect(readdirSync(tmpdir())).to.not.include(path.split("/").at(-3));
  });
});
