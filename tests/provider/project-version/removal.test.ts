import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

const MINUTE_MS = 60_000;

describe("removing a model", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const asked = (more: object = {}): object => modelArgs(projectArn, more);

  it("stops a running one before anything else, deletes it, and is done when it is gone", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked({ minInferenceUnits: 1 }));
    const destroyed = await model.destroy();
    const made = destroyed.calls.filter(({ effect }) => effect).map(({ operation }) => operation);
    expect(made).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    expect(rig.models).to.deep.equal([]);
    expect(rig.emulator.meter().running).to.equal(0);
  });

  it("waits until a starting one runs, stops it, then deletes it", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
    const destroyed = await model.destroy();
    const made = destroyed.calls.filter(({ effect }) => effect).map(({ operation }) => operation);
    expect(made).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    expect(rig.models).to.deep.equal([]);
  });

  it("waits for one that is stopping, and for one whose start fails", async () => {
    const stopping = rig.resource("projectVersion", "stopping");
    await stopping.up(asked({ minInferenceUnits: 1 }));
    await rig.client.stopProjectVersion({ ProjectVersionArn: stopping.id });
    await stopping.destroy();
    const failing = rig.resource("projectVersion", "failing");
    await failing.up(asked());
    rig.emulator.script({ start: [{ status: "FAILED" }] });
    await rig.client.startProjectVersion({ ProjectVersionArn: failing.id, MinInferenceUnits: 1 });
    await failing.destroy();
    expect(rig.models).to.deep.equal([]);
  });

  it("waits for a training, which AWS cannot cancel, and says so", async () => {
    rig.emulator.setSwitches({ trainingMs: 3 * 60 * MINUTE_MS });
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked({ waitForTraining: false }));
    const before = rig.emulator.nowMs();
    const destroyed = await model.destroy();
    expect(destroyed.warnings.join()).to.contain("AWS cannot cancel a training");
    expect(rig.emulator.nowMs() - before).to.be.within(179 * MINUTE_MS, 185 * MINUTE_MS);
    expect(rig.models).to.deep.equal([]);
  });

  it("keeps the record when the time is up, and goes on the next time", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked({ minInferenceUnits: 1 }), { timeouts: { delete: "10s" } });
    const failed = await model.destroy({ fails: true });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("STOPPING");
    expect(model.state).not.to.equal(undefined);
    rig.emulator.advance(MINUTE_MS);
    await model.destroy();
    expect(rig.models).to.deep.equal([]);
  });

  it("succeeds twice, and while somebody else's deletion goes on", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked());
    const { state } = model;
    await rig.client.deleteProjectVersion({ ProjectVersionArn: model.id });
    expect((await model.destroy()).steps).to.deep.equal(["delete"]);
    expect(rig.models).to.deep.equal([]);
    rig.emulator.advance(5 * MINUTE_MS);
    model.state = state;
    expect((await model.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("is not fooled by a model that is not visible yet", async () => {
    rig.emulator.setSwitches({ describeLagMs: 60_000 });
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked({ waitForTraining: false }), { kill: { call: 4, when: "after" } });
    expect(model.state).to.equal(undefined);
    await model.up(asked({ waitForTraining: false }));
    const { id } = model;
    rig.emulator.setSwitches({ describeLagMs: 80_000 });
    await model.destroy();
    expect(rig.models.map(({ arn }) => arn)).not.to.include(id);
  });

  describe('deletionPolicy: "stop"', () => {
    const kept = (more: object = {}): object => asked({ minInferenceUnits: 1, deletionPolicy: "stop", ...more });

    it("stops the model at destroy and keeps it, marked", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(kept());
      const { id } = model;
      const destroyed = await model.destroy();
      expect(destroyed.steps).to.deep.equal(["delete"]);
      expect(destroyed.warnings.join()).to.contain("stopped and kept");
      expect(rig.model(id).status).to.equal("STOPPED");
      expect(rig.model(id).tags["pulumi-rekognition:claim"]).to.match(/\.kept$/);
      expect(rig.emulator.meter().running).to.equal(0);
    });

    it("keeps the replaced one, and the way back is a start instead of a training", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(kept({ triggers: { data: "a" } }));
      const first = model.id;
      await model.up(kept({ triggers: { data: "b" } }));
      const second = model.id;
      expect(rig.model(first).status).to.equal("STOPPED");
      expect(rig.model(second).status).to.equal("RUNNING");
      const back = await model.up(kept({ triggers: { data: "a" } }));
      expect(model.id).to.equal(first);
      expect(rig.trainings).to.equal(2);
      expect(rig.model(first).status).to.equal("RUNNING");
      expect(rig.model(first).tags["pulumi-rekognition:claim"]).not.to.match(/kept/);
      expect(rig.model(second).status).to.equal("STOPPED");
      expect(back.operations).not.to.include("CreateProjectVersion");
      expect((await model.up(kept({ triggers: { data: "a" } }))).calls).to.deep.equal([]);
    });

    it("keeps one that was never started, too", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(kept({ minInferenceUnits: undefined }));
      const { id } = model;
      await model.destroy();
      expect(rig.model(id).status).to.equal("TRAINING_COMPLETED");
    });

    it("does not keep one whose training failed: there is nothing to keep", async () => {
      rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken", seconds: 30 }] });
      const model = rig.resource("projectVersion", "shapes");
      await model.up(kept(), { fails: true });
      await model.destroy();
      expect(rig.models).to.deep.equal([]);
    });

    it("counts from when it was recorded: set just before destroy, it holds", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked({ minInferenceUnits: 1 }));
      await model.up(kept());
      const { id } = model;
      await model.destroy();
      expect(rig.model(id).status).to.equal("STOPPED");
    });
  });
});
