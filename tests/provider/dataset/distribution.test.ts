import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { contentsOf, line, lines, manifest } from "./datasets.js";

describe("a test dataset that takes a fifth of the training dataset", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const train = (entries: readonly object[]): object => ({ projectArn, datasetType: "TRAIN", entries });
  const test = (trainArn: unknown): object => ({ projectArn, datasetType: "TEST", distributeFromDatasetArn: trainArn });
  const counts = (): unknown => Object.fromEntries(rig.datasets.map(({ type, entryCount }) => [type, entryCount]));

  async function both(entries: readonly object[]) {
    const training = rig.resource("dataset", "train");
    await training.up(train(entries));
    const testing = rig.resource("dataset", "test");
    const made = await testing.up(test(training.outputs.arn));
    return { training, testing, made };
  }

  it("is made empty, then filled from it; both are complete in the end", async () => {
    const { training, testing, made } = await both(lines(10));
    expect(
      made.operations.filter((name) => name === "CreateDataset" || name === "DistributeDatasetEntries"),
    ).to.deep.equal(["CreateDataset", "DistributeDatasetEntries"]);
    expect(counts()).to.deep.equal({ TRAIN: 8, TEST: 2 });
    expect(testing.outputs).to.deep.include({ status: "UPDATE_COMPLETE" });
    expect(testing.outputs.stats).to.deep.include({ totalEntries: 2 });
    expect((await testing.up(test(training.outputs.arn))).calls).to.deep.equal([]);
  });

  it("keeps its entries when others are added to the training dataset: none stands in both", async () => {
    const { training, testing } = await both(lines(10));
    const before = await contentsOf(rig.client, testing.outputs.arn);
    await training.up(train([...lines(10), line("new.png", "cat")]));
    expect(counts()).to.deep.equal({ TRAIN: 9, TEST: 2 });
    expect(await contentsOf(rig.client, testing.outputs.arn)).to.deep.equal(before);
    const inTraining = await contentsOf(rig.client, training.outputs.arn);
    expect(inTraining.filter((entry) => before.includes(entry))).to.deep.equal([]);
    expect((await testing.up(test(training.outputs.arn))).steps).to.deep.equal(["same"]);
  });

  it("is distributed again when one of its own entries changes in the training data", async () => {
    const { training, testing } = await both(lines(10));
    const [moved = ""] = await contentsOf(rig.client, testing.outputs.arn);
    const key = moved.split(" ")[0] ?? "";
    const next = lines(10).map((each) => (String(each["source-ref"]).endsWith(`/${key}`) ? line(key, "bird") : each));
    const { arn } = training.outputs;
    await training.up(train(next));
    expect(training.outputs.arn).not.to.equal(arn);
    const changed = await testing.up(test(training.outputs.arn));
    expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["distributeFromDatasetArn"]]);
    expect(counts()).to.deep.equal({ TRAIN: 8, TEST: 2 });
  });

  it("waits for a change of the training dataset that goes on", async () => {
    const training = rig.resource("dataset", "train");
    await training.up(train(lines(10)));
    const GroundTruth = Buffer.from(JSON.stringify(line("late.png", "cat")));
    await rig.client.updateDatasetEntries({ DatasetArn: String(training.outputs.arn), Changes: { GroundTruth } });
    const testing = rig.resource("dataset", "test");
    await testing.up(test(training.outputs.arn));
    expect(counts()).to.deep.equal({ TRAIN: 9, TEST: 2 });
  });

  it("goes on after an interruption, and after an answer that got lost: nothing is distributed twice", async () => {
    const training = rig.resource("dataset", "train");
    await training.up(train(lines(10)));
    rig.emulator.addFault({ operation: "DistributeDatasetEntries", kind: "lostResponse", times: 1 });
    const testing = rig.resource("dataset", "test");
    await testing.up(test(training.outputs.arn));
    expect(counts()).to.deep.equal({ TRAIN: 8, TEST: 2 });
  });

  it("says why where there is too little to distribute, and is made again by the next up", async () => {
    const training = rig.resource("dataset", "train");
    await training.up(train(lines(2)));
    const testing = rig.resource("dataset", "test");
    const failed = await testing.up(test(training.outputs.arn), { fails: true });
    expect(failed.error).to.contain("[DatasetFailed]").and.to.contain("enough labeled images to distribute");
    expect(testing.outputs.status).to.equal("UPDATE_FAILED");
  });

  it("says once what is wrong with a training dataset that failed, and what may show it first", async () => {
    const training = rig.resource("dataset", "train");
    await training.up(train(lines(10)));
    rig.emulator.forceStatus({ arn: String(training.outputs.arn), status: "UPDATE_FAILED", message: "too many rows" });
    const failed = await rig.resource("dataset", "test").up(test(training.outputs.arn), { fails: true });
    expectWholeMessage(failed.error, "DatasetFailed");
    expect(failed.error).to.contain("too many rows. Where it is this stack's own, `pulumi refresh` shows it first.");
  });

  it("keeps its hash at a preview in which the training dataset's ARN is unknown", async () => {
    const { testing } = await both(lines(10));
    const { plan } = await testing.preview(test("04da6b54-80e4-46f7-96ec-b56ff0331ba9"));
    expect(plan).to.deep.include({ op: "update", diffs: ["distributeFromDatasetArn"] });
    expect((plan as { inputs: Record<string, unknown> }).inputs.contentHash).to.equal(testing.outputs.contentHash);
  });
});

describe("a model that trains from its project's datasets", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("serves until its successor does when a dataset is made again under it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const args = { projectArn: project.id, datasetType: "TRAIN" };
    const data = rig.resource("dataset", "train");
    await data.up({ ...args, groundTruthManifest: manifest("train.manifest") });
    const model = rig.resource("projectVersion", "shapes");
    const asked = (hash: unknown): object =>
      modelArgs(project.id, {
        trainingData: undefined,
        testingData: undefined,
        minInferenceUnits: 1,
        triggers: { hash },
      });
    await model.up(asked(data.outputs.contentHash));
    const first = model.id;
    expect(rig.model(first).status).to.equal("RUNNING");

    rig.bucket.putManifest("next.manifest", [...lines(0), line("cat.png", "cat"), line("dog.png", "dog")]);
    const { arn } = data.outputs;
    await data.up({ ...args, groundTruthManifest: manifest("next.manifest") });
    expect(data.outputs.arn).not.to.equal(arn);
    expect(rig.model(first).status).to.equal("RUNNING");

    const changed = await model.up(asked(data.outputs.contentHash));
    expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    const order = changed.operations.filter((name) => /^(Start|Stop|Delete)ProjectVersion$/.test(name));
    expect(order).to.deep.equal(["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"]);
    expect(rig.models.map(({ arn: each, status }) => [each, status])).to.deep.equal([[model.id, "RUNNING"]]);
  });
});
