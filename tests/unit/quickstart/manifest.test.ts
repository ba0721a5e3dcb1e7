import { expect } from "chai";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";
import { exampleFolder } from "./write-manifest-run.js";

interface Entry {
  readonly "source-ref": string;
  readonly shape: number;
  readonly "shape-metadata": Readonly<Record<string, unknown>>;
}

const dataFolder = join(exampleFolder, "data");
const pngSignature = "89504e470d0a1a0a";

function committedEntries(): Entry[] {
  const lines = readFileSync(join(dataFolder, "manifest.jsonl"), "utf8").trimEnd().split("\n");
  return lines.map((line) => JSON.parse(line) as Entry);
}

describe("the quickstart's training data", () => {
  it("labels every image in the folder exactly once, in the bucket the emulator serves the folder as", () => {
    const named = committedEntries().map((entry) => entry["source-ref"]);
    const present = readdirSync(join(dataFolder, "images")).map((file) => `s3://quickstart-data/images/${file}`);
    expect(named).to.have.members(present);
  });

  it("has what a GroundTruth image classification job writes in every entry", () => {
    for (const entry of committedEntries()) {
      expect(entry["shape-metadata"], entry["source-ref"]).to.include({
        type: "groundtruth/image-classification",
        "human-annotated": "yes",
        confidence: 1,
      });
      expect(entry["shape-metadata"]).to.include.keys("job-name", "creation-date");
    }
  });

  it("numbers the labels consistently and shows each often enough to be split into training and test images", () => {
    const counts = new Map<string, number>();
    for (const entry of committedEntries()) {
      const label = `${String(entry.shape)} ${String(entry["shape-metadata"]["class-name"])}`;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    expect([...counts.keys()]).to.have.members(["0 circle", "1 square", "2 triangle"]);
    for (const count of counts.values()) expect(count).to.be.at.least(10);
  });

  it("consists of PNG files larger than the 64 pixels a side that Custom Labels asks for", () => {
    const files = ["images", "unseen"].flatMap((folder) =>
      readdirSync(join(dataFolder, folder)).map((file) => join(dataFolder, folder, file)),
    );
    for (const file of files) {
      const bytes = readFileSync(file);
      expect(bytes.subarray(0, 8).toString("hex"), file).to.equal(pngSignature);
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], file).to.deep.equal([128, 128]);
    }
  });
});
