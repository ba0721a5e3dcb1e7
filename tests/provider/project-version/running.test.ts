import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

describe("running a model", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const withUnits = (min?: number, max?: number, more: object = {}): object =>
    modelArgs(projectArn, { minInferenceUnits: min, maxInferenceUnits: max, ...more });

  async function running(min: number, max?: number): Promise<StackResource> {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(withUnits(min, max));
    return model;
  }

  const startsAndStops = (operations: readonly string[]): string[] =>
    operations.filter((operation) => /^(Start|Stop)/.test(operation));

  const changes = [
    { what: "more units", from: [1], to: [2], calls: ["StopProjectVersion", "StartProjectVersion"] },
    { what: "an upper bound", from: [1], to: [1, 3], calls: ["StopProjectVersion", "StartProjectVersion"] },
    { what: "no upper bound", from: [1, 3], to: [1], calls: ["StopProjectVersion", "StartProjectVersion"] },
    { what: "no units: it is stopped", from: [1], to: [], calls: ["StopProjectVersion"] },
    { what: "units for the first time", from: [], to: [1], calls: ["StartProjectVersion"] },
  ] as const;
  for (const { what, from, to, calls } of changes) {
    it(`changes in place to ${what}`, async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(withUnits(...from));
      const { id } = model;
      const changed = await model.up(withUnits(...to));
      expect(changed.steps).to.deep.equal(["update"]);
      expect(changed.diffs.every((key) => key.endsWith("InferenceUnits"))).to.equal(true);
      expect(startsAndStops(changed.operations)).to.deep.equal(calls);
      expect(model.id).to.equal(id);
      const [min, max] = to;
      expect(rig.model(id).status).to.equal(min === undefined ? "STOPPED" : "RUNNING");
      if (min !== undefined) {
        expect(rig.model(id)).to.include({ minInferenceUnits: min, maxInferenceUnits: max });
      }
      expect(model.outputs.minInferenceUnits).to.equal(min);
      expect(model.outputs.maxInferenceUnits).to.equal(max);
      expect((await model.up(withUnits(...to))).calls).to.deep.equal([]);
      expect(rig.trainings).to.equal(1);
    });
  }

  it("warns at preview, on a change of units only, that the model stands still meanwhile, and what it will cost", async () => {
    const model = await running(1);
    const { plan, warnings } = await model.preview(withUnits(2));
    expect(plan).to.deep.include({ op: "update", diffs: ["minInferenceUnits"] });
    expect(warnings.join()).to.contain("10 to 20 minutes").and.to.contain("$8.00 an hour");
    expect((await model.preview(withUnits(1, undefined, { tags: { a: "b" } }))).warnings).to.deep.equal([]);
    expect((await model.preview(withUnits())).warnings).to.deep.equal([]);
  });

  it("stays as a scheduler left it when something else changes", async () => {
    const model = await running(1);
    await rig.client.stopProjectVersion({ ProjectVersionArn: model.id });
    rig.emulator.advance(60_000);
    const changed = await model.up(withUnits(1, undefined, { tags: { a: "b" } }));
    expect(startsAndStops(changed.operations)).to.deep.equal([]);
    expect(rig.model(model.id).status).to.equal("STOPPED");
  });

  describe("a start that fails", () => {
    const fail = (message: string): void => {
      rig.emulator.script({ start: [{ status: "FAILED", message }] });
    };

    it("is tried once an up, and says AWS's text", async () => {
      fail("no capacity");
      const model = rig.resource("projectVersion", "shapes");
      const failed = await model.up(withUnits(1), { fails: true });
      expect(failed.error).to.contain("[StartFailed]").and.to.contain("no capacity");
      expect(startsAndStops(failed.operations)).to.deep.equal(["StartProjectVersion"]);
      expect(model.outputs.status).to.equal("FAILED");
      fail("still none");
      const again = await model.up(withUnits(1), { fails: true });
      expect(again.error).to.contain("still none");
      expect(startsAndStops(again.operations)).to.deep.equal(["StartProjectVersion"]);
      await model.up(withUnits(1));
      expect(rig.model(model.id).status).to.equal("RUNNING");
      expect(rig.trainings).to.equal(1);
    });

    it("with new units goes back to the old ones once, and says what runs now", async () => {
      const model = await running(1);
      fail("too large");
      const failed = await model.up(withUnits(3), { fails: true });
      expectWholeMessage(failed.error, "StartFailed");
      expect(failed.error).to.contain(
        "too large. It runs again with 1 inference unit; the change was not made. Model ",
      );
      expect(failed.error).to.contain("is RUNNING with 1 inference unit: about $4.00 an hour");
      expect(startsAndStops(failed.operations)).to.deep.equal([
        "StopProjectVersion",
        "StartProjectVersion",
        "StartProjectVersion",
      ]);
      expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
      expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 1 });
      await model.up(withUnits(3));
      expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 3 });
    });

    it("also when AWS refuses the units at once", async () => {
      const model = await running(1);
      const failed = await model.up(withUnits(9), { fails: true });
      expectWholeMessage(failed.error, "RunningSlotsUsed");
      expect(failed.error).to.contain("runs again with 1");
      expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
      expect((await model.up(withUnits(1))).error).to.equal("");
      expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 1 });
    });

    it("keeps everything where going back fails as well", async () => {
      const model = await running(1);
      fail("too large");
      fail("and worse");
      const failed = await model.up(withUnits(3), { fails: true });
      expect(failed.error).to.contain("[StartFailed]");
      expect(model.outputs.status).to.equal("FAILED");
      await model.up(withUnits(3));
      expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 3 });
    });
  });

  describe("where no model may be started any more", () => {
    beforeEach(() => {
      rig.emulator.setSwitches({ quotaRunningModels: 1 });
    });

    it("fails once what AWS shows cannot be old any more, and names the models that run, and the ways out", async () => {
      const other = rig.resource("projectVersion", "other");
      await other.up(withUnits(2));
      const model = rig.resource("projectVersion", "shapes");
      const trained = withUnits();
      await model.up(trained);
      const before = rig.emulator.nowMs();
      const failed = await model.up(withUnits(1), { fails: true });
      expect(failed.error).to.contain("[RunningSlotsUsed]").and.to.contain(`${other.id} (2 units)`);
      expect(failed.error).to.contain("Service Quotas");
      expect(rig.emulator.nowMs() - before).to.be.within(65_000, 75_000);
      await other.destroy();
      await model.up(withUnits(1));
      expect(rig.model(model.id).status).to.equal("RUNNING");
    });

    it("waits while one of them is stopping", async () => {
      const other = rig.resource("projectVersion", "other");
      await other.up(withUnits(1));
      const model = rig.resource("projectVersion", "shapes");
      await model.up(withUnits());
      await rig.client.stopProjectVersion({ ProjectVersionArn: other.id });
      await model.up(withUnits(1));
      expect(rig.model(model.id).status).to.equal("RUNNING");
      expect(rig.model(other.id).status).to.equal("STOPPED");
    });
  });

  it("starts at its end where it is still stopping at the beginning", async () => {
    const model = await running(1);
    await rig.client.stopProjectVersion({ ProjectVersionArn: model.id });
    await model.refresh();
    await model.up(withUnits(2));
    expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
  });

  it("waits for a start that goes on, instead of starting twice", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(withUnits());
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
    const changed = await model.up(withUnits(1));
    expect(startsAndStops(changed.operations)).to.deep.equal([]);
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  it("keeps the id when the time for a start is up, and the next up goes on waiting", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(withUnits());
    const failed = await model.up(withUnits(1), { timeouts: { update: "10s" }, fails: true });
    expect(failed.error).to.contain("[WaitTimedOut]").and.to.contain("STARTING");
    await model.up(withUnits(1));
    expect(rig.emulator.calls().filter(({ operation }) => operation === "StartProjectVersion")).to.have.length(1);
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  it("warns where AWS calls the model deprecated", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(withUnits());
    rig.emulator.forceStatus({ arn: model.id, status: "DEPRECATED" });
    const changed = await model.up(withUnits(1), { fails: true });
    expect(changed.warnings.join()).to.contain("DEPRECATED").and.to.contain("train a new version");
  });
});
