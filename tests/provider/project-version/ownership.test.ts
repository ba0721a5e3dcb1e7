import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, Rig } from "../harness/rig.js";

const OWNER_TAG = "pulumi-rekognition:owner";
const CLAIM_TAG = "pulumi-rekognition:claim";
const FOREIGN = { [OWNER_TAG]: "acme/other/dev", [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccccccc" };

describe("whose a model is", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const asked = (more: object = {}): object => modelArgs(projectArn, { minInferenceUnits: 1, ...more });

  const alive = (): string[][] => rig.models.map(({ arn, status }) => [arn, status]);

  async function trainByHand(name: string, tags: Record<string, string> = {}): Promise<string> {
    const { ProjectVersionArn = "" } = await rig.client.createProjectVersion({
      ProjectArn: projectArn,
      VersionName: name,
      OutputConfig: { S3Bucket: BUCKET, S3KeyPrefix: "results" },
      TrainingData: { Assets: [{ GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } }] },
      TestingData: { AutoCreate: true },
      Tags: tags,
    });
    rig.emulator.advance(300_000);
    return ProjectVersionArn;
  }

  describe("a model that is there already", () => {
    it("is refused where somebody made it by hand, and the way out is named", async () => {
      const arn = await trainByHand("first");
      const refused = await rig
        .resource("projectVersion", "shapes")
        .up(asked({ versionName: "first" }), { fails: true });
      expect(refused.error).to.contain("[NameTaken]").and.to.contain(arn).and.to.contain("adopt: true");
      expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
    });

    it("is adopted with adopt: true, started, and destroyed later", async () => {
      const arn = await trainByHand("first");
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ versionName: "first", adopt: true, tags: { team: "vision" } }));
      expect(model.id).to.equal(arn);
      expect(rig.trainings).to.equal(1);
      expect(alive()).to.deep.equal([[arn, "RUNNING"]]);
      const { Tags = {} } = await rig.client.listTagsForResource({ ResourceArn: arn });
      expect(Tags).to.include({ team: "vision", [OWNER_TAG]: "acme/shop/dev" });
      await model.destroy();
      expect(alive()).to.deep.equal([]);
    });

    it("is not adopted where it was trained on other data", async () => {
      await trainByHand("first");
      const other = asked({
        versionName: "first",
        adopt: true,
        trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket: BUCKET, name: "other.manifest" } } }] },
      });
      const refused = await rig.resource("projectVersion", "shapes").up(other, { fails: true });
      expect(refused.error).to.contain("[NotAdoptable]").and.to.contain(`s3://${BUCKET}/train.manifest`);
    });

    for (const adopt of [false, true]) {
      it(`is never taken from another owner, adopt: ${String(adopt)}`, async () => {
        const arn = await trainByHand("first", FOREIGN);
        const model = rig.resource("projectVersion", "shapes");
        const refused = await model.up(asked({ versionName: "first", adopt }), { fails: true });
        expect(refused.error).to.contain("[OwnedByAnother]").and.to.contain("acme/other/dev");
        expect(alive()).to.deep.equal([[arn, "TRAINING_COMPLETED"]]);
      });
    }

    it("is not adopted where its training failed", async () => {
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken" }] });
      await trainByHand("first");
      const model = rig.resource("projectVersion", "shapes");
      const refused = await model.up(asked({ versionName: "first", adopt: true }), { fails: true });
      expect(refused.error).to.contain("[NotAdoptable]").and.to.contain("TRAINING_FAILED");
    });

    const found = [
      { status: "TRAINING_IN_PROGRESS", trainings: 1 },
      { status: "TRAINING_COMPLETED", trainings: 1 },
      { status: "STARTING", trainings: 1 },
      { status: "RUNNING", trainings: 1 },
      { status: "STOPPING", trainings: 1 },
      { status: "STOPPED", trainings: 1 },
      { status: "FAILED", trainings: 1 },
      { status: "TRAINING_FAILED", trainings: 2 },
      { status: "EXPIRED", trainings: 2 },
      { status: "DELETING", trainings: 2 },
    ] as const;
    for (const { status, trainings } of found) {
      it(`of this very resource, found ${status}: trained ${trainings === 1 ? "not again" : "once more"}`, async () => {
        const model = rig.resource("projectVersion", "shapes");
        await model.up(asked({ minInferenceUnits: undefined, waitForTraining: false }));
        const { id } = model;
        const deadline = rig.emulator.nowMs() + 90_000;
        if (status !== "TRAINING_IN_PROGRESS") rig.emulator.advance(100_000);
        if (["STARTING", "RUNNING", "STOPPING", "STOPPED", "FAILED"].includes(status)) {
          if (status === "FAILED") rig.emulator.script({ start: [{ status: "FAILED" }] });
          await rig.client.startProjectVersion({ ProjectVersionArn: id, MinInferenceUnits: 1 });
          if (status !== "STARTING") rig.emulator.advance(40_000);
        }
        if (status === "STOPPING" || status === "STOPPED") {
          await rig.client.stopProjectVersion({ ProjectVersionArn: id });
          if (status === "STOPPED") rig.emulator.advance(40_000);
        }
        if (status === "DELETING") await rig.client.deleteProjectVersion({ ProjectVersionArn: id });
        if (status === "TRAINING_FAILED" || status === "EXPIRED") rig.emulator.forceStatus({ arn: id, status });
        expect(rig.model(id).status).to.equal(status);
        expect(rig.emulator.nowMs() < deadline).to.equal(status === "TRAINING_IN_PROGRESS");
        // The record is lost. That it was this resource's once does not tell that it is now.
        model.state = undefined;
        const refused = await model.up(asked(), { fails: status === "DELETING" ? "either" : true });
        if (status !== "DELETING") {
          expectWholeMessage(refused.error, "RecordedBefore");
          expect(refused.error).to.contain(id).and.to.contain(status);
          expect(refused.calls.filter(({ effect }) => effect)).to.deep.equal([]);
          await model.up(asked({ adopt: true }));
        }
        expect(rig.trainings).to.equal(trainings);
        expect(alive()).to.deep.equal([[model.id, "RUNNING"]]);
        expect(model.id === id).to.equal(trainings === 1);
      });
    }
  });

  describe("the fence", () => {
    it("makes an adopting forced replacement a harmless renewal: the model goes on running", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      const { id } = model;
      const refused = await model.up(asked(), { replace: true, fails: true });
      expectWholeMessage(refused.error, "RecordedBefore");
      expect(alive()).to.deep.equal([[id, "RUNNING"]]);
      const replaced = await model.up(asked({ adopt: true }), { replace: true });
      expect(replaced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(model.id).to.equal(id);
      expect(alive()).to.deep.equal([[id, "RUNNING"]]);
      expect(replaced.operations.filter((operation) => /^(Stop|Start|Delete)/.test(operation))).to.deep.equal([]);
      expect(rig.trainings).to.equal(1);
      await model.destroy();
      expect(alive()).to.deep.equal([]);
    });

    it("holds while tags lag", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      rig.emulator.advance(300_000);
      rig.emulator.setSwitches({ tagLagMs: 65_000 });
      const { id } = model;
      await model.up(asked({ adopt: true }), { replace: true });
      expect(alive()).to.deep.equal([[id, "RUNNING"]]);
    });

    it("holds in a later process, while tags lag", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      rig.emulator.advance(300_000);
      rig.emulator.setSwitches({ tagLagMs: 60_000 });
      const { id } = model;
      const predecessor = model.state;
      model.state = undefined;
      await model.up(asked({ adopt: true }));
      if (predecessor !== undefined) model.pendingDeletes.push(predecessor);
      await model.up(asked());
      expect(alive()).to.deep.equal([[id, "RUNNING"]]);
      expect(model.pendingDeletes).to.deep.equal([]);
    });

    it("leaves a model that somebody else has claimed, and says so", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      const { id } = model;
      rig.emulator.advance(300_000);
      await rig.client.tagResource({ ResourceArn: id, Tags: FOREIGN });
      const destroyed = await model.destroy();
      expect(destroyed.warnings.join()).to.contain("left alone");
      expect(alive()).to.deep.equal([[id, "RUNNING"]]);
    });

    it("lets a model be updated and destroyed whose tags were stripped", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      rig.emulator.advance(300_000);
      const strip = (): Promise<unknown> =>
        rig.client.untagResource({ ResourceArn: model.id, TagKeys: [OWNER_TAG, CLAIM_TAG] });
      await strip();
      await model.up(asked({ minInferenceUnits: 2 }));
      expect((await rig.client.listTagsForResource({ ResourceArn: model.id })).Tags).to.include.keys(OWNER_TAG);
      await strip();
      await model.destroy();
      expect(alive()).to.deep.equal([]);
    });

    it("does not let an update touch a model that somebody else has claimed", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      await rig.client.tagResource({ ResourceArn: model.id, Tags: FOREIGN });
      const refused = await model.up(asked({ minInferenceUnits: 2 }), { fails: true });
      expect(refused.error).to.contain("[OwnedByAnother]");
      expect(refused.operations).not.to.include("StopProjectVersion");
      expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
    });

    it("does not delete another model of the same name", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn, { versionName: "first" }));
      rig.emulator.advance(300_000);
      await rig.client.deleteProjectVersion({ ProjectVersionArn: model.id });
      rig.emulator.advance(10_000);
      const another = await trainByHand("first");
      const destroyed = await model.destroy();
      expect(destroyed.warnings.join()).to.contain("left alone");
      expect(alive()).to.deep.equal([[another, "TRAINING_COMPLETED"]]);
    });
  });

  it("the predecessor is not deleted where its replacement failed in the same process", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    const served = model.id;
    rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken", seconds: 30 }] });
    const failed = await model.up(asked({ triggers: { data: "2" } }), { fails: true, continueOnError: true });
    expect(failed.error).to.contain("[TrainingFailed]").and.to.contain("[PredecessorServes]");
    expect(rig.model(served).status).to.equal("RUNNING");
    expect(model.pendingDeletes).to.have.length(1);
  });
});
