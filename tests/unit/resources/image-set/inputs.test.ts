import { expect } from "chai";
import { imageSetDefinition } from "../../../../provider/resources/image-set/definition.js";
import { checkInputs } from "../../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../../provider/schema/definition.js";
import { diffInputs } from "../../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import { check } from "../../../../provider/session/check.js";

const HASH = "0".repeat(64);
const SET: Bag = { bucket: "a-bucket", folder: "images", contentHash: HASH };

const reasonsFor = (inputs: Bag): string =>
  checkInputs(imageSetDefinition, { ...SET, ...inputs })
    .map(({ reason }) => reason)
    .join("\n");

describe("what an image set takes", () => {
  for (const { what, inputs } of [
    { what: "a bucket and a folder", inputs: {} },
    { what: "a format with its annotations", inputs: { format: "coco", annotations: "labels.json" } },
    { what: "labels beside the images", inputs: { format: "yolo" } },
    { what: "annotations that are unknown", inputs: { format: "coco", annotations: UNKNOWN } },
    { what: "a folder that is unknown", inputs: { folder: UNKNOWN, contentHash: UNKNOWN } },
    { what: "a prefix of several parts", inputs: { prefix: "teams/vision" } },
    { what: "an account", inputs: { expectedBucketOwner: "111122223333" } },
  ]) {
    it(`takes ${what}`, () => {
      expect(reasonsFor(inputs)).to.equal("");
    });
  }

  for (const { what, inputs, reason } of [
    { what: "no folder", inputs: { folder: undefined, contentHash: undefined }, reason: "folder: is required" },
    { what: "a folder that was not read", inputs: { contentHash: undefined }, reason: "with the ImageSet class" },
    { what: "a format without its file", inputs: { format: "csv" }, reason: "annotations: is the file of labels" },
    { what: "annotations for folders", inputs: { annotations: "x.csv" }, reason: "annotations: is the file of labels" },
    { what: "another format", inputs: { format: "xml" }, reason: 'format: must be one of "folders"' },
    { what: "a prefix that begins with /", inputs: { prefix: "/a" }, reason: "prefix: must neither begin nor end" },
    { what: "a prefix that ends with /", inputs: { prefix: "a/" }, reason: "prefix: must neither begin nor end" },
    { what: "a prefix with //", inputs: { prefix: "a//b" }, reason: "prefix: must neither begin nor end" },
    { what: "a prefix of 701 characters", inputs: { prefix: "x".repeat(701) }, reason: "at most 700 characters" },
    { what: "an account of 3 digits", inputs: { expectedBucketOwner: "123" }, reason: "an account id of 12 digits" },
  ]) {
    it(`refuses ${what}`, () => {
      expect(reasonsFor(inputs)).to.contain(reason);
    });
  }
});

describe("the place of an image set", () => {
  const subject = {
    owner: "acme/shop/dev",
    urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/rekognition:ImageSet::a",
  };
  const checked = (olds: Bag, news: Bag, urn = subject.urn): Bag =>
    check(imageSetDefinition, { ...subject, urn }, "us-east-1", olds, news, undefined).inputs;
  const nameIn = ({ manifest }: Bag): string => (manifest as { s3Object: { name: string } }).s3Object.name;

  it("is known before anything is sent, and hangs on the resource and the contents", () => {
    const inputs = checked({}, { ...SET, prefix: "teams" });
    expect(nameIn(inputs)).to.match(new RegExp(`^teams/a-[0-9a-f]{8}/manifests/${HASH}\\.manifest$`));
    const other = "1".repeat(64);
    expect(nameIn(checked(inputs, { ...SET, prefix: "teams", contentHash: other }))).to.equal(
      nameIn(inputs).replace(HASH, other),
    );
    expect(nameIn(checked({}, { ...SET, contentHash: other }))).to.equal(nameIn(checked({}, SET)).replace(HASH, other));
    expect(nameIn(checked({}, SET, subject.urn.replace(/a$/, "b")))).not.to.contain(String(inputs.setName));
  });

  it("is kept by a renamed resource", () => {
    const before = checked({}, SET);
    expect(checked(before, SET, subject.urn.replace(/a$/, "b"))).to.deep.equal(before);
  });

  it("is unknown as long as the bucket or the contents are", () => {
    expect(checked({}, { ...SET, bucket: UNKNOWN }).manifest).to.equal(UNKNOWN);
    expect(checked({}, { ...SET, contentHash: UNKNOWN }).manifest).to.equal(UNKNOWN);
  });
});

describe("a change of an image set's input", () => {
  const before = { ...SET, region: "us-east-1", setName: "a-12345678" };
  for (const { field, to, asks } of [
    { field: "bucket", to: "b-bucket", asks: "replace" },
    { field: "prefix", to: "x", asks: "replace" },
    { field: "contentHash", to: "1".repeat(64), asks: "replace" },
    { field: "folder", to: "elsewhere", asks: "local" },
    { field: "kmsKeyId", to: "alias/images", asks: "update" },
    { field: "deletionPolicy", to: "keep", asks: "local" },
    { field: "allowPublic", to: true, asks: "local" },
  ] as const) {
    it(`of ${field}: ${asks}`, () => {
      const changed = diffInputs(imageSetDefinition, before, { ...before, [field]: to });
      expect(changed[asks]).to.deep.equal([field]);
    });
  }
});
