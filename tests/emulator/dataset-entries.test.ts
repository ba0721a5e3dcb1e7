import { expect } from "chai";
import { BUCKET, boxed, labeled } from "./harness/bucket.js";
import {
  alternating,
  describeDataset,
  keyOf,
  listEntries,
  makeDataset,
  makeDatasetOf,
  manifestSource,
  sendEntries,
  updateEntries,
} from "./harness/datasets.js";
import { makeProject } from "./harness/models.js";
import { refusalName } from "./harness/refusal.js";
import { MINUTE_MS, setScene } from "./harness/scene.js";

describe("dataset entries", () => {
  const scene = setScene();
  const pets = () => alternating(4, "cat", "dog");
  const unlabeled = { "source-ref": `s3://${BUCKET}/plain.png` };
  const broken = { ...unlabeled, "source-ref": `s3://${BUCKET}/broken.png`, animal: 1 };
  const makePets = async () => makeDatasetOf(scene, await makeProject(scene), pets());

  it("are listed in their order, each with what AWS adds", async () => {
    const [first] = await listEntries(scene, await makePets());
    expect(first).to.deep.equal({ ...labeled("image-0.png", "cat"), "cl-metadata": { is_labeled: true } });
  });

  it("are added, and replaced where the image has one already, in its place", async () => {
    const arn = await makePets();
    await sendEntries(scene, arn, [labeled("image-1.png", "cow"), labeled("new.png", "dog")]);
    const updating = await describeDataset(scene, arn);
    expect(updating.Status).to.equal("UPDATE_IN_PROGRESS");
    expect(updating.DatasetStats?.TotalEntries).to.equal(4);
    scene.emulator.advance(MINUTE_MS);
    const updated = await describeDataset(scene, arn);
    expect(updated).to.include({ Status: "UPDATE_COMPLETE", StatusMessageCode: "SUCCESS" });
    expect(updated.DatasetStats).to.deep.equal({ LabeledEntries: 5, TotalEntries: 5, TotalLabels: 3, ErrorEntries: 0 });
    const entries = await listEntries(scene, arn);
    expect(entries.map(keyOf)).to.deep.equal(["image-0.png", "image-1.png", "image-2.png", "image-3.png", "new.png"]);
    expect(entries[1]).to.deep.include(labeled("image-1.png", "cow"));
  });

  it("can be sent back as they were listed", async () => {
    const arn = await makeDatasetOf(scene, await makeProject(scene), [...pets(), broken]);
    const before = await listEntries(scene, arn);
    await updateEntries(scene, arn, before);
    expect(await listEntries(scene, arn)).to.deep.equal(before);
  });

  it("survive being replaced many times", async () => {
    const arn = await makePets();
    const lines = (label: string) => Array.from({ length: 900 }, (_, index) => labeled(`image-${index}.png`, label));
    for (const label of ["one", "two", "three", "four"]) await updateEntries(scene, arn, lines(label));
    const { DatasetLabelDescriptions } = await scene.client.listDatasetLabels({ DatasetArn: arn });
    expect(DatasetLabelDescriptions).to.deep.equal([{ LabelName: "four", LabelStats: { EntryCount: 900 } }]);
    const [last] = await listEntries(scene, arn, { SourceRefContains: "image-899." });
    expect(last).to.deep.include(labeled("image-899.png", "four"));
  });

  describe("filters", () => {
    const filters = [
      { filter: { ContainsLabels: ["dog", "cow"] }, keys: ["image-1.png", "image-3.png"] },
      { filter: { Labeled: false }, keys: ["plain.png", "broken.png"] },
      { filter: { Labeled: true, SourceRefContains: "age-2" }, keys: ["image-2.png"] },
      { filter: { HasErrors: true }, keys: ["broken.png"] },
      { filter: { HasErrors: false, SourceRefContains: "p", Labeled: false }, keys: ["plain.png", "broken.png"] },
      { filter: { ContainsLabels: ["horse"] }, keys: [] },
    ];
    for (const { filter, keys } of filters) {
      it(JSON.stringify(filter), async () => {
        const arn = await makeDatasetOf(scene, await makeProject(scene), [...pets(), unlabeled, broken]);
        expect((await listEntries(scene, arn, filter)).map(keyOf)).to.deep.equal(keys);
      });
    }

    it("hasErrorsFalse: can mean entries without errors instead of all", async () => {
      scene.emulator.setSwitches({ hasErrorsFalse: "withoutErrors" });
      const arn = await makeDatasetOf(scene, await makeProject(scene), [...pets(), broken]);
      expect(await listEntries(scene, arn, { HasErrors: false })).to.have.length(4);
    });
  });

  it("are paged, and the pages go on where they ended whatever changes", async () => {
    const arn = await makeDatasetOf(scene, await makeProject(scene), alternating(250, "cat", "dog"));
    const page = (NextToken?: string, MaxResults?: number) =>
      scene.client.listDatasetEntries({ DatasetArn: arn, NextToken, MaxResults, ContainsLabels: ["cat"] });
    const first = await page(undefined, 50);
    expect(first.DatasetEntries).to.have.length(50);
    await updateEntries(scene, arn, [labeled("image-0.png", "cow")]);
    const second = await page(first.NextToken);
    expect(second.DatasetEntries).to.have.length(75);
    expect(second).to.not.have.property("NextToken");
    expect(second.DatasetEntries?.[0]).to.contain("image-100.png");
  });

  it("refuse the tokens of other lists, and pages above 100", async () => {
    const project = await makeProject(scene);
    const arn = await makeDatasetOf(scene, project, pets());
    const other = await makeDatasetOf(scene, project, pets(), "TEST");
    const { NextToken } = await scene.client.listDatasetEntries({ DatasetArn: arn, MaxResults: 1 });
    const foreign = scene.client.listDatasetEntries({ DatasetArn: other, NextToken });
    expect(await refusalName(foreign)).to.equal("InvalidPaginationTokenException");
    const wrong = scene.client.listDatasetLabels({ DatasetArn: arn, NextToken });
    expect(await refusalName(wrong)).to.equal("InvalidPaginationTokenException");
    const long = scene.client.listDatasetEntries({ DatasetArn: arn, MaxResults: 101 });
    expect(await refusalName(long)).to.equal("ValidationException");
  });

  it("have labels, counted by entries and boxes, in pages", async () => {
    const lines = [
      boxed("a.png", ["cat", 0, 0, 10, 10], ["cat", 20, 20, 10, 10], ["dog", 40, 40, 10, 10]),
      boxed("b.png", ["cat", 0, 0, 10, 10]),
      labeled("c.png", "bird"),
    ];
    const arn = await makeDatasetOf(scene, await makeProject(scene), lines);
    const first = await scene.client.listDatasetLabels({ DatasetArn: arn, MaxResults: 2 });
    expect(first.DatasetLabelDescriptions).to.deep.equal([
      { LabelName: "bird", LabelStats: { EntryCount: 1 } },
      { LabelName: "cat", LabelStats: { EntryCount: 2, BoundingBoxCount: 3 } },
    ]);
    const second = await scene.client.listDatasetLabels({ DatasetArn: arn, NextToken: first.NextToken });
    expect(second.DatasetLabelDescriptions).to.deep.equal([
      { LabelName: "dog", LabelStats: { EntryCount: 1, BoundingBoxCount: 1 } },
    ]);
  });

  describe("manifests that make no dataset", () => {
    const good = (count: number) => alternating(count, "cat", "dog").map((line) => JSON.stringify(line));
    const cases: { reason: string; text: string; lines: readonly string[]; key?: string; limits?: object }[] = [
      { reason: "nothing in it", text: "The manifest file extension or contents are invalid.", lines: [] },
      {
        reason: "no extension",
        text: "The manifest file extension or contents are invalid.",
        lines: good(2),
        key: "manifest",
      },
      {
        reason: "more than 20 % of the lines are dropped",
        text: "The manifest file has too many terminal errors.",
        lines: [...good(7), "not json", '{"no": "source-ref"}'],
      },
      {
        reason: "images in two buckets",
        text: "The manifest file contains images from multiple S3 buckets.",
        lines: [...good(2), '{"source-ref":"s3://elsewhere/a.png"}'],
      },
      {
        reason: "too many lines",
        text: "The manifest file has too many rows.",
        lines: good(4),
        limits: { quotaDatasetEntries: 3 },
      },
      {
        reason: "too many labels",
        text: "The manifest file has too many labels.",
        lines: good(4),
        limits: { quotaDatasetLabels: 1 },
      },
    ];
    for (const { reason, text, lines, key = "lines.manifest", limits = {} } of cases) {
      it(reason, async () => {
        scene.emulator.setSwitches(limits);
        scene.bucket.put(key, lines.join("\n"));
        const arn = await makeDataset(scene, await makeProject(scene), manifestSource(key));
        expect(await describeDataset(scene, arn)).to.include({
          Status: "CREATE_FAILED",
          StatusMessage: text,
          StatusMessageCode: "CLIENT_ERROR",
        });
      });
    }

    it("drops up to 20 % of bad lines without a word", async () => {
      const dropped = ["", "[]", '{"source-ref":"https://a/b"}', JSON.stringify(labeled("image-0.png", "late"))];
      const long = JSON.stringify({ "source-ref": `s3://${BUCKET}/long.png`, text: "x".repeat(100_000) });
      scene.bucket.put("lines.manifest", [...good(20), ...dropped, long].join("\r\n"));
      const arn = await makeDataset(scene, await makeProject(scene), manifestSource("lines.manifest"));
      expect(await listEntries(scene, arn)).to.have.length(20);
      expect((await describeDataset(scene, arn)).DatasetStats).to.include({ TotalLabels: 2, ErrorEntries: 0 });
    });
  });

  describe("updates that fail change nothing", () => {
    const cases = [
      { text: "The manifest file has too many terminal errors.", lines: ["not json"], limits: {} },
      {
        text: "The manifest file has too many rows.",
        lines: [labeled("e.png", "cat")],
        limits: { quotaDatasetEntries: 4 },
      },
      {
        text: "The manifest file has too many labels.",
        lines: [labeled("e.png", "cow")],
        limits: { quotaDatasetLabels: 2 },
      },
    ];
    for (const { text, lines, limits } of cases) {
      it(text, async () => {
        const arn = await makePets();
        scene.emulator.setSwitches(limits);
        await updateEntries(scene, arn, lines);
        expect(await describeDataset(scene, arn)).to.include({ Status: "UPDATE_FAILED", StatusMessage: text });
        expect(await listEntries(scene, arn)).to.have.length(4);
      });
    }

    it("as scripted", async () => {
      const arn = await makePets();
      scene.emulator.script({ datasetUpdate: [{ status: "UPDATE_FAILED", message: "No.", seconds: 1 }] });
      await sendEntries(scene, arn, [labeled("e.png", "cow")]);
      scene.emulator.advance(1000);
      expect(await describeDataset(scene, arn)).to.include({ Status: "UPDATE_FAILED", StatusMessage: "No." });
      expect(await listEntries(scene, arn)).to.have.length(4);
    });
  });
});
