import { expect } from "chai";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { exampleFolder, runWriteManifest } from "./write-manifest-run.js";

describe("write-manifest", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "write-manifest-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the committed manifest again for the bucket of the emulator", () => {
    const out = join(folder, "committed.jsonl");
    expect(runWriteManifest("--bucket", "quickstart-data", "--out", out).status).to.equal(0);
    expect(readFileSync(out, "utf8")).to.equal(readFileSync(join(exampleFolder, "data", "manifest.jsonl"), "utf8"));
  });

  it("points every source-ref into the bucket and prefix, and prints the commands that put the images there", () => {
    const out = join(folder, "prefixed.jsonl");
    const { status, stdout } = runWriteManifest("--bucket", "my-bucket", "--prefix", "/demo/shapes/", "--out", out);
    expect(status).to.equal(0);
    for (const line of readFileSync(out, "utf8").trimEnd().split("\n")) {
      expect(line).to.match(/^{"source-ref":"s3:\/\/my-bucket\/demo\/shapes\/images\/[a-z]+-\d\d\.png"/);
    }
    expect(stdout).to.include("Wrote 36 entries (12 circle, 12 square, 12 triangle)");
    expect(stdout).to.include(
      "aws s3 cp --recursive examples/quickstart/data/images s3://my-bucket/demo/shapes/images\n",
    );
    expect(stdout).to.match(/aws s3 cp \S+prefixed\.jsonl s3:\/\/my-bucket\/demo\/shapes\/manifest\.jsonl\n/);
    expect(stdout).to.include("pulumi config set quickstart:manifest demo/shapes/manifest.jsonl");
  });

  const refusals = [
    { reason: "no bucket", args: [], says: "--bucket is missing" },
    { reason: "a bucket given as an address", args: ["--bucket", "s3://my-bucket"], says: "no s3://" },
    { reason: "a bucket with a folder", args: ["--bucket", "my-bucket/shapes"], says: "--prefix" },
    { reason: "an option it does not know", args: ["--buket", "my-bucket"], says: "'--buket'" },
  ];
  for (const { reason, args, says } of refusals) {
    it(`refuses ${reason} with one message and no stack trace`, () => {
      const { status, stdout, stderr } = runWriteManifest(...args);
      expect(status).to.equal(1);
      expect(stdout).to.equal("");
      expect(stderr).to.include(says).and.not.include("    at ");
    });
  }
});
