import { expect } from "chai";
import { checkInputs } from "../../../../provider/schema/check-inputs.js";
import type { Bag } from "../../../../provider/schema/definition.js";
import { diffInputs } from "../../../../provider/schema/diff-inputs.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";
import { contentHash, datasetDefinition } from "../../../../provider/resources/dataset/definition.js";

const projectArn = "arn:aws:rekognition:us-east-1:111122223333:project/animals/1655158560634";
const place = { projectArn, datasetType: "TRAIN" };
const trainArn = projectArn.replace(/\/\d+$/, "/dataset/train/1655158669954");
const s3 = (more: object = {}): Bag => ({ s3Object: { bucket: "a-bucket", name: "a.manifest", ...more } });
const entry = (key: string): Bag => ({ "source-ref": `s3://bucket/${key}` });

const reasonsFor = (inputs: Bag): string =>
  checkInputs(datasetDefinition, { ...place, ...inputs })
    .map(({ reason }) => reason)
    .join("\n");

describe("what a dataset takes", () => {
  for (const { what, inputs } of [
    { what: "no source", inputs: {} },
    { what: "a manifest in S3", inputs: { groundTruthManifest: s3({ version: "3" }) } },
    { what: "another dataset", inputs: { datasetArn: trainArn } },
    { what: "a file that was hashed", inputs: { manifestFile: "train.manifest", contentHash: "0".repeat(64) } },
    { what: "entries as objects and lines", inputs: { entries: [entry("a"), JSON.stringify(entry("b"))] } },
    { what: "no entries", inputs: { entries: [] } },
    { what: "100 entries", inputs: { entries: Array.from({ length: 100 }, (_, index) => entry(String(index))) } },
    { what: "an entry with an unknown part", inputs: { entries: [{ "source-ref": UNKNOWN }] } },
    { what: "unknown entries", inputs: { entries: UNKNOWN } },
    { what: "two sources of which one is unknown", inputs: { entries: UNKNOWN, datasetArn: trainArn } },
    { what: "a part of the training dataset", inputs: { datasetType: "TEST", distributeFromDatasetArn: trainArn } },
    { what: "a part of an unknown dataset", inputs: { datasetType: "TEST", distributeFromDatasetArn: UNKNOWN } },
    { what: "197 tags", inputs: { tags: tags(197) } },
  ]) {
    it(`takes ${what}`, () => {
      expect(reasonsFor(inputs)).to.equal("");
    });
  }

  for (const { what, inputs, reason } of [
    { what: "two sources", inputs: { entries: [], datasetArn: trainArn }, reason: "a dataset has one source" },
    { what: "another type", inputs: { datasetType: "VALIDATION" }, reason: 'must be one of "TRAIN", "TEST"' },
    {
      what: "101 entries",
      inputs: { entries: Array.from({ length: 101 }, (_, index) => entry(String(index))) },
      reason: "must have at most 100 entries",
    },
    {
      what: "an entry that is no JSON",
      inputs: { entries: ["x"] },
      reason: "entries[0]: is not a JSON object (ERROR_INVALID_JSON_LINE)",
    },
    { what: "an entry without image", inputs: { entries: [entry("a"), {}] }, reason: "entries[1]: has no source-ref" },
    {
      what: "an image that is not in S3",
      inputs: { entries: [{ "source-ref": "https://a/b" }] },
      reason: "ERROR_INVALID_SOURCE_REF_FORMAT",
    },
    { what: "an entry of 100,001 characters", inputs: { entries: ["x".repeat(100_001)] }, reason: "at most 100000" },
    { what: "a number as entry", inputs: { entries: [7] }, reason: "entries[0]: must be a JSON line or an object" },
    {
      what: "two entries for an image",
      inputs: { entries: [entry("a"), entry("a")] },
      reason: "more than one entry for an image",
    },
    { what: "a file that was not hashed", inputs: { manifestFile: "x" }, reason: "with the Dataset class" },
    {
      what: "a distribution into TRAIN",
      inputs: { distributeFromDatasetArn: trainArn },
      reason: "is for TEST datasets",
    },
    {
      what: "a distribution from another project",
      inputs: { datasetType: "TEST", distributeFromDatasetArn: trainArn.replace("animals", "others") },
      reason: "TRAIN dataset of the same project",
    },
    {
      what: "a distribution from a test dataset",
      inputs: { datasetType: "TEST", distributeFromDatasetArn: trainArn.replace("/train/", "/test/") },
      reason: "TRAIN dataset of the same project",
    },
    { what: "198 tags", inputs: { tags: tags(198) }, reason: "at most 197 tags" },
  ]) {
    it(`refuses ${what}`, () => {
      expect(reasonsFor(inputs)).to.contain(reason);
    });
  }
});

