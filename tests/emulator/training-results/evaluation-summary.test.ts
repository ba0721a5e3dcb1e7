import { expect } from "chai";
import { boxed, labeled } from "../harness/bucket.js";
import { trainOn } from "../harness/results.js";
import type { Metrics, Results, Summary } from "../harness/results.js";
import { setScene } from "../harness/scene.js";

const EXACT = 1e-6;
const NAMES = ["cat", "dog", "bird"] as const;

const each = (count: number, line: (index: number, label: string, other: string) => object): object[] =>
  Array.from({ length: count }, (_, index) => line(index, NAMES[index % 3] ?? "", NAMES[(index + 1) % 3] ?? ""));

const classified = (count: number, prefix: string): object[] =>
  each(count, (index, label) => labeled(`${prefix}-${index}.png`, label));
const several = (count: number, prefix: string): object[] =>
  each(count, (index, label, other) => labeled(`${prefix}-${index}.png`, label, other));
const located = (count: number, prefix: string): object[] =>
  each(count, (index, label, other) =>
    boxed(`${prefix}-${index}.png`, [label, 10, 10, 20, 20], [other, 40, 40, 20, 30], [label, 70, 70, 20, 20]),
  );

const DETAILS = "rekognition-custom-labels-evaluation-details";

interface Detailed {
  readonly [DETAILS]?: Readonly<Record<string, boolean>>;
}

/** Of an answer about a whole image, or about places in it. */
interface AnswerMetadata extends Detailed {
  readonly "class-name"?: string;
  readonly "class-map"?: Readonly<Record<number, string>>;
  readonly objects?: readonly Detailed[];
}

const KINDS = { classification: classified, "several labels an image": several, detection: located } as const;

