import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import { expectWholeMessage } from "../../whole-message.js";

const MINUTE_MS = 60_000;

describe("a slot that is not free", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start({ quotaRunningModels: 1, quotaConcurrentTrainings: 1, quotaInferenceUnits: 5 });
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  /** A trained model that somebody else made and started. */
  async function anotherRuns(): Promise<string> {
    const other = rig.resource("projectVersion", "other");
    await other.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
    rig.emulator.advance(10 * MINUTE_MS);
    return other.id;
  }

  it("to train in is waited for though the training that has it does not show yet", async () => {
    await rig.client.createProject({ ProjectName: "theirs" });
    rig.emulator.advance(10_000);
    const theirs = rig.resource("projectVersion", "theirs");
    await theirs.up(modelArgs(projectArn, { waitForTraining: false }));
    rig.emulator.setSwitches({ describeLagMs: 20_000 });
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn));
    expect(rig.model(model.id).status).to.equal("TRAINING_COMPLETED");
  });

  it("to run in is waited for though the model that gives it up does not show as stopping yet", async () => {
    const other = await anotherRuns();
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn));
    rig.emulator.setSwitches({ statusLagMs: 20_000 });
    await rig.client.stopProjectVersion({ ProjectVersionArn: other });
    await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  it("and does not fall free is an error that names who has it, and what there is to do", async () => {
    const other = await anotherRuns();
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn));
    const { error } = await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }), { fails: true });
    expectWholeMessage(error, "RunningSlotsUsed");
    expect(error)
      .to.contain("could not be started with 1 inference unit;")
      .and.to.contain(`running: ${other} (1 unit)`)
      .and.to.contain("Service Quotas");
  });

  it("to train in and does not fall free is AWS's own error", async () => {
    rig.emulator.setSwitches({ quotaConcurrentTrainings: 0 });
    const { error } = await rig.resource("projectVersion", "shapes").up(modelArgs(projectArn), { fails: true });
    expectWholeMessage(error, "QuotaExceeded");
  });

  it("because the units are too many does not speak of models that run where none does", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const { error } = await model.up(modelArgs(projectArn, { minInferenceUnits: 6 }), { fails: true });
    expectWholeMessage(error, "RunningSlotsUsed");
    expect(error)
      .to.contain("could not be started with 6 inference units; no other model runs")
      .and.to.contain("5 by default")
      .and.not.to.contain("one of the running models");
  });

  describe("is warned of in a preview, for units above the quota", () => {
    const cases = [
      { what: "of a new model", more: { minInferenceUnits: 6 }, says: "minInferenceUnits 6 is more than the 5" },
      {
        what: "of a new model that scales",
        more: { minInferenceUnits: 1, maxInferenceUnits: 8 },
        says: "maxInferenceUnits 8 is more than the 5",
      },
      { what: "but not of one within it", more: { minInferenceUnits: 1, maxInferenceUnits: 5 }, says: undefined },
    ] as const;
    for (const { what, more, says } of cases) {
      it(what, async () => {
        rig.config["rekognition:costNotes"] = "false";
        const { plan, warnings } = await rig.resource("projectVersion", "new").preview(modelArgs(projectArn, more));
        expect(plan.op).to.equal("create");
        if (says === undefined) expect(warnings).to.deep.equal([]);
        else expect(warnings.join()).to.contain(says).and.to.contain("Service Quotas");
      });
    }

    it("of a model that is there, when its units change and not again", async () => {
      rig.emulator.setSwitches({ quotaInferenceUnits: 10 });
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
      const six = modelArgs(projectArn, { minInferenceUnits: 6 });
      expect((await model.preview(six)).warnings.join()).to.contain("minInferenceUnits 6 is more than the 5");
      await model.up(six);
      expect((await model.preview(six)).warnings).to.deep.equal([]);
    });
  });
});
