import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { ACCOUNT, REGION, Rig } from "../harness/rig.js";

const MINUTE_MS = 60_000;

/** The console's page of a model of the project "animals". */
const pageOf = (arn: string): string =>
  `https://${REGION}.console.aws.amazon.com/rekognition/custom-labels#/projects/animals/models/${arn.split("/")[3] ?? ""}/performance`;

describe("training a model", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  it("trains once, records what came of it, and starts nothing unless asked to", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const made = await model.up(modelArgs(projectArn));
    expect(made.steps).to.deep.equal(["create"]);
    expect(model.id).to.match(
      new RegExp(`^arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/version/shapes-[0-9a-f]{8}/\\d+$`),
    );
    expect(model.outputs).to.include({
      status: "TRAINING_COMPLETED",
      f1Score: 0.92,
      billableTrainingTimeSeconds: 90,
      baseModelVersion: "1.0",
      consoleUrl: pageOf(model.id),
    });
    expect(model.outputs).to.include.keys(
      "statusMessage",
      "creationTimestamp",
      "trainingEndTimestamp",
      "evaluationSummary",
      "manifestSummary",
      "trainingDataResult",
      "testingDataResult",
    );
    expect(made.operations).not.to.include("StartProjectVersion");
    expect(rig.trainings).to.equal(1);
    expect((await model.up(modelArgs(projectArn))).calls).to.deep.equal([]);
  });

  it("runs with the units that are asked for", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn, { minInferenceUnits: 2, maxInferenceUnits: 4 }));
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2, maxInferenceUnits: 4 });
    expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2, maxInferenceUnits: 4 });
    const again = await model.up(modelArgs(projectArn, { minInferenceUnits: 2, maxInferenceUnits: 4 }));
    expect(again.steps).to.deep.equal(["same"]);
    expect(again.calls).to.deep.equal([]);
  });

  it("tells how it goes, rarely enough for a log", async () => {
    rig.emulator.setSwitches({ trainingMs: 45 * MINUTE_MS });
    const made = await rig.resource("projectVersion", "shapes").up(modelArgs(projectArn));
    const told = made.messages.filter(({ ephemeral }) => ephemeral).map(({ text }) => text);
    expect(told.slice(0, -1).every((text) => text.startsWith("TRAINING_IN_PROGRESS, "))).to.equal(true);
    expect(told).to.have.length.within(5, 7);
    expect(told.at(-1)).to.match(/^TRAINING_COMPLETED after 4[56] min$/);
  });

  describe("waitForTraining: false", () => {
    const asked = (more: object = {}): object => modelArgs(projectArn, { waitForTraining: false, ...more });

    it("ends the first create in good order once the training has begun", async () => {
      const before = rig.emulator.nowMs();
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1 }));
      expect(rig.emulator.nowMs() - before).to.be.lessThan(5_000);
      expect(model.outputs.status).to.equal("TRAINING_IN_PROGRESS");
      expect(model.state?.initErrors).to.deep.equal([]);
    });

    it("moves on with each later up, as far as it can, and then rests", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1 }));
      const early = await model.up(asked({ minInferenceUnits: 1 }));
      expect(early.steps).to.deep.equal(["update"]);
      expect(early.diffs).to.deep.equal([]);
      expect(model.outputs.status).to.equal("TRAINING_IN_PROGRESS");
      rig.emulator.advance(2 * MINUTE_MS);
      expect((await model.up(asked({ minInferenceUnits: 1 }))).steps).to.deep.equal(["update"]);
      expect(rig.model(model.id).status).to.equal("RUNNING");
      expect((await model.up(asked({ minInferenceUnits: 1 }))).steps).to.deep.equal(["same"]);
      expect(rig.trainings).to.equal(1);
    });

    it("rests after training where nothing is to run", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      rig.emulator.advance(2 * MINUTE_MS);
      await model.up(asked());
      expect(model.outputs).to.include({ status: "TRAINING_COMPLETED", f1Score: 0.92 });
      expect((await model.up(asked())).calls).to.deep.equal([]);
    });

    it("judges the gate when the training has ended", async () => {
      rig.emulator.script({ training: [{ f1Score: 0.4 }] });
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1, minF1Score: 0.8 }));
      rig.emulator.advance(2 * MINUTE_MS);
      const judged = await model.up(asked({ minInferenceUnits: 1, minF1Score: 0.8 }), { fails: true });
      expect(judged.error).to.contain("[BelowQualityGate]");
      expect(rig.model(model.id).status).to.equal("TRAINING_COMPLETED");
    });

    it("keeps a replacement unfinished, and the old one serving, until the new one runs", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
      const old = model.id;
      const next = asked({ minInferenceUnits: 1, triggers: { data: "2" } });
      const begun = await model.up(next, { fails: true });
      expect(begun.error).to.contain("[TrainingGoesOn]").and.to.contain("pulumi up");
      expect(begun.steps).to.deep.equal(["create-replacement"]);
      expect(model.id).not.to.equal(old);
      expect(rig.model(old).status).to.equal("RUNNING");

      const early = await model.up(next, { fails: true });
      expect(early.error).to.contain("[TrainingGoesOn]");
      expect(rig.model(old).status).to.equal("RUNNING");

      rig.emulator.advance(2 * MINUTE_MS);
      const reached = await model.up(next);
      expect(reached.steps).to.deep.equal(["update", "delete-replaced"]);
      expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "RUNNING"]]);
      expect(rig.trainings).to.equal(2);
      expect((await model.up(next)).calls).to.deep.equal([]);
    });

    it("keeps the old one also with --continue-on-error", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
      const old = model.id;
      const next = asked({ minInferenceUnits: 1, triggers: { data: "2" } });
      const begun = await model.up(next, { fails: true, continueOnError: true });
      expect(begun.error).to.contain("[PredecessorServes]");
      expect(rig.model(old).status).to.equal("RUNNING");
      const early = await model.up(next, { fails: true, continueOnError: true });
      expect(early.error).to.contain("[PredecessorServes]");
      expect(rig.model(old).status).to.equal("RUNNING");
    });
  });

  describe("a training that fails", () => {
    const fail = (message: string): void => {
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message, seconds: 60 }] });
    };

    it("says AWS's text, keeps id and status, and is trained once more, after its deletion, by the next up", async () => {
      fail("The manifest file contains too few images.");
      const model = rig.resource("projectVersion", "shapes");
      const failed = await model.up(modelArgs(projectArn), { fails: true });
      expect(failed.error).to.contain("[TrainingFailed]").and.to.contain("The manifest file contains too few images.");
      const first = model.id;
      expect(model.outputs.status).to.equal("TRAINING_FAILED");
      const { plan } = await model.preview(modelArgs(projectArn));
      expect(plan).to.include({ op: "replace", deleteFirst: true });
      const again = await model.up(modelArgs(projectArn));
      expect(again.steps).to.deep.equal(["delete-replaced", "create-replacement"]);
      expect(model.id).not.to.equal(first);
      expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "TRAINING_COMPLETED"]]);
      expect(rig.trainings).to.equal(2);
    });

    it("is trained once more after a refresh, too, which clears the engine's note of the failure", async () => {
      fail("one");
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn), { fails: true });
      await model.refresh();
      expect(model.state?.initErrors).to.deep.equal([]);
      expect((await model.up(modelArgs(projectArn))).steps).to.deep.equal(["delete-replaced", "create-replacement"]);
    });

    it("is trained once an up, not in a loop", async () => {
      fail("one");
      fail("two");
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn), { fails: true });
      const second = await model.up(modelArgs(projectArn), { fails: true });
      expect(second.error).to.contain("two");
      expect(rig.trainings).to.equal(2);
    });

    it("leaves what it was to replace running, until a training succeeds", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
      const old = model.id;
      fail("broken");
      const next = modelArgs(projectArn, { minInferenceUnits: 1, triggers: { data: "2" } });
      await model.up(next, { fails: true });
      expect(rig.model(old).status).to.equal("RUNNING");
      await model.up(next);
      expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "RUNNING"]]);
      expect(model.pendingDeletes).to.deep.equal([]);
    });

    it("can be destroyed", async () => {
      fail("broken");
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn), { fails: true });
      await model.destroy();
      expect(rig.models).to.deep.equal([]);
    });
  });

  it("keeps the id when the time is up, and the next up goes on waiting for the same training", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const failed = await model.up(modelArgs(projectArn), { timeouts: { create: "30s" }, fails: true });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("TRAINING_IN_PROGRESS");
    expect(failed.error).to.match(/waited (29|30) s/);
    const { id } = model;
    expect((await model.up(modelArgs(projectArn), { timeouts: { create: "30s" } })).steps).to.deep.equal(["update"]);
    expect(model.id).to.equal(id);
    expect(rig.trainings).to.equal(1);
    expect(model.state?.initErrors).to.deep.equal([]);
  });

  it("says so when the model vanishes while it is trained", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const vanish = rig.time.in(30_000, async () => {
      const arn = rig.models[0]?.arn ?? "";
      rig.emulator.forceStatus({ arn, status: "TRAINING_COMPLETED" });
      await rig.client.deleteProjectVersion({ ProjectVersionArn: arn });
    });
    const failed = await model.up(modelArgs(projectArn), { fails: true });
    await vanish;
    expect(failed.error).to.contain("[DeletedOutside]");
  });

  it("waits for a slot to train in, no matter who holds it", async () => {
    rig.emulator.setSwitches({ quotaConcurrentTrainings: 1 });
    const other = rig.resource("projectVersion", "other");
    await other.up(modelArgs(projectArn, { waitForTraining: false }));
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn));
    expect(model.outputs.status).to.equal("TRAINING_COMPLETED");
    expect(rig.trainings).to.equal(2);
  });

  it("fails with AWS's text where no slot can become free", async () => {
    rig.emulator.setSwitches({ quotaConcurrentTrainings: 0 });
    const failed = await rig.resource("projectVersion", "shapes").up(modelArgs(projectArn), { fails: true });
    expect(failed.error).to.contain("[QuotaExceeded]").and.to.contain("Concurrent training limit exceeded");
  });
});
