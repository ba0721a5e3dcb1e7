import { expect } from "chai";
import { killedAt } from "../harness/killed.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { copyArgs, scene } from "../project-version-copy/copies.js";
import { expectWholeMessage } from "../../whole-message.js";

const TWO = "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)";
const HOUR_MS = 3_600_000;
const OWNER_TAG = "pulumi-rekognition:owner";
const CLAIM_TAG = "pulumi-rekognition:claim";

describe('a replacement with "stopFirst"', () => {
  let rig: Rig;
  let projectArn: string;
  let model: StackResource;
  /** The model that serves, with 2 inference units. */
  let old: string;
  beforeEach(async () => {
    rig = await Rig.start({ quotaRunningModels: 1 });
    projectArn = await rig.makeProject();
    model = rig.resource("projectVersion", "shapes");
    await model.up(args("a", { minInferenceUnits: 2 }));
    old = model.id;
    rig.emulator.advance(10 * 60_000);
  });
  afterEach(() => rig.close());

  const args = (data: string, more: object = {}): object =>
    modelArgs(projectArn, { minInferenceUnits: 1, replacement: "stopFirst", triggers: { data }, ...more });
  const statuses = (): (readonly [string, string])[] => rig.models.map(({ arn, status }) => [arn, status]);
  const changes = (calls: readonly { operation: string; effect: boolean }[]): string[] =>
    calls
      .filter(({ effect, operation }) => effect && operation.endsWith("ProjectVersion"))
      .map(({ operation }) => operation);
  const failStart = (...messages: string[]): void => {
    rig.emulator.script({ start: messages.map((message) => ({ status: "FAILED" as const, message })) });
  };

  it("trains the new model, stops the old one, starts the new one and deletes the old one, in one slot", async () => {
    const replaced = await model.up(args("b"));
    expect(replaced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(changes(replaced.calls)).to.deep.equal([
      "CreateProjectVersion",
      "StopProjectVersion",
      "StartProjectVersion",
      "DeleteProjectVersion",
    ]);
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
    expect((await model.up(args("b"))).calls).to.deep.equal([]);
    expect(rig.trainings).to.equal(2);
  });

  it("needs it where there is no second slot: without it the start fails, and the error names it", async () => {
    const failed = await model.up(args("b", { replacement: undefined }), { fails: true });
    expectWholeMessage(failed.error, "RunningSlotsUsed");
    expect(failed.error).to.contain(`that of the model which it is to replace (${old})`);
    expect(failed.error).to.contain('with `replacement: "stopFirst"` that one is stopped before this one is started');
    expect(rig.model(old).status).to.equal("RUNNING");
    await model.up(args("b"));
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
    expect(rig.trainings).to.equal(2);
  });

  it("never stops the old model for one that is not to run", async () => {
    const replaced = await model.up(args("b", { minInferenceUnits: undefined }), { keepReplaced: true });
    expect(changes(replaced.calls)).to.deep.equal(["CreateProjectVersion"]);
    expect(rig.model(old).status).to.equal("RUNNING");
  });

  it("never stops the old model for one below the gate", async () => {
    rig.emulator.script({ training: [{ f1Score: 0.3 }] });
    const failed = await model.up(args("b", { minF1Score: 0.8 }), { fails: true });
    expect(failed.error).to.contain("[BelowQualityGate]").and.to.contain("goes on serving");
    expect(failed.operations).not.to.include("StopProjectVersion");
    expect(rig.model(old).status).to.equal("RUNNING");
    await model.up(args("b", { minF1Score: 0.2 }));
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
  });

  it("never stops the old model for one whose training failed", async () => {
    rig.emulator.script({ training: [{ status: "TRAINING_FAILED", message: "broken", seconds: 30 }] });
    const failed = await model.up(args("b"), { fails: true });
    expect(failed.operations).not.to.include("StopProjectVersion");
    expect(rig.model(old).status).to.equal("RUNNING");
  });

  it("starts the old model again with its old units where the new one does not start, and says what runs", async () => {
    failStart("no capacity");
    const failed = await model.up(args("b"), { fails: true });
    expectWholeMessage(failed.error, "StartFailed");
    expect(failed.error)
      .to.contain("no capacity")
      .and.to.contain(`The model that it was to replace (${old}) runs again with 2 inference units.`)
      .and.to.contain(`is RUNNING with ${TWO}`);
    expect(rig.model(old)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    expect(model.outputs.status).to.equal("FAILED");
    await model.up(args("b"));
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
    expect(rig.trainings).to.equal(2);
  });

  it("does the same where AWS takes no start with so many units", async () => {
    const failed = await model.up(args("b", { minInferenceUnits: 9 }), { fails: true });
    expectWholeMessage(failed.error, "RunningSlotsUsed");
    expect(rig.model(old)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
  });

  it("says that nothing serves where the old model does not start again either; the next up has another try", async () => {
    failStart("no capacity", "none at all");
    const failed = await model.up(args("b"), { fails: true });
    expectWholeMessage(failed.error, "StartFailed");
    expect(failed.error).to.contain("could not be started again, so none of them serves").and.to.contain("none at all");
    failStart("still no capacity");
    const again = await model.up(args("b"), { fails: true });
    expect(again.error).to.contain("runs again with 2 inference units");
    expect(rig.model(old)).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    await model.up(args("b"));
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
  });

  it("says what the old model costs where it cannot be stopped, and starts nothing", async () => {
    rig.emulator.addFault({ operation: "StopProjectVersion", kind: "deny" });
    const failed = await model.up(args("b"), { fails: true });
    expectWholeMessage(failed.error, "AccessDenied");
    expect(failed.error).to.contain(`is RUNNING with ${TWO}`).and.to.contain(`--project-version-arn ${old}`);
    expect(failed.operations).not.to.include("StartProjectVersion");
  });

  for (const [whose, tags] of [
    ["another owner", { [OWNER_TAG]: "acme/shop/prod" }],
    ["another resource", { [CLAIM_TAG]: "aaaaaaaaaaaa.bbbbbbbbbbbb.cccccccccccccccc" }],
  ] as const) {
    it(`does not stop what ${whose} has claimed meanwhile`, async () => {
      await rig.client.tagResource({ ResourceArn: old, Tags: tags });
      const failed = await model.up(args("b"), { fails: true });
      expect(failed.error).to.contain("[RunningSlotsUsed]");
      expect(failed.operations).not.to.include("StopProjectVersion");
      expect(rig.model(old).status).to.equal("RUNNING");
    });
  }

  it("does not stop what no record of the resource leads to: a stack that was renamed serves with it", async () => {
    const another = rig.resource("projectVersion", "shapes");
    const failed = await another.up(args("b"), { fails: true });
    expect(failed.error).to.contain("[RunningSlotsUsed]");
    expect(failed.operations).not.to.include("StopProjectVersion");
    expect(rig.model(old).status).to.equal("RUNNING");
    const again = await another.up(args("c"), { fails: true });
    expect(again.error).to.contain("[RunningSlotsUsed]");
    expect(again.operations).not.to.include("StopProjectVersion");
    expect(rig.model(old).status).to.equal("RUNNING");
  });

  it("goes on in later ups with waitForTraining: false", async () => {
    const asked = args("b", { waitForTraining: false });
    const left = await model.up(asked, { fails: true });
    expect(left.error).to.contain("[TrainingGoesOn]");
    expect(rig.model(old).status).to.equal("RUNNING");
    rig.emulator.advance(HOUR_MS);
    const moved = await model.up(asked);
    expect(changes(moved.calls)).to.deep.equal(["StopProjectVersion", "StartProjectVersion", "DeleteProjectVersion"]);
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
  });

  it('keeps the old model, stopped, with deletionPolicy "stop"', async () => {
    await model.up(args("a", { minInferenceUnits: 2, deletionPolicy: "stop" }));
    await model.up(args("b", { deletionPolicy: "stop" }));
    expect(rig.model(old).status).to.equal("STOPPED");
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  for (const when of ["before", "after"] as const) {
    it(`killed ${when} any call: the next up goes on, and nothing is trained twice`, async () => {
      rig.emulator.setSwitches({ trainingMs: 4_000, modelStartingMs: 3_000, modelStoppingMs: 3_000 });
      let kills = 0;
      for (let call = 1, isKilled = true; isKilled; call++) {
        rig.emulator.reset();
        projectArn = await rig.makeProject();
        model = rig.resource("projectVersion", "shapes");
        const trained = rig.trainings;
        await model.up(args("a", { minInferenceUnits: 2 }));
        rig.emulator.advance(10 * 60_000);
        const first = await model.up(args("b"), { kill: { call, when } });
        isKilled = first.steps.includes("killed");
        if (isKilled) kills += 1;
        const next = isKilled ? await model.up(args("b"), { fails: "either" }) : first;
        if (next.error !== "") {
          // After its mark, what was recorded is taken up by the way out that the error names alone.
          expectWholeMessage(next.error, "RecordedBefore");
          expect(`${when} ${first.operations.at(-1) ?? ""}`).to.equal("after TagResource");
          await model.up(args("b", { adopt: true }));
        }
        const told = `killed ${when} call ${String(call)} (${first.operations.at(-1) ?? "none"})`;
        expect(statuses(), told).to.deep.equal([[model.id, "RUNNING"]]);
        expect(rig.trainings - trained, told).to.equal(2);
        expect((await model.up(args("b"))).calls, told).to.deep.equal([]);
      }
      expect(kills).to.be.at.least(10);
    });
  }

  it("killed at its stop or start, the way back is a start of the old model", async () => {
    for (const operation of ["StopProjectVersion", "StartProjectVersion"]) {
      rig.emulator.reset();
      projectArn = await rig.makeProject();
      model = rig.resource("projectVersion", "shapes");
      await model.up(args("a", { minInferenceUnits: 2 }));
      const served = model.id;
      rig.emulator.advance(10 * 60_000);
      await model.up(args("b"), { process: killedAt(rig, operation) });
      rig.emulator.advance(10 * 60_000);
      for (const { arn, status } of rig.models) {
        if (arn === served || status !== "RUNNING") continue;
        await rig.client.stopProjectVersion({ ProjectVersionArn: arn });
        rig.emulator.advance(60_000);
      }
      await model.refresh();
      await model.up(args("a", { minInferenceUnits: 2 }));
      expect(model.id, operation).to.equal(served);
      expect(rig.model(served), operation).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    }
  });

  it("stops the old model also where its status lags behind an interrupted run", async () => {
    rig.emulator.setSwitches({ statusLagMs: 20_000 });
    await model.up(args("b"), { process: killedAt(rig, "StopProjectVersion") });
    await model.up(args("b"));
    expect(statuses()).to.deep.equal([[model.id, "RUNNING"]]);
  });

  it("works for copies", async () => {
    rig.emulator.setSwitches({ quotaRunningModels: 2 });
    const from = await scene(rig);
    const copy = rig.resource("projectVersionCopy", "copy");
    const asked = (kmsKeyId: string): object =>
      copyArgs(from, { minInferenceUnits: 1, replacement: "stopFirst", kmsKeyId });
    await copy.up(asked("alias/a"));
    const first = copy.id;
    const replaced = await copy.up(asked("alias/b"));
    expect(changes(replaced.calls)).to.deep.equal([
      "CopyProjectVersion",
      "StopProjectVersion",
      "StartProjectVersion",
      "DeleteProjectVersion",
    ]);
    expect(rig.models.some(({ arn }) => arn === first)).to.equal(false);
    expect(rig.model(copy.id).status).to.equal("RUNNING");
    expect(rig.model(old).status).to.equal("RUNNING");
  });

  describe("says in its preview", () => {
    it("how long nothing serves, and not that both run", async () => {
      const { warnings } = await model.preview(args("b"));
      expect(warnings.join("\n"))
        .to.contain('before that one is started (replacement: "stopFirst"): 10 to 20 minutes without inference.')
        .and.not.to.contain("Both run for a while");
    });

    it("nothing of it where the new model is not to run", async () => {
      const { warnings } = await model.preview(args("b", { minInferenceUnits: undefined }));
      expect(warnings.join("\n")).not.to.contain("stopFirst");
    });

    it("that there may be no slot without it, where two models run by the records", async () => {
      rig.emulator.setSwitches({ quotaRunningModels: 2 });
      const other = rig.resource("projectVersion", "other");
      await other.up(args("a"));
      const process = rig.startProcess();
      expect((await other.preview(args("a"), { process })).warnings).to.deep.equal([]);
      const { warnings } = await model.preview(args("b", { replacement: undefined }), { process });
      expect(warnings.join("\n")).to.contain("By their records 2 models run here").and.to.contain("stopFirst");
      const alone = await model.preview(args("b", { replacement: undefined }));
      expect(alone.warnings.join("\n")).not.to.contain("stopFirst");
    });
  });

  it("is recorded without a call, and no difference of the model", async () => {
    const changed = await model.up(args("a", { minInferenceUnits: 2, replacement: "startFirst" }));
    expect([changed.steps, changed.calls]).to.deep.equal([["update"], []]);
    expect((await model.refresh()).diffs).to.deep.equal([]);
  });
});
