import { expect } from "chai";
import { EvaluatedModels } from "../harness/evaluated-models.js";
import { modelArgs } from "../harness/models.js";
import { BUCKET, Rig } from "../harness/rig.js";
import { call, resultOf } from "./calling.js";

interface Result {
  readonly labelEvaluations: readonly { readonly label: string; readonly f1Score: number }[];
  readonly confusionMatrix?: readonly { readonly groundTruthLabel: string; readonly value: number }[];
}

const IMAGES = { bird: 4, cat: 6, dog: 5 };
const EXACT = 1e-6;

describe("getEvaluation", () => {
  let rig: Rig;
  let models: EvaluatedModels;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    models = new EvaluatedModels(rig);
    projectArn = await rig.makeProject();
  });
  afterEach(async () => {
    models.close();
    await rig.close();
  });

  async function trained(kind: "classification" | "detection" = "classification", images: object = IMAGES) {
    models.put("train", { ...images }, kind);
    models.put("test", { ...images }, kind);
    const model = rig.resource("projectVersion", "m");
    await model.up(models.args(projectArn, "train", "test", { versionName: "v1" }));
    const { name: key } = model.outputs.evaluationSummary as { name: string };
    return { model, key, args: { projectVersionArn: model.id } };
  }

  for (const evaluationSummaryShape of ["flat", "metrics"] as const) {
    it(`reads the documented form "${evaluationSummaryShape}", from where AWS says it lies`, async () => {
      rig.emulator.setSwitches({ evaluationSummaryShape });
      rig.emulator.script({ training: [{ f1Score: 0.9, labelF1Scores: { cat: 0.6 } }] });
      const { key, args } = await trained();
      const result = await resultOf(rig, "getEvaluation", args);
      expect(result).to.deep.include({
        numberOfTrainingImages: 15,
        numberOfTestingImages: 15,
        summaryUri: `s3://${BUCKET}/${key}`,
        labelsLeftOut: 0,
        labelsWithoutTestImages: [],
      });
      expect(result?.f1Score).to.be.closeTo(0.8, EXACT);
      expect(result?.precision).to.be.within(0, 1);
      expect(result?.recall).to.be.within(0, 1);
      expect(result?.evaluationEndTimestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      const { labelEvaluations, confusionMatrix } = result as unknown as Result;
      expect(labelEvaluations.map(({ label }) => label)).to.deep.equal(["cat", "bird", "dog"]);
      expect(labelEvaluations[0]).to.include({ numberOfTestingImages: 6 });
      expect(labelEvaluations[0]?.f1Score).to.be.closeTo(0.6, EXACT);
      expect(labelEvaluations[0]).to.include.keys("precision", "recall", "assumedThreshold");
      expect(confusionMatrix?.length).to.be.greaterThan(2);
      expect(confusionMatrix?.every(({ value }) => value > 0)).to.equal(true);
      expect(result).to.not.have.any.keys("averagePrecision", "averageRecall");
    });
  }

  it("gives mean average precision and recall of a model that finds objects, and no confusion matrix", async () => {
    const { args } = await trained("detection");
    const result = await resultOf(rig, "getEvaluation", args);
    expect(result?.averagePrecision).to.be.within(0, 1);
    expect(result?.averageRecall).to.be.within(0, 1);
    expect(result).to.not.have.property("confusionMatrix");
  });

  it("gives an adapter's score", async () => {
    const { ProjectArn = "" } = await rig.client.createProject({
      ProjectName: "adapters",
      Feature: "CONTENT_MODERATION",
    });
    rig.emulator.advance(10_000);
    const model = rig.resource("projectVersion", "adapter");
    await model.up(modelArgs(ProjectArn, { featureConfig: { contentModeration: {} } }));
    const result = await resultOf(rig, "getEvaluation", { projectVersionArn: model.id });
    expect(result).to.deep.include({ labelEvaluations: [], f1Score: 0.92 }).and.not.to.have.property("precision");
  });

  it("gives 50 labels unless it is asked for others, those with the lowest scores", async () => {
    const images = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`label-${String(index)}`, 1]));
    rig.emulator.script({ training: [{ f1Score: 0.8, labelF1Scores: { "label-7": 0.2, "label-9": 0.1 } }] });
    const { args } = await trained("classification", images);
    const few = await resultOf(rig, "getEvaluation", args);
    expect(few?.labelEvaluations).to.have.length(50);
    expect(few).to.include({ labelsLeftOut: 10 });
    const all = await resultOf(rig, "getEvaluation", { ...args, maxLabels: 250 });
    expect(all?.labelEvaluations).to.have.length(60);
    const worst = (await resultOf(rig, "getEvaluation", { ...args, maxLabels: 2 })) as unknown as Result;
    expect(worst.labelEvaluations.map(({ label }) => label)).to.deep.equal(["label-9", "label-7"]);
    expect(new Set(worst.confusionMatrix?.map((cell) => cell.groundTruthLabel)).size).to.be.lessThan(3);
  });

  it("names labels that no test image shows", async () => {
    models.put("train", { ...IMAGES, fish: 3 });
    models.put("test", IMAGES);
    const model = rig.resource("projectVersion", "m");
    await model.up(models.args(projectArn, "train", "test"));
    const result = await resultOf(rig, "getEvaluation", { projectVersionArn: model.id });
    expect(result?.labelsWithoutTestImages).to.deep.equal(["fish"]);
  });

  it("fails for a model that is not trained", async () => {
    rig.emulator.script({ training: [{ status: "TRAINING_FAILED" }] });
    const model = rig.resource("projectVersion", "m");
    await model.up(modelArgs(projectArn), { fails: true });
    const { error } = await call(rig, "getEvaluation", { projectVersionArn: model.id });
    expect(error)
      .to.contain("has no evaluation: it is TRAINING_FAILED")
      .and.to.match(/\[NoEvaluation\]$/);
  });

  it("names the permission where S3 denies the object, and where the object is gone", async () => {
    const { key, args } = await trained();
    rig.emulator.addFault({ operation: "GetObject", kind: "deny", times: 1 });
    for (const said of ["AWS refused s3:GetObject", "NoSuchKey"]) {
      const { error } = await call(rig, "getEvaluation", args);
      expect(error).to.contain(said).and.to.contain(`s3:GetObject on arn:aws:s3:::${BUCKET}/${key}`);
      expect(error)
        .to.contain("kms:Decrypt")
        .and.to.match(/\[EvaluationUnreadable\]$/);
      await models.remove(key);
    }
  });

  it("says so where no S3 belongs to the endpoint", async () => {
    const { args } = await trained();
    delete rig.config["rekognition:s3Endpoint"];
    const { error } = await call(rig, "getEvaluation", args);
    expect(error)
      .to.contain("rekognition:s3Endpoint is not")
      .and.to.match(/\[EvaluationUnreadable\]$/);
  });

  const without =
    (...path: string[]) =>
    (text: string): string => {
      const document = JSON.parse(text) as Record<string, unknown>;
      const last = path.at(-1) ?? "";
      const place = path.slice(0, -1).reduce((at, part) => at[part] as Record<string, unknown>, document);
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- the test is about this member
      delete place[last];
      return JSON.stringify(document);
    };
  const malformed: Readonly<Record<string, { edit: (text: string) => string; said: string }>> = {
    "half of it": { edit: (text) => text.slice(0, 100), said: "is not JSON" },
    nothing: { edit: () => "", said: "is not JSON" },
    "a list": { edit: () => "[]", said: "expected object, received array" },
    null: { edit: () => "null", said: "expected object, received null" },
    "no overall score": {
      edit: without("AggregatedEvaluationResults", "F1Score"),
      said: "AggregatedEvaluationResults.F1Score: expected number, received undefined",
    },
    "no labels": {
      edit: without("LabelEvaluationResults"),
      said: "LabelEvaluationResults: expected array, received undefined",
    },
    "no score of a label": {
      edit: without("LabelEvaluationResults", "1", "Metrics", "F1Score"),
      said: "LabelEvaluationResults[1].Metrics.F1Score: expected number, received undefined",
    },
    "a score in percent": {
      edit: (text) => text.replace(/"F1Score":0\.92/, '"F1Score":92'),
      said: "AggregatedEvaluationResults.F1Score: Too big",
    },
    "no time": {
      edit: (text) => text.replace(/"EvaluationEndTimestamp":"[^"]+"/, '"EvaluationEndTimestamp":"soon"'),
      said: "EvaluationDetails.EvaluationEndTimestamp: is no time",
    },
  };
  for (const [what, { edit, said }] of Object.entries(malformed)) {
    it(`names object and place where it holds ${what}`, async () => {
      const { key, args } = await trained();
      await models.rewrite(key, edit);
      const { error } = await call(rig, "getEvaluation", args);
      expect(error).to.contain(`s3://${BUCKET}/${key}`).and.to.contain(said);
      expect(error).to.match(/\[EvaluationMalformed\]$/);
    });
  }
});