/** Custom Labels guide: im-summary-file-api, im-summary-file, im-metrics-use. */
describe("the evaluation summary of a training", () => {
  const scene = setScene({}, true);

  function expectArithmetic(overall: Metrics, labels: Summary["LabelEvaluationResults"]): void {
    for (const { Metrics: own } of labels) {
      const sum = own.Precision + own.Recall;
      expect(own.F1Score).to.be.closeTo(sum === 0 ? 0 : (2 * own.Precision * own.Recall) / sum, EXACT);
      for (const figure of Object.values(own)) expect(figure).to.be.within(0, 1);
    }
    for (const name of ["F1Score", "Precision", "Recall"] as const) {
      const mean = labels.reduce((total, label) => total + label.Metrics[name], 0) / labels.length;
      expect(overall[name]).to.be.closeTo(mean, EXACT);
    }
  }

  for (const [kind, lines] of Object.entries(KINDS)) {
    for (const f1Score of [0.92, 0.5, 1, 0, 0.1234567]) {
      it(`${kind}: comes to the scripted score, ${f1Score}, label by label`, async () => {
        scene.emulator.script({ training: [{ f1Score }] });
        const results = await trainOn(scene, lines(30, "train"), lines(60, "test"));
        const { AggregatedEvaluationResults: overall, LabelEvaluationResults: labels } = results.summary();
        expect(overall.F1Score).to.be.closeTo(f1Score, EXACT);
        expect(results.version.EvaluationResult?.F1Score).to.be.closeTo(overall.F1Score, EXACT);
        expect(labels.map(({ Label }) => Label)).to.have.members([...NAMES]);
        const scores = labels.map((label) => label.Metrics.F1Score);
        expect(scores).to.deep.equal([...scores].sort((a, b) => b - a));
        expectArithmetic(overall, labels);
      });
    }
  }

  /** Precision and recall of each label, counted from the answers in the snapshot of the test set. */
  function countedFrom(results: Results): Map<string, { precision: number; recall: number }> {
    const counts = new Map(NAMES.map((name) => [name as string, { tp: 0, fp: 0, fn: 0 }]));
    const count = (label: string | undefined, { [DETAILS]: details }: Detailed): void => {
      const own = counts.get(label ?? "");
      if (own === undefined || details === undefined) throw new Error("an answer without a label or details");
      if (details["is-true-positive"] === true) own.tp += 1;
      if (details["is-false-positive"] === true) own.fp += 1;
      if (details["is-false-negative"] === true) own.fn += 1;
    };
    for (const line of results.lines("testing", "Output")) {
      for (const [name, value] of Object.entries(line)) {
        if (!/^rekognition-custom-labels-evaluation.*-metadata$/.test(name)) continue;
        const metadata = value as AnswerMetadata;
        if (metadata["class-name"] !== undefined) count(metadata["class-name"], metadata);
        const place = line[name.replace(/-metadata$/, "")] as { annotations?: { class_id: number }[] };
        for (const [index, annotation] of (place.annotations ?? []).entries()) {
          count(metadata["class-map"]?.[annotation.class_id], metadata.objects?.[index] ?? {});
        }
      }
    }
    const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
    return new Map(
      [...counts].map(([label, { tp, fp, fn }]) => [
        label,
        { precision: ratio(tp, tp + fp), recall: ratio(tp, tp + fn) },
      ]),
    );
  }

  for (const [kind, lines] of Object.entries(KINDS)) {
    it(`${kind}: evaluationFigures counted: are what the snapshot's answers come to, just above the script`, async () => {
      scene.emulator.setSwitches({ evaluationFigures: "counted" });
      scene.emulator.script({ training: [{ f1Score: 0.7 }] });
      const results = await trainOn(scene, lines(30, "train"), lines(90, "test"));
      const { AggregatedEvaluationResults: overall, LabelEvaluationResults: labels } = results.summary();
      expectArithmetic(overall, labels);
      const counted = countedFrom(results);
      for (const { Label, Metrics: own } of labels) {
        expect(own.Precision).to.be.closeTo(counted.get(Label)?.precision ?? -1, EXACT);
        expect(own.Recall).to.be.closeTo(counted.get(Label)?.recall ?? -1, EXACT);
      }
      expect(overall.F1Score).to.be.within(0.7, 0.71);
      expect(results.version.EvaluationResult?.F1Score).to.be.closeTo(overall.F1Score, EXACT);
    });

    it(`${kind}: as scripted, all figures are those of the snapshot's answers, times one factor`, async () => {
      scene.emulator.script({ training: [{ f1Score: 0.7 }] });
      const results = await trainOn(scene, lines(30, "train"), lines(90, "test"));
      const counted = countedFrom(results);
      const factors = results.summary().LabelEvaluationResults.flatMap(({ Label, Metrics: own }) => {
        const { precision = 0, recall = 0 } = counted.get(Label) ?? {};
        return [own.Precision / precision, own.Recall / recall];
      });
      for (const factor of factors)
        expect(factor)
          .to.be.closeTo(factors[0] ?? 0, EXACT)
          .and.to.be.within(0.98, 1);
    });
  }

  it("scores each label as scripted, others as the model, and the model as their mean", async () => {
    scene.emulator.script({ training: [{ f1Score: 0.9, labelF1Scores: { dog: 0.4, wolf: 0.1 } }] });
    const results = await trainOn(scene, classified(30, "train"), classified(60, "test"));
    const { AggregatedEvaluationResults: overall, LabelEvaluationResults: labels } = results.summary();
    expect(labels.map(({ Label }) => Label)).to.deep.equal(["bird", "cat", "dog"]);
    for (const { Label, Metrics: own } of labels) {
      expect(own.F1Score).to.be.closeTo(Label === "dog" ? 0.4 : 0.9, EXACT);
    }
    expectArithmetic(overall, labels);
    expect(results.version.EvaluationResult?.F1Score).to.be.closeTo(2.2 / 3, EXACT);
  });

  it("evaluationFigures counted: scores of labels are what the answers come to, just above the script", async () => {
    scene.emulator.setSwitches({ evaluationFigures: "counted" });
    scene.emulator.script({ training: [{ f1Score: 0.9, labelF1Scores: { dog: 0.4 } }] });
    const results = await trainOn(scene, classified(30, "train"), classified(90, "test"));
    const counted = countedFrom(results);
    const { AggregatedEvaluationResults: overall, LabelEvaluationResults: labels } = results.summary();
    expectArithmetic(overall, labels);
    for (const { Label, Metrics: own } of labels) {
      expect(own.Precision).to.be.closeTo(counted.get(Label)?.precision ?? -1, EXACT);
      expect(own.F1Score).to.be.within(Label === "dog" ? 0.4 : 0.9, Label === "dog" ? 0.45 : 0.95);
    }
  });

  it("says what was evaluated, when, and on how many images of each label", async () => {
    const results = await trainOn(scene, classified(30, "train"), classified(7, "test"));
    const { Version, EvaluationDetails: details, LabelEvaluationResults: labels } = results.summary();
    expect(Version).to.equal(1);
    expect(details).to.deep.include({
      Labels: ["bird", "cat", "dog"],
      NumberOfTestingImages: 7,
      NumberOfTrainingImages: 30,
      ProjectVersionArn: results.version.ProjectVersionArn,
    });
    expect(details.EvaluationEndTimestamp).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
    expect(Date.parse(`${details.EvaluationEndTimestamp}Z`)).to.equal(results.version.TrainingEndTimestamp?.getTime());
    expect(new Map(labels.map((label) => [label.Label, label.NumberOfTestingImages]))).to.deep.equal(
      new Map([
        ["cat", 3],
        ["dog", 2],
        ["bird", 2],
      ]),
    );
  });

  it("of a classification has the shares of labels taken for others, and none of detection", async () => {
    scene.emulator.script({ training: [{ f1Score: 0.6 }] });
    const { AggregatedEvaluationResults: overall } = (
      await trainOn(scene, classified(30, "train"), classified(60, "test"))
    ).summary();
    const matrix = overall.ConfusionMatrix ?? [];
    expect(matrix).to.have.length(9);
    for (const { Value } of matrix) {
      expect(Value).to.be.within(0, 1);
      expect(Value * 20).to.be.closeTo(Math.round(Value * 20), EXACT);
    }
    const offDiagonal = matrix.filter((cell) => cell.GroundTruthLabel !== cell.PredictedLabel);
    expect(offDiagonal.some(({ Value }) => Value > 0)).to.equal(true);
    expect(overall).to.not.have.any.keys("AveragePrecision", "AverageRecall");
  });

  it("of a detection has mean average precision and recall, and no confusion matrix", async () => {
    const { AggregatedEvaluationResults: overall } = (
      await trainOn(scene, located(30, "train"), located(60, "test"))
    ).summary();
    expect(overall.AveragePrecision).to.be.within(0, 1);
    expect(overall.AverageRecall).to.be.within(0, 1);
    expect(overall).to.not.have.property("ConfusionMatrix");
  });

  it("evaluationSummaryShape metrics: has the overall figures one level deeper, as the reference shows", async () => {
    const flat = (await trainOn(scene, located(6, "train"))).summary().AggregatedEvaluationResults;
    scene.emulator.reset();
    scene.emulator.setSwitches({ evaluationSummaryShape: "metrics" });
    const deeper = (await trainOn(scene, located(6, "train"))).summary().AggregatedEvaluationResults;
    expect(deeper).to.deep.equal({ Metrics: flat });
  });

  it("of a test set that AWS makes is on a fifth of the images, with some of each label", async () => {
    const { EvaluationDetails: details, LabelEvaluationResults: labels } = (
      await trainOn(scene, classified(60, "train"))
    ).summary();
    expect(details).to.include({ NumberOfTestingImages: 12, NumberOfTrainingImages: 48 });
    expect(labels.map(({ Label }) => Label)).to.have.members([...NAMES]);
  });

  it("tests the only image of a label although it was trained on", async () => {
    const results = await trainOn(scene, [labeled("cat.png", "cat"), labeled("dog.png", "dog")]);
    expect(results.version.EvaluationResult?.F1Score).to.equal(0.92);
    expect(results.summary().EvaluationDetails).to.include({ NumberOfTestingImages: 2, NumberOfTrainingImages: 2 });
  });

  it("gives the same answers to the same lines and model, and others to another model", async () => {
    const lines = [classified(30, "train"), classified(60, "test")] as const;
    scene.emulator.script({ training: [0.6, 0.6, 0.6].map((f1Score) => ({ f1Score })) });
    const first = (await trainOn(scene, ...lines)).summary();
    const other = (await trainOn(scene, ...lines, "second")).summary();
    expect(other.LabelEvaluationResults).to.not.deep.equal(first.LabelEvaluationResults);
    scene.emulator.reset();
    scene.emulator.script({ training: [{ f1Score: 0.6 }] });
    expect((await trainOn(scene, ...lines)).summary().LabelEvaluationResults).to.deep.equal(
      first.LabelEvaluationResults,
    );
  });
});
