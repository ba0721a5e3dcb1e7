import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Buckets } from "../../emulator/media/buckets.js";

describe("a folder that stands for a bucket", () => {
  let root: string;
  let buckets: Buckets;

  before(() => {
    root = mkdtempSync(join(tmpdir(), "rekognition-buckets-"));
    for (const [name, content] of [
      ["pets/cat.png", "cat"],
      ["pets/.versions/v1/cat.png", "older cat"],
      ["pets-private/secret", "secret"],
      ["secret", "secret"],
    ] as const) {
      mkdirSync(join(root, name, ".."), { recursive: true });
      writeFileSync(join(root, name), content);
    }
    buckets = new Buckets({ pets: join(root, "pets") });
  });
  after(() => {
    rmSync(root, { recursive: true });
  });

  it("gives its objects, and their versions", () => {
    expect(buckets.read("pets", "cat.png")?.toString()).to.equal("cat");
    expect(buckets.read("pets", "cat.png", "v1")?.toString()).to.equal("older cat");
  });

  const ways: { reason: string; key: string; version?: string }[] = [
    { reason: "a key with dots", key: "../secret" },
    { reason: "a key to a folder whose name begins alike", key: "../pets-private/secret" },
    { reason: "an absolute key", key: "/etc/hostname" },
    { reason: "a version with dots", key: "secret", version: "../.." },
    { reason: "a version to a folder whose name begins alike", key: "secret", version: "../../pets-private" },
    { reason: "a version that is the bucket itself", key: "cat.png", version: ".." },
    { reason: "a NUL", key: "cat.png\0.txt" },
    { reason: "a name that no file system takes", key: "a".repeat(1_000) },
    { reason: "a folder", key: ".versions" },
  ];
  for (const { reason, key, version } of ways) {
    it(`gives nothing else: ${reason}`, () => {
      expect(buckets.read("pets", key, version)).to.equal(undefined);
      expect(buckets.locate("pets", key, version)).to.equal(undefined);
    });
  }
});
