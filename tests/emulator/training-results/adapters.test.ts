import { expect } from "chai";
import { BUCKET } from "../harness/bucket.js";
import { trainAdapter } from "../harness/adapters.js";
import type { Line } from "../harness/results.js";
import { setScene } from "../harness/scene.js";

interface Counts {
  readonly TruePositive: number;
  readonly TrueNegative: number;
  readonly FalsePositive: number;
  readonly FalseNegative: number;
}

interface AtThreshold {
  readonly ConfidenceThreshold: number;
  readonly AggregatedEvaluationResults: { readonly BaseModel: Counts; readonly Adapter: Counts };
  readonly LabelEvaluationResults: readonly { readonly Label: string; readonly Adapter: Counts }[];
}

interface AdapterSummary {
  readonly AggregatedEvaluationResults: { readonly F1Score: number };
  readonly EvaluationDetails: { readonly Labels: readonly string[]; readonly NumberOfTestingImages: number };
  readonly ContentModeration: {
    readonly InputConfidenceThresholdEvalResults: AtThreshold;
    readonly AllConfidenceThresholdsEvalResults: readonly AtThreshold[];
  };
}

const SUMMARY = "output/EvaluationResultSummary-safety-first.json";

/** Developer guide: using-adapters-manifest-files. */
describe("what the training of an adapter leaves", () => {
  const scene = setScene({}, true);

  async function trainIt(): Promise<void> {
    const lines = Array.from({ length: 20 }, (_, index) => {
      scene.bucket.putImage(`${index}.png`);
      const ModerationLabels = index % 4 === 0 ? [] : [{ Name: index % 2 === 0 ? "Smoking" : "Drinking" }];
      return { "source-ref": `s3://${BUCKET}/${index}.png`, "content-moderation-groundtruth": { ModerationLabels } };
    });
    await trainAdapter(scene, lines);
  }

  it("is a summary that counts its answers, and those of the base model, at each threshold", async () => {
    await trainIt();
    const summary = JSON.parse(scene.bucket.read(SUMMARY)) as AdapterSummary;
    const { AggregatedEvaluationResults: overall, ContentModeration: counts } = summary;
    expect(overall).to.deep.equal({ F1Score: 0.92 });
    expect(summary.EvaluationDetails.Labels).to.deep.equal(["Drinking", "Smoking"]);
    expect(counts.InputConfidenceThresholdEvalResults.ConfidenceThreshold).to.equal(70);
    const all = counts.AllConfidenceThresholdsEvalResults;
    expect(all.map((each) => each.ConfidenceThreshold)).to.deep.equal(
      Array.from({ length: 20 }, (_, index) => (index + 1) * 5),
    );
    for (const each of [counts.InputConfidenceThresholdEvalResults, ...all]) {
      const { BaseModel, Adapter } = each.AggregatedEvaluationResults;
      for (const of of [BaseModel, Adapter]) {
        const sum = of.TruePositive + of.TrueNegative + of.FalsePositive + of.FalseNegative;
        expect(sum).to.equal(2 * summary.EvaluationDetails.NumberOfTestingImages);
      }
      const positives = each.LabelEvaluationResults.reduce((total, label) => total + label.Adapter.TruePositive, 0);
      expect(each.AggregatedEvaluationResults.Adapter.TruePositive).to.equal(positives);
    }
  });

  it("is an output manifest with the answers of both beside the ground truth", async () => {
    await trainIt();
    const lines = scene.bucket
      .read("output/TestingGroundTruth-safety-first.json")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    expect(lines.length).to.be.at.least(4);
    for (const line of lines) {
      expect(line).to.have.all.keys(
        "source-ref",
        "content-moderation-groundtruth",
        "detect-moderation-labels",
        "detect-moderation-labels-base-model",
      );
    }
    expect(scene.bucket.read("output/TrainingGroundTruth-safety-first.json")).to.not.contain("detect-moderation");
  });
});
