import { expect } from "chai";
import type { ErrorCode } from "../../../provider/base/error-table.js";
import { expectWholeMessage } from "../../whole-message.js";
import { EvaluatedModels } from "../harness/evaluated-models.js";
import { killedAt } from "../harness/killed.js";
import { BUCKET, Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";

const NOT_STARTED = "it was not started, and the model that it was to replace goes on serving";
const SCORES = { dent: 0.9, rust: 0.8, scratch: 0.9 };
const IMAGES = { dent: 4, rust: 4, scratch: 4 };

type Scores = Readonly<Record<string, number>>;

/** What a second `up` may change: its data, its scores and what is asked of it. */
interface Change {
  readonly training?: string;
  readonly testing?: string;
  readonly scores: Scores;
  readonly more?: object;
}

describe("gates against what serves", () => {
  let rig: Rig;
  let models: EvaluatedModels;
  let model: StackResource;
  let projectArn: string;
  /** The model that serves. */
  let served: string;
  beforeEach(async () => {
    rig = await Rig.start();
    models = new EvaluatedModels(rig);
    projectArn = await rig.makeProject();
    models.put("train", IMAGES);
    models.put("test", IMAGES);
    model = rig.resource("projectVersion", "parts");
    score(SCORES);
    await model.up(asked("a"));
    served = model.id;
  });
  afterEach(async () => {
    models.close();
    await rig.close();
  });

  const score = (labelF1Scores: Scores): void => {
    rig.emulator.script({ training: [{ labelF1Scores }] });
  };
  const asked = (data: string, more: object = {}, { training = "train", testing = "test" } = {}): object =>
    models.args(projectArn, training, testing, { minInferenceUnits: 1, triggers: { data }, ...more });
  const statuses = (): Record<string, string> => Object.fromEntries(rig.models.map(({ arn, status }) => [arn, status]));
  const summaryOf = (each: StackResource): string => (each.outputs.evaluationSummary as { name: string }).name;

  /** A second model, which must not be started; gives what `up` said. */
  async function refused(change: Change, code: ErrorCode): Promise<string> {
    score(change.scores);
    const failed = await model.up(asked("b", change.more, change), { fails: true });
    expectWholeMessage(failed.error, code);
    expect(failed.error).to.contain(NOT_STARTED);
    expect(failed.operations).not.to.include("StartProjectVersion");
    expect(failed.operations).not.to.include("StopProjectVersion");
    expect(statuses()).to.deep.equal({ [served]: "RUNNING", [model.id]: "TRAINING_COMPLETED" });
    return failed.error;
  }

  async function passes(change: Change): Promise<void> {
    score(change.scores);
    await model.up(asked("b", change.more, change));
    expect(statuses()).to.deep.equal({ [model.id]: "RUNNING" });
    expect(model.id).not.to.equal(served);
  }

  const notWorseThan = "serving";

  describe("notWorseThan", () => {
    const more = { notWorseThan };

    it("lets a better model through", async () => {
      await passes({ scores: { ...SCORES, rust: 0.9 }, more });
    });

    it("lets an equal model through", async () => {
      await passes({ scores: SCORES, more });
    });

    it("lets a worse model through within the tolerance, to its end", async () => {
      await passes({ scores: { ...SCORES, rust: 0.7 }, more: { ...more, notWorseThanTolerance: 0.1 / 3 } });
    });

    it("keeps a worse model, and names both scores, the labels and where the evaluation lies", async () => {
      const said = await refused({ scores: { ...SCORES, rust: 0.5 }, more }, "WorseThanServing");
      expect(said).to.contain(`has an F1 score of 0.767, below the 0.867 of model "`).and.to.contain(`(${served})`);
      expect(said).to.contain('Labels with lower scores: "rust" 0.800 before, 0.500 now.');
      expect(said).to.contain(`Its evaluation is s3://${BUCKET}/${summaryOf(model)}.`);
    });

    it("keeps a model that is worse by more than the tolerance", async () => {
      const less = { ...more, notWorseThanTolerance: 0.03 };
      const said = await refused({ scores: { ...SCORES, rust: 0.7 }, more: less }, "WorseThanServing");
      expect(said).to.contain("by more than the tolerance of 0.03");
    });

    it("does not compare tests with other images, unless it is told to", async () => {
      models.put("other", { ...IMAGES, dent: 5 });
      const change = { testing: "other", scores: { ...SCORES, rust: 0.9 } };
      const said = await refused({ ...change, more }, "TestSetsDiffer");
      expect(said).to.contain("13 of 13 are new, 12 of 12 are not there any more");
      expect(said).to.contain("0.900 and 0.867");
      await model.up(asked("b", { ...more, acrossTestSets: true }, change));
      expect(statuses()).to.deep.equal({ [model.id]: "RUNNING" });
      expect(rig.trainings).to.equal(2);
    });

    it("compares scores all the same where it is told to, and then reads no list of images", async () => {
      models.put("other", IMAGES);
      const across = { ...more, acrossTestSets: true };
      delete rig.config["rekognition:s3Endpoint"];
      await refused({ testing: "other", scores: { ...SCORES, rust: 0.5 }, more: across }, "WorseThanServing");
    });

    it("takes the order of the images for no difference", async () => {
      models.put("turned", {});
      rig.bucket.put("turned.manifest", rig.bucket.read("test.manifest").trim().split("\n").reverse().join("\n"));
      await passes({ testing: "turned", scores: SCORES, more });
    });

    it("keeps the model where the list of images is gone, denied or malformed, and says what it takes", async () => {
      const output = (model.outputs.testingDataResult as { output: { name: string } }).output.name;
      await models.rewrite(output, (text) => text.replace('"source-ref"', '"source"'));
      const malformed = await refused({ scores: SCORES, more }, "EvaluationMalformed");
      expect(malformed).to.contain(`s3://${BUCKET}/${output}`).and.to.contain("line 1 is no JSON with a source-ref");
      await models.remove(output);
      const gone = (await model.up(asked("b", more), { fails: true })).error;
      expect(gone).to.contain(`s3:GetObject on arn:aws:s3:::${BUCKET}/${output}`).and.to.contain(NOT_STARTED);
      expectWholeMessage(gone, "EvaluationUnreadable");
      rig.emulator.addFault({ operation: "GetObject", kind: "deny" });
      const denied = (await model.up(asked("b", more), { fails: true })).error;
      expect(denied).to.contain("AWS refused s3:GetObject").and.to.contain("kms:Decrypt");
      expect(statuses()[served]).to.equal("RUNNING");
      expect(rig.trainings).to.equal(2);
    });

    it("finds what serves although the run that began the training was killed", async () => {
      score({ ...SCORES, rust: 0.5 });
      await model.up(asked("b", more), { process: killedAt(rig, "CreateProjectVersion") });
      const failed = await model.up(asked("b", more), { fails: true });
      expectWholeMessage(failed.error, "WorseThanServing");
      expect(failed.error).to.contain(served);
      const again = await model.up(asked("b", more), { fails: true });
      expectWholeMessage(again.error, "WorseThanServing");
      expect(statuses()).to.deep.equal({ [served]: "RUNNING", [model.id]: "TRAINING_COMPLETED" });
      expect(rig.trainings).to.equal(2);
    });

    it("compares with the model that served before one that was refused", async () => {
      await refused({ scores: { ...SCORES, rust: 0.5 }, more }, "WorseThanServing");
      score({ ...SCORES, rust: 0.6 });
      const failed = await model.up(asked("c", more), { fails: true });
      expect(failed.error).to.contain("0.800").and.to.contain(`below the 0.867 of model "`).and.to.contain(served);
      expect(rig.model(served).status).to.equal("RUNNING");
    });

    it("compares with a model that a scheduler has stopped", async () => {
      await rig.client.stopProjectVersion({ ProjectVersionArn: served });
      rig.emulator.advance(60_000);
      score({ ...SCORES, rust: 0.5 });
      const failed = await model.up(asked("b", more), { fails: true });
      expectWholeMessage(failed.error, "WorseThanServing");
      expect(failed.error).to.contain(served);
    });

    it("does not compare with a model that was replaced before, and kept", async () => {
      const kept = { deletionPolicy: "stop" };
      await model.up(asked("a", kept));
      score({ ...SCORES, rust: 0.5 });
      await model.up(asked("b", kept));
      expect(rig.model(served).status).to.equal("STOPPED");
      await rig.client.stopProjectVersion({ ProjectVersionArn: model.id });
      rig.emulator.advance(60_000);
      score({ ...SCORES, rust: 0.6 });
      await model.up(asked("c", { ...kept, ...more }));
      expect(rig.model(model.id).status).to.equal("RUNNING");
    });

    it("looks again where a list lacks the model that serves", async () => {
      let left = 3;
      rig.rewrite = {
        DescribeProjectVersions: (answer, { VersionNames }) => {
          const { ProjectVersionDescriptions: all = [] } = answer;
          const isTrained = all.some(({ Status }) => Status === "TRAINING_COMPLETED");
          if (VersionNames !== undefined || !isTrained || left-- <= 0) return answer;
          const others = all.filter(({ ProjectVersionArn }) => ProjectVersionArn !== served);
          return { ...answer, ProjectVersionDescriptions: others };
        },
      };
      await refused({ scores: { ...SCORES, rust: 0.5 }, more }, "WorseThanServing");
      expect(left).to.be.lessThan(1);
    });

    it("judges before anything is stopped", async () => {
      const stopFirst = { ...more, replacement: "stopFirst" };
      await refused({ scores: { ...SCORES, rust: 0.5 }, more: stopFirst }, "WorseThanServing");
    });

    it("lets a first model through, and says so", async () => {
      const first = rig.resource("projectVersion", "first");
      const up = await first.up(asked("a", more));
      expect(up.warnings.join("\n")).to.match(/takes the place of no model that serves, so it is compared with none/);
      expect(rig.model(first.id).status).to.equal("RUNNING");
    });
  });

  describe("minLabelF1", () => {
    it("lets a model through whose labels are good enough", async () => {
      await passes({ scores: { ...SCORES, dent: 0.8 }, more: { minLabelF1: 0.8 } });
    });

    it("keeps a model that is better overall but worse in one label, and names label and scores", async () => {
      const scores = { dent: 1, rust: 0.7, scratch: 1 };
      const said = await refused({ scores, more: { minLabelF1: 0.8, notWorseThan } }, "LabelsBelowGate");
      expect(said).to.contain('"rust" has an F1 score of 0.700, below 0.8 (0.800 before): it was not started');
      expect(said).not.to.contain('"dent"');
      expect(said).to.contain(`Its evaluation is s3://${BUCKET}/${summaryOf(model)}.`);
    });

    it("judges the labels that it names, and no others", async () => {
      const said = await refused(
        { scores: { ...SCORES, rust: 0.1, dent: 0.8 }, more: { minLabelF1: { dent: 0.85, scratch: 0.85 } } },
        "LabelsBelowGate",
      );
      expect(said).to.contain('"dent" has an F1 score of 0.800, below 0.85').and.not.to.contain('"rust"');
      await model.up(asked("b", { minLabelF1: { dent: 0.75 } }));
      expect(statuses()).to.deep.equal({ [model.id]: "RUNNING" });
      expect(rig.trainings).to.equal(2);
    });

    it("keeps a model with a new label that no test image shows", async () => {
      models.put("more", { ...IMAGES, hole: 3 });
      const said = await refused({ training: "more", scores: SCORES, more: { minLabelF1: 0.5 } }, "LabelsBelowGate");
      expect(said).to.contain('"hole" has no F1 score: no test image shows it, and the label is new');
    });

    it("lets a new label through that is tested", async () => {
      models.put("more", { ...IMAGES, hole: 3 });
      await passes({ training: "more", testing: "more", scores: SCORES, more: { minLabelF1: 0.5 } });
    });

    it("keeps a model without a label that the one that serves has, and without one that is named", async () => {
      const { rust: _rust, ...fewer } = IMAGES;
      models.put("fewer", fewer);
      const change = { training: "fewer", testing: "fewer", scores: SCORES };
      const said = await refused({ ...change, more: { minLabelF1: 0.5 } }, "LabelsBelowGate");
      expect(said).to.contain('"rust" has no F1 score: the model that it was to replace was trained on this label');
      const named = await model.up(asked("b", { minLabelF1: { rust: 0.5 } }, change), { fails: true });
      expect(named.error).to.contain('"rust" has no F1 score: the model was not trained on this label');
      await model.up(asked("b", { minLabelF1: { dent: 0.5 } }, change));
      expect(statuses()).to.deep.equal({ [model.id]: "RUNNING" });
    });

    it("keeps a model with a label that no test image shows any more", async () => {
      const { rust: _rust, ...fewer } = IMAGES;
      models.put("fewer", fewer);
      const said = await refused({ testing: "fewer", scores: SCORES, more: { minLabelF1: 0.5 } }, "LabelsBelowGate");
      expect(said).to.contain('"rust" has no F1 score: no test image shows it: it was not started');
    });

    it("keeps a model whose evaluation is gone, denied, malformed or another model's", async () => {
      const more = { minLabelF1: { dent: 0.5 } };
      const oldKey = summaryOf(model);
      await refused({ scores: { ...SCORES, dent: 0.1 }, more }, "LabelsBelowGate");
      const key = summaryOf(model);
      const again = async (code: ErrorCode): Promise<string> => {
        const { error } = await model.up(asked("b", more), { fails: true });
        expectWholeMessage(error, code);
        expect(error).to.contain(`s3://${BUCKET}/${key}`).and.to.contain(NOT_STARTED);
        return error;
      };
      rig.emulator.addFault({ operation: "GetObject", kind: "deny", times: 1 });
      expect(await again("EvaluationUnreadable"))
        .to.contain("AWS refused s3:GetObject")
        .and.to.contain("kms:Decrypt");
      const other = await models.text(oldKey);
      await models.rewrite(key, () => other);
      expect(await again("EvaluationMalformed")).to.contain(`it is that of ${served}`);
      await models.rewrite(key, (text) => text.replace('"Label":', '"Name":'));
      expect(await again("EvaluationMalformed")).to.contain("LabelEvaluationResults[0].Label: expected string");
      await models.remove(key);
      expect(await again("EvaluationUnreadable")).to.contain(`s3:GetObject on arn:aws:s3:::${BUCKET}/${key}`);
      expect(statuses()).to.deep.equal({ [served]: "RUNNING", [model.id]: "TRAINING_COMPLETED" });
      expect(rig.trainings).to.equal(2);
    });

    it("keeps a model where S3 is not asked, of which the preview warns", async () => {
      delete rig.config["rekognition:s3Endpoint"];
      score(SCORES);
      const failed = await model.up(asked("b", { minLabelF1: 0.5 }), { fails: true });
      expectWholeMessage(failed.error, "EvaluationUnreadable");
      expect(failed.warnings.join("\n")).to.contain("will not be started, since rekognition:endpoint is set");
    });
  });

  it("are said in the preview of a first model and of a replacement", async () => {
    const more = { minF1Score: 0.7, notWorseThan, notWorseThanTolerance: 0.02, minLabelF1: { rust: 0.6 } };
    const said =
      'Before the model is started it is judged: its F1 score has to be at least 0.7 (minF1Score); it has to be as good as the model that it replaces, less 0.02, tested with the same images (notWorseThan); labels\' F1 scores have to be at least 0.6 for "rust" (minLabelF1). One that does not pass is not started.';
    expect((await model.up(asked("b", more))).warnings).to.include(said);
    expect((await rig.resource("projectVersion", "other").up(asked("a", more))).warnings).to.include(said);
  });
});
