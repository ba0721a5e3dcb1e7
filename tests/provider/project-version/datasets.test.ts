import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { line, lines, manifest } from "../dataset/datasets.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

describe("a model that is trained from datasets", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
    for (const index of [0, 1, 2, 3]) rig.bucket.putImage(`${String(index)}.png`);
  });
  afterEach(() => rig.close());

  const args = (more: object = {}): object =>
    modelArgs(projectArn, { trainingData: undefined, testingData: undefined, ...more });
  const dataset = (): object => ({ projectArn, datasetType: "TRAIN", groundTruthManifest: manifest("train.manifest") });

  it("trains without manifests of its own, and again only when a trigger says so", async () => {
    const data = rig.resource("dataset", "train");
    await data.up({ ...dataset(), groundTruthManifest: undefined, entries: lines(4) });
    const model = rig.resource("projectVersion", "shapes");
    const triggers = { train: data.outputs.contentHash };
    await model.up(args({ triggers }));
    expect(model.outputs.status).to.equal("TRAINING_COMPLETED");
    expect((await model.up(args({ triggers }))).calls).to.deep.equal([]);
    const next = [...lines(3), line("3.png", "bird")];
    const { plan } = await data.preview({ ...dataset(), groundTruthManifest: undefined, entries: next });
    const known = (plan as { inputs: Record<string, unknown> }).inputs.contentHash;
    expect(known)
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.to.equal(data.outputs.contentHash);
    const previewed = await model.preview(args({ triggers: { train: known } }));
    expect(previewed.plan).to.deep.include({ op: "replace", replaces: ["versionName", "triggers"] });
  });

  it("is not trained from what is left once a dataset is deleted whose status lags; the error names it", async () => {
    const train = rig.resource("dataset", "train");
    await train.up({ projectArn, datasetType: "TRAIN", entries: lines(4) });
    const test = rig.resource("dataset", "test");
    await test.up({ projectArn, datasetType: "TEST", entries: lines(2) });
    rig.emulator.advance(300_000);
    rig.emulator.setSwitches({ statusLagMs: 20_000 });
    await rig.client.deleteDataset({ DatasetArn: String(test.outputs.arn) });
    const refused = await rig.resource("projectVersion", "shapes").up(args(), { fails: true });
    expect(refused.error)
      .to.contain(`${String(test.outputs.arn)} is gone or being deleted`)
      .and.to.match(/\[DeletedOutside\]$/);
    expect(rig.trainings).to.equal(0);
  });

  it("waits for a dataset that is being made or changed", async () => {
    const { DatasetArn = "" } = await rig.client.createDataset({ ProjectArn: projectArn, DatasetType: "TRAIN" });
    rig.emulator.advance(20_000);
    const GroundTruth = Buffer.from(
      lines(4)
        .map((each) => `${JSON.stringify(each)}\n`)
        .join(""),
    );
    await rig.client.updateDatasetEntries({ DatasetArn, Changes: { GroundTruth } });
    const made = await rig.resource("projectVersion", "shapes").up(args());
    expect(
      made.calls.filter(({ operation, error }) => operation === "CreateProjectVersion" && error !== undefined),
    ).to.deep.equal([]);
    expect(rig.trainings).to.equal(1);
  });

  it("says at once that there is nothing to train on", async () => {
    const refused = await rig.resource("projectVersion", "shapes").up(args(), { fails: true });
    expect(refused.error).to.contain("[DatasetsMissing]").and.to.contain("its project has no TRAIN dataset");
    expect(rig.trainings).to.equal(0);
  });

  it("says that a dataset failed, with AWS's text", async () => {
    rig.emulator.script({ datasetCreate: [{ status: "CREATE_FAILED", message: "too many rows" }] });
    await rig.client.createDataset({ ProjectArn: projectArn, DatasetType: "TRAIN" });
    const refused = await rig.resource("projectVersion", "shapes").up(args(), { fails: true });
    expect(refused.error).to.contain("is CREATE_FAILED: too many rows");
  });

  it("says why AWS takes no manifests beside datasets", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(dataset());
    const refused = await rig.resource("projectVersion", "shapes").up(modelArgs(projectArn), { fails: true });
    expect(refused.error)
      .to.contain("AWS trains from the one or the other")
      .and.to.contain(String(data.outputs.arn))
      .and.to.contain("AWS says: The project has datasets");
    expectWholeMessage(refused.error, "InvalidInput");
  });
});
