import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

describe("the quality gate", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const score = (f1Score: number): void => {
    rig.emulator.script({ training: [{ f1Score }] });
  };

  it("lets a model through that is good enough", async () => {
    score(0.8);
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8 }));
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  it("keeps a model that is not, does not start it, and says both numbers", async () => {
    score(0.79);
    const model = rig.resource("projectVersion", "shapes");
    const failed = await model.up(modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8 }), { fails: true });
    expect(failed.error).to.contain("[BelowQualityGate]").and.to.contain("0.790").and.to.contain("0.8");
    expect(failed.operations).not.to.include("StartProjectVersion");
    expect(rig.model(model.id).status).to.equal("TRAINING_COMPLETED");
    expect(model.outputs).to.include({ status: "TRAINING_COMPLETED", f1Score: 0.79 });
  });

  it("never trains again on unchanged inputs", async () => {
    score(0.5);
    const model = rig.resource("projectVersion", "shapes");
    const asked = modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8 });
    await model.up(asked, { fails: true });
    const again = await model.up(asked, { fails: true });
    expect(again.error).to.contain("[BelowQualityGate]");
    await model.refresh();
    expect((await model.up(asked, { fails: true })).error).to.contain("[BelowQualityGate]");
    expect(rig.trainings).to.equal(1);
  });

  it("lets the same model through once it is lowered", async () => {
    score(0.5);
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8 }), { fails: true });
    const { id } = model;
    const lowered = await model.up(modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.4 }));
    expect(lowered.steps).to.deep.equal(["update"]);
    expect(model.id).to.equal(id);
    expect(rig.model(id).status).to.equal("RUNNING");
    expect(rig.trainings).to.equal(1);
  });

  it("is not asked about a model that is not to run", async () => {
    score(0.1);
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn, { minF1Score: 0.8 }));
    expect((await model.up(modelArgs(projectArn, { minF1Score: 0.8 }))).calls).to.deep.equal([]);
  });

  it("does not stop a model that runs already when it is raised", async () => {
    score(0.5);
    const model = rig.resource("projectVersion", "shapes");
    await model.up(modelArgs(projectArn, { minInferenceUnits: 1 }));
    const raised = await model.up(modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8 }));
    expect(raised.steps).to.deep.equal(["update"]);
    expect(rig.model(model.id).status).to.equal("RUNNING");
  });

  describe("where AWS does not show the score at once", () => {
    const hide = (answers: number): void => {
      let left = answers;
      rig.rewrite = {
        DescribeProjectVersions: (answer) => ({
          ...answer,
          ProjectVersionDescriptions: answer.ProjectVersionDescriptions?.map(({ EvaluationResult, ...rest }) => {
            const isHidden = rest.Status === "TRAINING_COMPLETED" && left-- > 0;
            return isHidden ? rest : { ...rest, EvaluationResult };
          }),
        }),
      };
    };
    const asked = (minF1Score?: number, data = "a"): object =>
      modelArgs(projectArn, { minInferenceUnits: 1, minF1Score, triggers: { data } });

    it("judges by the score that shows a moment later", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked(0.8));
      const served = model.id;
      score(0.3);
      hide(3);
      const failed = await model.up(asked(0.8, "b"), { fails: true });
      expect(failed.error).to.contain("[BelowQualityGate]").and.to.contain("0.300");
      expect(failed.operations).not.to.include("StartProjectVersion");
      expect(rig.model(served).status).to.equal("RUNNING");
    });

    it("starts nothing where it never shows, says so, and leaves what serves", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked(0.8));
      const served = model.id;
      hide(Infinity);
      const failed = await model.up(asked(0.8, "b"), { fails: true, continueOnError: true });
      expect(failed.error).to.contain("[NotEvaluated]").and.to.contain("goes on serving");
      expect(failed.operations).not.to.include("StartProjectVersion");
      expect(rig.model(served).status).to.equal("RUNNING");
      rig.rewrite = {};
      await model.up(asked(0.8, "b"));
      expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "RUNNING"]]);
      expect(rig.trainings).to.equal(2);
    });

    it("records the score that shows a moment later also where nothing is judged", async () => {
      hide(3);
      const model = rig.resource("projectVersion", "shapes");
      await model.up(asked());
      expect(model.outputs).to.include({ status: "RUNNING", f1Score: 0.92 });
    });

    it("stops nothing where nothing is judged", async () => {
      hide(Infinity);
      const model = rig.resource("projectVersion", "shapes");
      await model.up(modelArgs(projectArn));
      expect(model.outputs).to.include({ status: "TRAINING_COMPLETED" }).and.not.to.have.property("f1Score");
    });
  });

  describe("on a replacement", () => {
    const a = (): object => modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8, triggers: { data: "a" } });
    const b = (): object => modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.8, triggers: { data: "b" } });

    for (const continueOnError of [false, true]) {
      const how = continueOnError ? " with --continue-on-error" : "";

      it(`leaves the predecessor untouched and running${how}`, async () => {
        const model = rig.resource("projectVersion", "shapes");
        await model.up(a());
        const served = model.id;
        score(0.3);
        const failed = await model.up(b(), { fails: true, continueOnError });
        expect(failed.error).to.contain("[BelowQualityGate]").and.to.contain("goes on serving");
        expect(rig.model(served).status).to.equal("RUNNING");
        expect(failed.operations).not.to.include("StopProjectVersion");
        if (continueOnError) expect(failed.error).to.contain("[PredecessorServes]");
      });

      it(`the way back is no training: the model that served is RUNNING after, with the same ARN${how}`, async () => {
        const model = rig.resource("projectVersion", "shapes");
        await model.up(a());
        const served = model.id;
        score(0.3);
        await model.up(b(), { fails: true, continueOnError });
        const rejected = model.id;
        const back = await model.up(a(), { continueOnError });
        expect(model.id).to.equal(served);
        expect(back.warnings.join("\n")).to.contain("left alone").and.to.contain("nothing is trained twice");
        expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[served, "RUNNING"]]);
        expect(rig.models.some(({ arn }) => arn === rejected)).to.equal(false);
        expect(model.pendingDeletes).to.deep.equal([]);
        expect(back.operations).not.to.include("StartProjectVersion");
        expect(rig.trainings).to.equal(2);
        expect((await model.up(a())).calls).to.deep.equal([]);
        await model.destroy();
        expect(rig.models).to.deep.equal([]);
      });
    }

    it("lowered, it lets the new one through and the old one goes", async () => {
      const model = rig.resource("projectVersion", "shapes");
      await model.up(a());
      score(0.3);
      await model.up(b(), { fails: true });
      await model.up({ ...b(), minF1Score: 0.2 });
      expect(rig.models.map(({ arn, status }) => [arn, status])).to.deep.equal([[model.id, "RUNNING"]]);
      expect(rig.trainings).to.equal(2);
    });
  });
});
