import { expect } from "chai";
import { CLAIM_TAG, OWNER_TAG } from "../../../provider/lifecycle/claim.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, Rig } from "../harness/rig.js";
import { neverRecorded } from "../sweep/never-recorded.js";

describe("removing a project that is not empty", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  async function train(projectArn: string, name: string): Promise<string> {
    const { ProjectVersionArn = "" } = await rig.client.createProjectVersion({
      ProjectArn: projectArn,
      VersionName: name,
      OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "" },
      TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } }] },
      TestingData: { AutoCreate: true },
    });
    return ProjectVersionArn;
  }

  it("fails at once, and lists what is left, what it costs and the way out", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const arn = await train(project.id, "first");
    rig.emulator.advance(100_000);
    await rig.client.startProjectVersion({ ProjectVersionArn: arn, MinInferenceUnits: 2 });
    rig.emulator.advance(40_000);
    const refused = await project.destroy({ fails: true });
    expect(refused.error).to.contain("[NotEmpty]").and.to.contain(arn).and.to.contain("RUNNING");
    expect(refused.error).to.contain("$8.00 an hour").and.to.contain("forceDestroy: true");
    expect(refused.error, "nothing is trained").not.to.contain("cannot be cancelled");
    expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
    expect(rig.model(arn).status).to.equal("RUNNING");
    expect(project.state).not.to.equal(undefined);
  });

  it("removes what this owner made when forced, running and kept models included", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ forceDestroy: true });
    const running = rig.resource("projectVersion", "running");
    await running.up(modelArgs(project.id, { minInferenceUnits: 1 }));
    await neverRecorded(rig, running);
    const kept = rig.resource("projectVersion", "kept");
    await kept.up(modelArgs(project.id, { deletionPolicy: "stop", minInferenceUnits: 1 }));
    await kept.destroy();
    const destroyed = await project.destroy();
    expect(destroyed.steps).to.deep.equal(["delete"]);
    expect(rig.emulator.state().projects).to.deep.equal([]);
    expect(rig.emulator.meter().running).to.equal(0);
  });

  it("does not remove what a state has recorded, which may be another stack's by now, and names the way to it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ forceDestroy: true });
    const moved = rig.resource("projectVersion", "moved");
    await moved.up(modelArgs(project.id, { minInferenceUnits: 1 }));
    const refused = await project.destroy({ fails: true });
    expect(refused.error).to.contain("[NotEmpty]").and.to.contain(moved.id).and.to.contain("--delete --arn");
    expect(rig.model(moved.id).status).to.equal("RUNNING");
    expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
  });

  it("does not remove what others made, not even when forced, and lists it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ forceDestroy: true });
    const byHand = await train(project.id, "by-hand");
    rig.emulator.advance(100_000);
    const refused = await project.destroy({ fails: true });
    expect(refused.error).to.contain("[NotEmpty]").and.to.contain(byHand);
    expect(rig.model(byHand).status).to.equal("TRAINING_COMPLETED");
  });

  it("lists a training at once instead of waiting for it, also when forced", async () => {
    const project = rig.resource("project", "animals");
    await project.up({ forceDestroy: true });
    const model = rig.resource("projectVersion", "slow");
    await model.up(modelArgs(project.id, { waitForTraining: false }));
    await neverRecorded(rig, model);
    const before = rig.emulator.nowMs();
    const refused = await project.destroy({ fails: true });
    expect(refused.error).to.contain("[NotEmpty]").and.to.contain("TRAINING_IN_PROGRESS");
    expect(refused.error).to.contain("A running training or copy cannot be cancelled: run the same command again");
    expect(rig.emulator.nowMs() - before).to.be.lessThan(10_000);
    rig.emulator.advance(100_000);
    expect((await project.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("waits for a deletion that goes on in it", async () => {
    const project = rig.resource("project", "animals");
    await project.up({});
    const arn = await train(project.id, "going");
    rig.emulator.advance(100_000);
    await rig.client.deleteProjectVersion({ ProjectVersionArn: arn });
    expect((await project.destroy()).steps).to.deep.equal(["delete"]);
    expect(rig.emulator.state().projects).to.deep.equal([]);
  });

  describe("with datasets in it", () => {
    const dataset = (projectArn: string, datasetType: string): object => ({
      projectArn,
      datasetType,
      groundTruthManifest: { s3Object: { bucket: BUCKET, name: "train.manifest" } },
    });

    it("lists them, unless forced", async () => {
      const project = rig.resource("project", "animals");
      await project.up({});
      const train = rig.resource("dataset", "train");
      await train.up(dataset(project.id, "TRAIN"));
      const refused = await project.destroy({ fails: true });
      expect(refused.error)
        .to.contain("[NotEmpty]")
        .and.to.contain(`dataset ${String(train.outputs.arn)}`);
      expect(rig.datasets).to.have.length(1);
    });

    it("removes models, then datasets, waits until they are gone, and only then the project", async () => {
      const project = rig.resource("project", "animals");
      await project.up({ forceDestroy: true });
      const train = rig.resource("dataset", "train");
      await train.up(dataset(project.id, "TRAIN"));
      const test = rig.resource("dataset", "test");
      await test.up(dataset(project.id, "TEST"));
      const trained = { trainingData: undefined, testingData: undefined, minInferenceUnits: 1 };
      const model = rig.resource("projectVersion", "model");
      await model.up(modelArgs(project.id, trained));
      await neverRecorded(rig, model, train, test);
      const destroyed = await project.destroy();
      expect(destroyed.calls.filter(({ effect }) => effect).map(({ operation }) => operation)).to.deep.equal([
        "StopProjectVersion",
        "DeleteProjectVersion",
        "DeleteDataset",
        "DeleteDataset",
        "DeleteProject",
      ]);
      expect(rig.emulator.state().projects).to.deep.equal([]);
    });

    it("keeps the datasets while something is left that may be trained from them", async () => {
      const project = rig.resource("project", "animals");
      await project.up({ forceDestroy: true });
      await rig.resource("dataset", "train").up(dataset(project.id, "TRAIN"));
      await rig.client.createProjectVersion({
        ProjectArn: project.id,
        VersionName: "by-hand",
        OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "" },
      });
      const refused = await project.destroy({ fails: true });
      expect(refused.error).to.contain("[NotEmpty]").and.to.contain("by-hand");
      expect(rig.datasets.map(({ status }) => status)).to.deep.equal(["CREATE_COMPLETE"]);
    });

    it("does not remove those of others, not even when forced", async () => {
      const project = rig.resource("project", "animals");
      await project.up({ forceDestroy: true });
      const { DatasetArn = "" } = await rig.client.createDataset({ ProjectArn: project.id, DatasetType: "TRAIN" });
      rig.emulator.advance(20_000);
      const refused = await project.destroy({ fails: true });
      expect(refused.error).to.contain(DatasetArn);
      expect(rig.datasets).to.have.length(1);
    });

    it("waits for one that AWS still counts although it shows none any more", async () => {
      const project = rig.resource("project", "animals");
      await project.up({});
      const train = rig.resource("dataset", "train");
      await train.up(dataset(project.id, "TRAIN"));
      await rig.client.deleteDataset({ DatasetArn: String(train.outputs.arn) });
      rig.rewrite = {
        DescribeProjects: (answer) => ({
          ...answer,
          ProjectDescriptions: (answer.ProjectDescriptions ?? []).map((each) => ({ ...each, Datasets: [] })),
        }),
      };
      const destroyed = await project.destroy();
      expect(
        destroyed.calls.some(({ operation, error }) => operation === "DeleteProject" && error !== undefined),
      ).to.equal(true);
      expect(rig.emulator.state().projects).to.deep.equal([]);
    });

    it("waits for one whose deletion or creation goes on", async () => {
      const project = rig.resource("project", "animals");
      await project.up({ forceDestroy: true });
      const train = rig.resource("dataset", "train");
      await train.up(dataset(project.id, "TRAIN"));
      await rig.client.deleteDataset({ DatasetArn: String(train.outputs.arn) });
      await rig.client.createDataset({
        ProjectArn: project.id,
        DatasetType: "TEST",
        Tags: { [OWNER_TAG]: rig.owner, [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.0123456789abcdef.making" },
      });
      expect((await project.destroy()).steps).to.deep.equal(["delete"]);
      expect(rig.emulator.state().projects).to.deep.equal([]);
    });
  });
});
