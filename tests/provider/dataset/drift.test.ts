import { expect } from "chai";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { ManifestFolder, contentsOf, fromFile, line, lines, manifest } from "./datasets.js";

const SETTLED_MS = 300_000;

describe("a dataset whose entries were changed behind Pulumi's back", () => {
  let rig: Rig;
  let folder: ManifestFolder;
  let projectArn: string;
  let data: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    folder = new ManifestFolder();
    projectArn = await rig.makeProject();
    data = rig.resource("dataset", "train");
  });
  afterEach(async () => {
    folder.remove();
    await rig.close();
  });

  const train = (source: object = {}): object => ({ projectArn, datasetType: "TRAIN", ...source });
  const ofFile = async (entries: readonly object[]): Promise<object> =>
    train(await fromFile(folder.write("train.manifest", entries)));

  async function put(...entries: readonly object[]): Promise<void> {
    const GroundTruth = Buffer.from(entries.map((entry) => JSON.stringify(entry)).join("\n"));
    await rig.client.updateDatasetEntries({ DatasetArn: String(data.outputs.arn), Changes: { GroundTruth } });
    rig.emulator.advance(SETTLED_MS);
  }

  it("shows it where it was made from a file; up sends what differs, and nothing else", async () => {
    const args = await ofFile(lines(5));
    await data.up(args);
    const { arn, contentHash } = data.outputs;
    await put(line("3.png", "bird"));
    expect((await data.refresh()).diffs).to.deep.equal(["contentHash"]);
    expect(data.outputs.contentHash).to.match(/^changed outside Pulumi at 20\d\d-/);
    const { plan, warnings } = await data.preview(args);
    expect(plan).to.deep.include({ op: "update", diffs: ["contentHash"] });
    expect(warnings.join()).to.contain("puts back what the program says").and.to.contain("ignoreChanges");
    const repaired = await data.up(args);
    expect(repaired.calls.filter(({ effect }) => effect).map(({ operation }) => operation)).to.deep.equal([
      "UpdateDatasetEntries",
    ]);
    expect([data.outputs.arn, data.outputs.contentHash]).to.deep.equal([arn, contentHash]);
    expect(await contentsOf(rig.client, arn)).to.include("3.png dog");
  });

  it("costs no listing where nothing was changed", async () => {
    await data.up(await ofFile(lines(5)));
    expect((await data.refresh()).operations).not.to.include("ListDatasetEntries");
  });

  it("is no change any more once somebody has put the entry back by hand", async () => {
    const args = await ofFile(lines(5));
    await data.up(args);
    const { contentHash } = data.outputs;
    await put(line("3.png", "bird"));
    await data.refresh();
    await put(line("3.png", "dog"));
    await data.refresh();
    expect(data.outputs.contentHash).to.equal(contentHash);
    expect((await data.up(args)).steps).to.deep.equal(["same"]);
  });

  it("is left alone by an update of something else that ignores it, and is seen after one that did not look", async () => {
    const args = await ofFile(lines(5));
    await data.up(args);
    await put(line("3.png", "bird"));
    await data.up({ ...args, tags: { a: "b" } });
    expect((await data.refresh()).diffs, "an update of tags hides nothing").to.deep.equal(["contentHash"]);
    const ignored = await data.up({ ...args, tags: { c: "d" } }, { ignoreChanges: ["contentHash"] });
    expect(ignored.steps).to.deep.equal(["update"]);
    expect(await contentsOf(rig.client, data.outputs.arn)).to.include("3.png bird");
  });

  it("is compared once what goes on is over", async () => {
    const args = await ofFile(lines(5));
    await data.up(args);
    const GroundTruth = Buffer.from(JSON.stringify(line("3.png", "bird")));
    await rig.client.updateDatasetEntries({ DatasetArn: String(data.outputs.arn), Changes: { GroundTruth } });
    await data.refresh();
    expect(data.outputs.status).to.equal("UPDATE_IN_PROGRESS");
    rig.emulator.advance(SETTLED_MS);
    expect((await data.refresh()).diffs).to.deep.equal(["contentHash"]);
  });

  for (const [what, lose] of [
    ["is not there", () => folder.write("train.manifest", "not a manifest")],
    ["is another one by now", () => folder.write("train.manifest", lines(2))],
  ] as const) {
    it(`is only told of where the file ${what}`, async () => {
      await data.up(await ofFile(lines(5)));
      await put(line("new.png", "cat"));
      lose();
      const refreshed = await data.refresh();
      expect(refreshed.diffs).to.deep.equal([]);
      expect(refreshed.warnings.join()).to.contain("it held 5 entries (5 with labels), now 6 entries (6 with labels)");
      expect((await data.refresh()).warnings).to.deep.equal([]);
    });
  }

  it("is nothing to tell of where it has no source: it is there to be filled by others", async () => {
    await data.up(train());
    await put(line("new.png", "cat"));
    const refreshed = await data.refresh();
    expect([refreshed.diffs, refreshed.warnings]).to.deep.equal([[], []]);
    expect((await data.up(train())).steps).to.deep.equal(["same"]);
  });

  describe("no false alarm:", () => {
    const sources: Readonly<Record<string, () => Promise<object>>> = {
      "a file": () => ofFile(lines(10)),
      "inline entries": () => Promise.resolve(train({ entries: lines(10) })),
      "a manifest in S3": () => {
        rig.bucket.putManifest("ten.manifest", lines(10));
        return Promise.resolve(train({ groundTruthManifest: manifest("ten.manifest") }));
      },
    };
    for (const [name, source] of Object.entries(sources)) {
      it(`a fifth of ${name} that was distributed to the test dataset`, async () => {
        const args = await source();
        await data.up(args);
        const testing = rig.resource("dataset", "test");
        const asked = { projectArn, datasetType: "TEST", distributeFromDatasetArn: data.outputs.arn };
        await testing.up(asked);
        for (const dataset of [data, testing, data, testing]) {
          const refreshed = await dataset.refresh();
          expect([refreshed.diffs, refreshed.warnings]).to.deep.equal([[], []]);
        }
        expect((await data.up(args)).steps).to.deep.equal(["same"]);
        expect((await testing.up(asked)).steps).to.deep.equal(["same"]);
      });
    }

    it("tags that were changed", async () => {
      await data.up(await ofFile(lines(5)));
      await rig.client.tagResource({ ResourceArn: String(data.outputs.arn), Tags: { a: "b" } });
      rig.emulator.advance(SETTLED_MS);
      expect((await data.refresh()).diffs).to.deep.equal(["tags"]);
    });
  });
});
