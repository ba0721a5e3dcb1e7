import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { claimOf } from "./claimed-kinds.js";

type Data = "a" | "b" | "c";

describe("a model that serves while its successors do not pass the gate", () => {
  let rig: Rig;
  let projectArn: string;
  let model: StackResource;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
    model = rig.resource("projectVersion", "shapes");
  });
  afterEach(() => rig.close());

  const on = (data: Data, more: object = {}): object =>
    modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8, triggers: { data }, ...more });
  const called = (data: Data, more: object = {}): object => on(data, { versionName: data, ...more });
  const fails = async (args: object, options: object = {}): Promise<string> => {
    rig.emulator.script({ training: [{ f1Score: 0.3 }] });
    const failed = await model.up(args, { fails: true, ...options });
    expect(failed.error).to.contain("[BelowQualityGate]");
    return model.id;
  };
  const alive = (): string[][] => rig.models.map(({ arn, status }) => [arn, status]);
  const meta = (): { predecessors?: readonly string[] } => model.outputs.__meta as object;

  it("is listed by each of them, and taken up under a fresh token that says which one it replaced", async () => {
    await model.up(on("a"));
    const serves = model.id;
    const { token: first } = await claimOf(rig, serves);
    const b = await fails(on("b"));
    const { token: second } = await claimOf(rig, b);
    expect(meta().predecessors).to.deep.equal([first]);
    await fails(on("c"));
    expect(meta().predecessors).to.deep.equal([first, second]);
    const { token: third } = await claimOf(rig, model.id);
    const back = await model.up(on("a"));
    expect([model.id, alive()]).to.deep.equal([serves, [[serves, "RUNNING"]]]);
    expect(back.operations).not.to.include("CreateProjectVersion");
    const claim = await claimOf(rig, serves);
    expect(claim).to.include({ phase: "recorded", from: first }).and.not.to.include({ token: first });
    expect(meta().predecessors).to.deep.equal([first, second, third]);
    expect((await model.up(on("a"))).calls).to.deep.equal([]);
  });

  it("is taken up as well while its tags lag", async () => {
    rig.emulator.setSwitches({ tagLagMs: 60_000 });
    await model.up(on("a"));
    const serves = model.id;
    await fails(on("b"));
    await model.up(on("a"));
    expect(alive()).to.deep.equal([[serves, "RUNNING"]]);
    await model.up(on("a", { tags: { team: "vision" } }));
    expect(model.id).to.equal(serves);
  });

  it("is taken up as often as the way back is interrupted, wherever that is", async () => {
    await model.up(on("a"));
    const serves = model.id;
    await fails(on("b"));
    for (let kills = 1, killed = true; killed; kills++) {
      const first = await model.up(on("a"), { kill: { call: kills, when: "after" } });
      killed = first.steps.includes("killed");
      expect(rig.model(serves).status).to.equal("RUNNING");
    }
    expect([model.id, alive()]).to.deep.equal([serves, [[serves, "RUNNING"]]]);
    expect(rig.trainings).to.equal(2);
  });

  it("is left running, with its price, where the program goes on after an interrupted way back", async () => {
    await model.up(on("a"));
    const serves = model.id;
    await fails(on("b"));
    await dieAfterMark(on("a"));
    const left = await model.up(on("b", { minF1Score: 0.2 }));
    expect(left.warnings.join()).to.contain("was left alone").and.to.contain("about $4.00 an hour");
    expect(alive()).to.have.deep.members([
      [serves, "RUNNING"],
      [model.id, "RUNNING"],
    ]);
  });

  /** Lets `up` die once it has marked what it takes up. */
  async function dieAfterMark(args: object): Promise<void> {
    for (let call = 1; ; call++) {
      const { operations, steps } = await model.up(args, { kill: { call, when: "after" } });
      expect(steps).to.include("killed");
      if (operations.at(-1) === "TagResource") return;
    }
  }

  it("is taken up under the mark of today after stack and resource were renamed", async () => {
    await model.up(called("a"));
    const serves = model.id;
    model.urn = model.urn.replace(/::shapes$/, "::forms");
    rig.owner = "acme/shop/prod";
    await fails(called("b"));
    await model.up(called("a"));
    expect([model.id, alive()]).to.deep.equal([serves, [[serves, "RUNNING"]]]);
    expect(rig.model(serves).tags).to.include({ "pulumi-rekognition:owner": "acme/shop/prod" });
    expect((await model.up(called("a"))).calls).to.deep.equal([]);
  });

  it("is not taken up by another resource that has the name of the one in whose lineage it is", async () => {
    await model.up(called("a"));
    await fails(called("b"));
    const other = rig.resource("projectVersion", "other");
    const refused = await other.up(called("a"), { fails: true });
    expectWholeMessage(refused.error, "HeldByAnotherResource");
  });

  it("is made again where its record says that it has expired, and nothing else of its name", async () => {
    await model.up(on("a"));
    const { id } = model;
    rig.emulator.forceStatus({ arn: id, status: "EXPIRED" });
    await model.refresh();
    await model.up(on("a"));
    expect(alive()).to.deep.equal([[model.id, "RUNNING"]]);
    expect([model.id === id, rig.trainings]).to.deep.equal([false, 2]);
  });

  describe("while what its successor depends on fails", () => {
    /** `up --continue-on-error`: the successor is compared, skipped for what it depends on, and predecessors are deleted. */
    async function skipped(args: object): Promise<string> {
      const process = rig.startProcess();
      await model.preview(args, { process });
      const deleted = await model.deleteReplaced({ process, fails: "either" });
      process.close();
      return deleted.error;
    }

    it("is not deleted: the record of its successor says that it is not finished", async () => {
      await model.up(on("a"));
      const serves = model.id;
      await fails(on("b"));
      const error = await skipped(on("b"));
      expect(error).to.contain("[PredecessorServes]").and.to.contain("about $4.00 an hour");
      expect([rig.model(serves).status, model.pendingDeletes.length]).to.deep.equal(["RUNNING", 1]);
      // The gate lowered, it goes.
      await model.up(on("b", { minF1Score: 0.2 }));
      expect(alive()).to.deep.equal([[model.id, "RUNNING"]]);
    });

    it("is not deleted under another name either", async () => {
      await model.up(called("a"));
      const serves = model.id;
      model.urn = model.urn.replace(/::shapes$/, "::forms");
      await fails(called("b"));
      expect(await skipped(called("b"))).to.contain("[PredecessorServes]");
      expect(rig.model(serves).status).to.equal("RUNNING");
    });

    it("is deleted by destroy, with or without a refresh before", async () => {
      for (const refreshes of [false, true]) {
        await model.up(on("a"));
        await fails(on("b"));
        const process = rig.startProcess();
        if (refreshes) await model.refresh({ process });
        await model.destroy({ process });
        process.close();
        expect(alive()).to.deep.equal([]);
      }
    });
  });
});
