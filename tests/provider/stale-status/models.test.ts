import { expect } from "chai";
import { killedAt } from "../harness/killed.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";

const HOUR_MS = 3_600_000;

/**
 * Descriptions show the status before the last call for a while, and the process that made the call is gone: the next
 * command begins at once.
 */
describe("a model whose status lags behind an interrupted run", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  const lag = (): void => {
    rig.emulator.setSwitches({ statusLagMs: 20_000 });
  };
  const effects = (calls: readonly { operation: string; effect: boolean }[]): string[] =>
    calls.filter(({ effect }) => effect).map(({ operation }) => operation);
  /** How the model really stands once nothing moves any more. */
  const inTheEnd = (arn: string): string => {
    rig.emulator.advance(HOUR_MS);
    return rig.model(arn).status;
  };

  const kinds = [
    { kind: "projectVersion", args: async () => modelArgs(await rig.makeProject()) },
    { kind: "projectVersionCopy", args: async () => copyArgs(await scene(rig)) },
  ] as const;

  for (const { kind, args } of kinds) {
    describe(kind, () => {
      it("killed at its start in a create, and not to run any more: it is stopped, and the state says so", async () => {
        const asked = await args();
        const model = rig.resource(kind, "shapes");
        lag();
        await model.up({ ...asked, minInferenceUnits: 1 }, { process: killedAt(rig, "StartProjectVersion") });
        expect(model.state).to.equal(undefined);
        await model.up(asked);
        expect(model.outputs).to.include({ status: "STOPPED" }).and.not.to.have.property("minInferenceUnits");
        expect(inTheEnd(model.id)).to.equal("STOPPED");
        expect((await model.up(asked)).calls).to.deep.equal([]);
      });

      it("killed at its start, and asked for again: it is started once", async () => {
        const asked = { ...(await args()), minInferenceUnits: 1 };
        const model = rig.resource(kind, "shapes");
        lag();
        await model.up(asked, { process: killedAt(rig, "StartProjectVersion") });
        expect(effects((await model.up(asked)).calls)).not.to.include("StartProjectVersion");
        expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 1 });
        expect(inTheEnd(model.id)).to.equal("RUNNING");
      });

      it("killed at its start, and asked for with other units: it runs with those", async () => {
        const asked = await args();
        const model = rig.resource(kind, "shapes");
        lag();
        await model.up({ ...asked, minInferenceUnits: 1 }, { process: killedAt(rig, "StartProjectVersion") });
        await model.up({ ...asked, minInferenceUnits: 2 });
        expect(model.outputs).to.include({ status: "RUNNING", minInferenceUnits: 2 });
        expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
      });

      it('killed at its start, then destroyed with deletionPolicy "stop": it is stopped before it is kept', async () => {
        const asked = { ...(await args()), deletionPolicy: "stop" };
        const model = rig.resource(kind, "shapes");
        await model.up(asked);
        const { id } = model;
        lag();
        await model.up({ ...asked, minInferenceUnits: 1 }, { process: killedAt(rig, "StartProjectVersion") });
        const { warnings } = await model.destroy();
        expect(warnings.join()).to.contain("stopped and kept");
        expect(inTheEnd(id)).to.equal("STOPPED");
      });

      it("killed at its start, then destroyed: it is stopped and deleted", async () => {
        const asked = await args();
        const model = rig.resource(kind, "shapes");
        await model.up(asked);
        const { id } = model;
        lag();
        await model.up({ ...asked, minInferenceUnits: 1 }, { process: killedAt(rig, "StartProjectVersion") });
        const { calls } = await model.destroy();
        expect(effects(calls)).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
        expect(rig.models.some(({ arn }) => arn === id)).to.equal(false);
      });

      for (const operation of ["StopProjectVersion", "DeleteProjectVersion"]) {
        it(`killed at ${operation} of a destroy: the next destroy finishes`, async () => {
          const model = rig.resource(kind, "shapes");
          await model.up({ ...(await args()), minInferenceUnits: 1 });
          const { id } = model;
          lag();
          await model.destroy({ process: killedAt(rig, operation) });
          await model.destroy();
          expect(rig.models.some(({ arn }) => arn === id)).to.equal(false);
        });
      }

      for (const operation of ["StopProjectVersion", "StartProjectVersion"]) {
        it(`killed at ${operation} of a change of units: the next up brings it about`, async () => {
          const asked = await args();
          const model = rig.resource(kind, "shapes");
          await model.up({ ...asked, minInferenceUnits: 1 });
          lag();
          await model.up({ ...asked, minInferenceUnits: 2 }, { process: killedAt(rig, operation) });
          await model.up({ ...asked, minInferenceUnits: 2 });
          expect(rig.model(model.id)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
        });

        it(`killed at ${operation} of a change of units, and not to run any more: it is stopped`, async () => {
          const asked = await args();
          const model = rig.resource(kind, "shapes");
          await model.up({ ...asked, minInferenceUnits: 1 });
          lag();
          await model.up({ ...asked, minInferenceUnits: 2 }, { process: killedAt(rig, operation) });
          await model.up(asked);
          expect(inTheEnd(model.id)).to.equal("STOPPED");
        });
      }

      it("failed after its start, and not to run any more: it is stopped", async () => {
        const asked = await args();
        const model = rig.resource(kind, "shapes");
        await model.up(asked);
        lag();
        const process = rig.startProcess(undefined, (_call, operation, when) => {
          if (operation !== "StartProjectVersion" || when !== "after") return;
          rig.emulator.addFault({ operation: "DescribeProjectVersions", kind: "deny" });
        });
        await model.up({ ...asked, minInferenceUnits: 1 }, { process, fails: true });
        process.close();
        rig.emulator.clearFaults();
        await model.up(asked);
        expect(inTheEnd(model.id)).to.equal("STOPPED");
      });
    });
  }

  it("that stopped for its successor runs again where the program goes back to it at once", async () => {
    rig.emulator.setSwitches({ quotaRunningModels: 5 });
    const projectArn = await rig.makeProject();
    const args = (data: string): object => modelArgs(projectArn, { minInferenceUnits: 1, triggers: { data } });
    const model = rig.resource("projectVersion", "shapes");
    await model.up(args("a"));
    const first = model.id;
    lag();
    await model.up(args("b"), { process: killedAt(rig, "StopProjectVersion") });
    await model.up(args("a"));
    expect(model.id).to.equal(first);
    expect(inTheEnd(first)).to.equal("RUNNING");
  });

  it("is never stopped by an update that changes no units: a scheduler may have started it", async () => {
    const asked = modelArgs(await rig.makeProject());
    const model = rig.resource("projectVersion", "shapes");
    rig.emulator.setSwitches({ trainingMs: HOUR_MS });
    await model.up(asked, { fails: true, timeouts: { create: "1m" } });
    rig.emulator.advance(HOUR_MS);
    await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 1 });
    rig.emulator.advance(HOUR_MS);
    const resumed = await model.up(asked);
    expect(resumed.steps).to.deep.equal(["update"]);
    expect(effects(resumed.calls)).to.deep.equal([]);
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  it("costs a plain life no look more: what was never asked to run is deleted after one", async () => {
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(await rig.makeProject()));
    const { operations } = await model.destroy();
    expect(operations.slice(0, 3)).to.deep.equal([
      "DescribeProjectVersions",
      "ListTagsForResource",
      "DeleteProjectVersion",
    ]);
  });
});
