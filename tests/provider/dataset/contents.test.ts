import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import type { CallRecord } from "../../../emulator/index.js";
import { boxed } from "../../emulator/harness/bucket.js";
import { BUCKET, Rig } from "../harness/rig.js";
import { ManifestFolder, contentsOf, fromFile, line, lines, manifest } from "./datasets.js";

/** The source-refs that were sent, call by call. */
function sent(calls: readonly CallRecord[]): string[][] {
  return calls
    .filter(({ operation, effect }) => operation === "UpdateDatasetEntries" && effect)
    .map(({ request }) => {
      const { GroundTruth } = (request as { Changes: { GroundTruth: string } }).Changes;
      const text = Buffer.from(GroundTruth, "base64").toString();
      return [...text.matchAll(/"source-ref":"s3:\/\/[^"]*\/([^"/]+)"/g)].map(([, key = ""]) => key);
    });
}

describe("what a dataset holds", () => {
  let rig: Rig;
  let projectArn: string;
  let folder: ManifestFolder;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
    folder = new ManifestFolder();
  });
  afterEach(async () => {
    folder.remove();
    await rig.close();
  });

  const train = (more: object = {}): object => ({ projectArn, datasetType: "TRAIN", ...more });
  const ofFile = async (content: readonly object[] | string): Promise<object> =>
    train(await fromFile(folder.write("train.manifest", content)));

  it("is the lines of a file, blank ones apart", async () => {
    const data = rig.resource("dataset", "train");
    const text = lines(3).map((each) => JSON.stringify(each));
    await data.up(await ofFile(`${text.join("\r\n\r\n")}\r\n`));
    expect(await contentsOf(rig.client, data.outputs.arn)).to.deep.equal(["0.png cat", "1.png dog", "2.png cat"]);
    expect(JSON.stringify(data.state?.outputs)).not.to.contain("source-ref");
  });

  it("takes entries that are written over several lines, each as the one line that AWS takes", async () => {
    const formatted = lines(3).map((each) => JSON.stringify(each, undefined, 2).replaceAll("\n", "\r\n"));
    const data = rig.resource("dataset", "train");
    await data.up(train({ entries: ["\ufeff" + (formatted[0] ?? ""), ...formatted.slice(1)] }));
    expect(await contentsOf(rig.client, data.outputs.arn)).to.deep.equal(["0.png cat", "1.png dog", "2.png cat"]);
    expect((await data.up(train({ entries: lines(3) }))).operations).not.to.include("UpdateDatasetEntries");
  });

  it("is the lines of a file with a byte order mark, without the mark", async () => {
    const data = rig.resource("dataset", "train");
    const text = lines(2)
      .map((each) => JSON.stringify(each))
      .join("\n");
    await data.up(await ofFile(`\ufeff${text}`));
    expect(await contentsOf(rig.client, data.outputs.arn)).to.deep.equal(["0.png cat", "1.png dog"]);
    expect((await data.up(await ofFile(text))).steps).to.deep.equal(["same"]);
  });

  it("is changed in place where lines are added or changed: only those are sent", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(await ofFile(lines(4)));
    const before = data.outputs;
    const next = [...lines(4).slice(0, 3), line("3.png", "bird"), line("4.png", "cat")];
    const changed = await data.up(await ofFile(next));
    expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["contentHash"]]);
    expect(sent(changed.calls)).to.deep.equal([["3.png", "4.png"]]);
    expect(data.outputs.arn).to.equal(before.arn);
    expect(data.outputs.contentHash).not.to.equal(before.contentHash);
    expect(data.outputs.stats).to.deep.include({ totalEntries: 5, totalLabels: 3 });
    expect((await data.up(await ofFile(next))).calls).to.deep.equal([]);
  });

  it("is made again within the update where lines are fewer; the id stays, the ARN changes", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(await ofFile(lines(4)));
    const { id } = data;
    const { arn } = data.outputs;
    const changed = await data.up(await ofFile(lines(3)));
    expect(changed.steps).to.deep.equal(["update"]);
    expect(data.id).to.equal(id);
    expect(data.outputs.arn).not.to.equal(arn);
    expect(rig.datasets.map((each) => [each.arn, each.entryCount])).to.deep.equal([[data.outputs.arn, 3]]);
    expect((await data.destroy()).steps).to.deep.equal(["delete"]);
    expect(rig.datasets).to.deep.equal([]);
  });

  it("is not touched where the file only moved", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(await ofFile(lines(2)));
    const moved = await data.up(train(await fromFile(folder.write("moved.manifest", lines(2)))));
    expect([moved.steps, moved.diffs, moved.calls]).to.deep.equal([["update"], ["manifestFile"], []]);
  });

  it("is sent in chunks that AWS takes, each after the one before it is in", async () => {
    const data = rig.resource("dataset", "train");
    const wide = lines(70).map((each) => ({
      ...each,
      "thing-metadata": { ...(each["thing-metadata"] as object), note: "x".repeat(90_000) },
    }));
    const made = await data.up(await ofFile(wide));
    expect(sent(made.calls)).to.have.length(2);
    expect(made.calls.filter(({ error }) => error !== undefined)).to.deep.equal([]);
    expect(data.outputs.stats).to.deep.include({ totalEntries: 70 });
  });

  for (const { from, to, entries } of [
    { from: "entries", to: "S3", entries: 2 },
    { from: "S3", to: "nothing", entries: 0 },
    { from: "entries", to: "nothing", entries: 0 },
  ]) {
    it(`is made again from another source: ${from}, then ${to}`, async () => {
      const sources: Readonly<Record<string, object>> = {
        entries: { entries: lines(3) },
        S3: { groundTruthManifest: manifest("train.manifest") },
        nothing: {},
      };
      const data = rig.resource("dataset", "train");
      await data.up(train(sources[from]));
      const { arn } = data.outputs;
      const { warnings } = await data.preview(train(sources[to]));
      expect(warnings.join())
        .to.contain("is deleted and made again")
        .and.to.contain("Models that were trained from it");
      expect((await data.up(train(sources[to]))).steps).to.deep.equal(["update"]);
      expect(data.outputs.arn).not.to.equal(arn);
      expect(rig.datasets.map((each) => [each.arn, each.entryCount])).to.deep.equal([[data.outputs.arn, entries]]);
      expect((await data.up(train(sources[to]))).steps).to.deep.equal(["same"]);
    });
  }

  it("is read again for another version of the S3 manifest", async () => {
    for (const [version, count] of [
      ["one", 2],
      ["two", 5],
    ] as const) {
      rig.bucket.putManifest(`.versions/${version}/some.manifest`, lines(count));
    }
    const data = rig.resource("dataset", "train");
    await data.up(train({ groundTruthManifest: manifest("some.manifest", "one") }));
    const changed = await data.up(train({ groundTruthManifest: manifest("some.manifest", "two") }));
    expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["contentHash", "groundTruthManifest"]]);
    expect(data.outputs.stats).to.deep.include({ totalEntries: 5 });
  });

  it("goes from an empty dataset to entries in place, and from S3 as well where nothing is lost", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(train());
    const { arn } = data.outputs;
    await data.up(train({ entries: lines(2) }));
    expect([data.outputs.arn, rig.datasets[0]?.entryCount]).to.deep.equal([arn, 2]);
  });

  it("ends where the file changed after the program read it, before anything is called", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(await ofFile(lines(2)));
    const args = await ofFile(lines(3));
    folder.write("train.manifest", lines(4));
    const refused = await data.up(args, { fails: true });
    expect(refused.error).to.contain("[ManifestChanged]").and.to.contain("train.manifest");
    expect(refused.calls).to.deep.equal([]);
    const other = rig.resource("dataset", "test");
    const gone = { ...args, datasetType: "TEST", manifestFile: "/nowhere/train.manifest" };
    const missing = await other.up(gone, { fails: true });
    expectWholeMessage(missing.error, "FileUnreadable");
    expect(missing.error).to.match(/^manifest file \/nowhere\/train\.manifest does not exist\. /);
    expect(rig.datasets).to.have.length(1);
  });

  it("tells of entries with errors: the line and AWS's code, in a warning and as an output", async () => {
    const data = rig.resource("dataset", "train");
    const broken = { "source-ref": `s3://${BUCKET}/broken.png`, thing: 1 };
    const made = await data.up(await ofFile([...lines(9), broken]));
    expect(made.warnings.join())
      .to.contain("1 of 10 entries have errors")
      .and.to.contain(`line 10 (s3://${BUCKET}/broken.png): ERROR_NO_LABEL_ATTRIBUTES`);
    const bad = [{ sourceRef: `s3://${BUCKET}/broken.png`, codes: ["ERROR_NO_LABEL_ATTRIBUTES"], line: 10 }];
    expect(data.outputs.badEntries).to.deep.equal(bad);
    await data.refresh();
    expect(data.outputs.badEntries).to.deep.equal(bad);
  });

  it("tells a bad box from a bad entry: training leaves out only the box", async () => {
    const mixed = boxed("mixed.png", ["cat", 1, 1, 20, 20], ["cat", 90, 90, 50, 50]);
    const bad = boxed("bad.png", ["cat", 90, 90, 50, 50]);
    const data = rig.resource("dataset", "train");
    const made = await data.up(await ofFile([...lines(8), mixed, bad]));
    const [mixedRef, badRef] = [`s3://${BUCKET}/mixed.png`, `s3://${BUCKET}/bad.png`];
    expect(made.warnings.join())
      .to.contain("2 of 10 entries have errors.")
      .and.to.contain(`Training leaves these out: line 10 (${badRef}): ERROR_INVALID_BOUNDING_BOX`)
      .and.to.contain(`leaves out only the boxes with errors: line 9 (${mixedRef}): ERROR_INVALID_BOUNDING_BOX.`);
    const found = data.outputs.badEntries as { sourceRef: string; onlyBoxes?: boolean }[];
    expect(found.map(({ sourceRef, onlyBoxes }) => [sourceRef, onlyBoxes])).to.deep.equal([
      [mixedRef, true],
      [badRef, undefined],
    ]);
    await data.refresh();
    expect(data.outputs.badEntries).to.deep.equal(found);
  });

  it("shows at most 10 of many entries with errors", async () => {
    const bad = Array.from({ length: 25 }, (_, index) => ({
      "source-ref": `s3://${BUCKET}/bad-${String(index)}.png`,
      thing: 1,
    }));
    rig.bucket.putManifest("bad.manifest", [...lines(200), ...bad]);
    const data = rig.resource("dataset", "train");
    await data.up(train({ groundTruthManifest: manifest("bad.manifest") }));
    expect(data.outputs.stats).to.deep.include({ errorEntries: 25 });
    expect(data.outputs.badEntries).to.have.length(10);
    expect((data.outputs.badEntries as object[])[0]).not.to.have.property("line");
  });
});