describe("what a changed input of a dataset asks for", () => {
  const olds = { ...place, region: "us-east-1", contentHash: "a" };
  for (const { field, value, asks, reason } of [
    { field: "projectArn", value: projectArn.replace("animals", "others"), asks: "replace", reason: "it is its place" },
    { field: "datasetType", value: "TEST", asks: "replace", reason: "it is its place" },
    { field: "region", value: "eu-west-1", asks: "replace", reason: "a dataset lives in one region" },
    { field: "contentHash", value: "b", asks: "update", reason: "a replacement would take its models along" },
    { field: "groundTruthManifest", value: s3(), asks: "update", reason: "it is made again within the update" },
    { field: "datasetArn", value: trainArn, asks: "update", reason: "it is made again within the update" },
    {
      field: "distributeFromDatasetArn",
      value: trainArn,
      asks: "update",
      reason: "it is made again within the update",
    },
    { field: "manifestFile", value: "moved", asks: "local", reason: "contents are told by their hash" },
    { field: "entries", value: [], asks: "local", reason: "contents are told by their hash" },
    { field: "tags", value: { a: "b" }, asks: "update", reason: "tags have calls of their own" },
    { field: "adopt", value: true, asks: "create", reason: "only create looks at it" },
  ] as const) {
    it(`is to ${asks} for ${field}: ${reason}`, () => {
      const changed = diffInputs(datasetDefinition, olds, { ...olds, [field]: value });
      expect(changed).to.deep.equal({ replace: [], update: [], local: [], ignore: [], create: [], [asks]: [field] });
    });
  }
});

describe("the hash of a dataset's contents", () => {
  it("differs by source, and by bucket, key and version in S3", () => {
    const hashes = [
      {},
      { entries: [] },
      { entries: [entry("a")] },
      { groundTruthManifest: s3() },
      { groundTruthManifest: s3({ version: "1" }) },
      { groundTruthManifest: s3({ name: "b.manifest" }) },
      { groundTruthManifest: s3({ bucket: "b-bucket" }) },
      { datasetArn: trainArn },
      { distributeFromDatasetArn: trainArn },
    ].map(contentHash);
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it("is the same whatever the order of keys", () => {
    const [one, other] = [
      { a: 1, b: { c: 2, d: 3 } },
      { b: { d: 3, c: 2 }, a: 1 },
    ];
    expect(contentHash({ entries: [one] })).to.equal(contentHash({ entries: [other] }));
  });

  it("is unknown while its source is, except for a distribution", () => {
    expect(contentHash({ datasetArn: UNKNOWN })).to.equal(UNKNOWN);
    expect(contentHash({ entries: [{ a: UNKNOWN }] })).to.equal(UNKNOWN);
    const known = contentHash({ distributeFromDatasetArn: trainArn });
    expect(contentHash({ distributeFromDatasetArn: UNKNOWN })).to.equal(known);
  });

  it("is that of the program for a file", () => {
    expect(contentHash({ manifestFile: "x", contentHash: "abc" })).to.equal("abc");
    expect(contentHash({ manifestFile: UNKNOWN, contentHash: UNKNOWN })).to.equal(UNKNOWN);
  });
});

function tags(count: number): Bag {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${String(index)}`, "value"]));
}
