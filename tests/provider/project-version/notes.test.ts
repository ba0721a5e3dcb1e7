import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

const ONE = "1 inference unit: about $4.00 an hour (list price us-east-1, 2026-11)";

describe("what a preview says of a model's run", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const asked = (more: object = {}): object => modelArgs(projectArn, more);

  async function made(more: object = {}, f1Score = 0.5): Promise<StackResource> {
    rig.emulator.script({ training: [{ f1Score }] });
    const model = rig.resource("projectVersion", "shapes");
    await model.up(asked(more));
    return model;
  }

  it("is no restart where its start failed: other units are its start", async () => {
    const model = await made();
    rig.emulator.script({ start: [{ status: "FAILED", message: "no capacity" }] });
    await model.up(asked({ minInferenceUnits: 2 }), { fails: true });
    const { warnings } = await model.preview(asked({ minInferenceUnits: 1 }));
    expect(warnings).to.deep.equal([`The model will run with ${ONE} for as long as minInferenceUnits is set.`]);
  });

  it("is that one under retainOnDelete runs on, and not that it is stopped", async () => {
    const model = await made({ minInferenceUnits: 1, triggers: { data: "a" } });
    const next = asked({ minInferenceUnits: 1, triggers: { data: "b" } });
    const { warnings } = await model.preview(next, { retainOnDelete: true });
    expect(warnings.join("\n"))
      .to.contain(`The old model, with ${ONE}, runs on when it is replaced`)
      .and.not.to.contain("is stopped when the new one runs");
    const kept = await model.up(asked({ minInferenceUnits: 1, triggers: { data: "a" } }), { retainOnDelete: true });
    expect(kept.steps).to.deep.equal(["same"]);
    expect(JSON.stringify(model.outputs)).not.to.contain("retainOnDelete");
  });

  describe("with a gate above its score", () => {
    it("is that it goes on running, when it runs and the gate is raised", async () => {
      const model = await made({ minInferenceUnits: 1 });
      const raised = asked({ minInferenceUnits: 1, minF1Score: 0.8 });
      expect((await model.preview(raised)).warnings).to.deep.equal([
        "The gate is for a start only: the model that runs goes on running, although its F1 score, 0.500, is below minF1Score 0.8.",
      ]);
      await model.up(raised);
      expect((await model.preview(raised)).warnings).to.deep.equal([]);
      expect((await model.preview(asked({ minInferenceUnits: 1, minF1Score: 0.4 }))).warnings).to.deep.equal([]);
    });

    it("is that it will not be started, when it is to run", async () => {
      const model = await made();
      expect((await model.preview(asked({ minInferenceUnits: 1, minF1Score: 0.8 }))).warnings).to.deep.equal([
        "It will not be started: its F1 score, 0.500, is below minF1Score 0.8.",
      ]);
      expect((await model.preview(asked({ minF1Score: 0.8 }))).warnings).to.deep.equal([]);
    });
  });
});
