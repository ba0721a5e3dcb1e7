import { expect } from "chai";
import type { ModelEntry, ReportDocument } from "../../../sweep/model-report/document.js";
import { markdownReport } from "../../../sweep/model-report/markdown/report.js";

const NONE = { least: 0, most: 0 };

/** A model whose names are as long as AWS lets them be. */
function model(index: number): ModelEntry {
  const labels = Array.from({ length: 250 }, (_, at) => `${"x".repeat(253)}${String(at)}`);
  return {
    name: `${"p".repeat(255)}/${"v".repeat(250)}${String(index)}`,
    arn: "arn:aws:rekognition:us-east-1:111122223333:project/p/version/v/1",
    region: "us-east-1",
    status: "STOPPED",
    statusMessage: null,
    consoleUrl: null,
    inState: null,
    createdAt: null,
    trainedAt: null,
    copyOf: null,
    f1Score: 0.5,
    evaluationMissing: null,
    predecessor: null,
    evaluation: {
      ...{ f1Score: 0.5, precision: 0.5, recall: 0.5, averagePrecision: null, averageRecall: null },
      ...{ numberOfTestingImages: 250, numberOfTrainingImages: 250 },
      evaluationEndTimestamp: "2026-01-01T00:00:00.000Z",
      summaryUri: "s3://bucket/key",
      labelEvaluations: labels.map((label) => {
        return { label, numberOfTestingImages: 1, f1Score: 0.5, precision: 0.5, recall: 0.5, assumedThreshold: 0.5 };
      }),
      labelsWithoutTestImages: [],
      confusionMatrix: labels.map((label) => ({ groundTruthLabel: label, predictedLabel: labels[0] ?? "", value: 1 })),
    },
  };
}

describe("a report as Markdown", () => {
  it("fits into a comment, however long names are, and says what is left out", () => {
    const report: ReportDocument = {
      version: 1,
      about: { kind: "project", name: "p" },
      createdAt: "2026-01-01T00:00:00.000Z",
      findings: [],
      models: Array.from({ length: 100 }, (_, index) => model(index)),
      running: [],
      costs: { usdPerHour: NONE, usdPerMonth: NONE, hoursPerMonth: 730, isComplete: true },
      projects: [],
      notes: [],
      exitCode: 0,
    };
    const text = markdownReport(report);
    expect(text.length).to.be.lessThan(65_536);
    expect(text)
      .to.contain("50 more models are left out")
      .and.to.match(/\n\d+ more sections are left out/);
  });
});
