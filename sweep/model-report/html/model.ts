import type { EvaluationEntry, ModelEntry } from "../document.js";
import {
  change,
  comparedWith,
  count,
  type Figures,
  labelFigures,
  matrixLabels,
  mistakes,
  overall,
  percent,
  score,
  type Scores,
  statusText,
  time,
} from "../wording.js";
import { matrixPlot, scorePlot } from "./plots.js";
import { escaped, name, paragraph, table } from "./text.js";

/** More bars are no picture; the table has the rest. */
const MOST_BARS = 50;
const MOST_IN_MATRIX = 20;
const MOST_MISTAKES = 100;

/** A model with its figures, in tables and plots. */
export function modelSection(model: ModelEntry): string {
  const { evaluation, predecessor } = model;
  const parts = [
    `<section><h2>Model ${name(model.name)}</h2>`,
    paragraph(`${name(statusText(model))} in ${name(model.region)}. <span class="quiet">${name(model.arn)}</span>`),
    paragraph(`Made ${time(model.createdAt)}, trained ${time(model.trainedAt)}.`),
  ];
  if (model.consoleUrl !== null)
    parts.push(paragraph(`<a href="${escaped(model.consoleUrl)}">Its page in the console</a>`));
  if (model.statusMessage !== null && evaluation === null)
    parts.push(paragraph(`AWS says: ${name(model.statusMessage)}`));
  if (model.copyOf !== null) parts.push(paragraph(`A copy of ${name(model.copyOf)}`));
  if (evaluation === null) {
    return [...parts, paragraph(`No figures. ${name(model.evaluationMissing ?? "")}`), "</section>"].join("\n");
  }
  const before = predecessor?.evaluation ?? null;
  const all = [{ name: "all labels", now: overall(evaluation), before: before ? overall(before) : undefined }];
  parts.push(figures(`All labels of ${model.name} together`, all, before !== null));
  if (evaluation.averagePrecision !== null) {
    const means = `Mean average precision ${score(evaluation.averagePrecision)}, mean average recall ${score(evaluation.averageRecall)}`;
    parts.push(paragraph(`${means} (${count(evaluation.numberOfTestingImages)} test images).`));
  }
  parts.push(
    paragraph(
      `Trained on ${count(evaluation.numberOfTrainingImages)} images. The evaluation: ${name(evaluation.summaryUri)}`,
    ),
  );
  if (predecessor !== null) {
    const who = `Figures in parentheses: ${name(predecessor.name)} (${name(predecessor.status)}).`;
    parts.push(paragraph(`${who} ${escaped(comparedWith(predecessor))}`));
    if (predecessor.evaluationMissing !== null) parts.push(paragraph(name(predecessor.evaluationMissing)));
  }
  return [...parts, labels(model, before !== null), confusion(model, evaluation), "</section>"].join("\n");
}

function labels(model: ModelEntry, hasBefore: boolean): string {
  const rows = labelFigures(model);
  if (rows.length === 0) return "";
  const shown = rows.slice(0, MOST_BARS);
  const legend = hasBefore
    ? "Bars: this model. Diamonds, and figures in parentheses: its predecessor."
    : "Bars: this model.";
  const some =
    rows.length > MOST_BARS
      ? ` The ${String(MOST_BARS)} with the lowest scores; the table has all ${String(rows.length)}.`
      : "";
  const untested = model.evaluation?.labelsWithoutTestImages ?? [];
  return [
    "<h3>F1 by label, the worst first</h3>",
    paragraph(`${legend}${some}`),
    // With what was before, the table takes the whole width.
    `<div class="pair${hasBefore ? " stacked" : ""}">`,
    scorePlot(`F1 scores of the labels of ${model.name}; the table beside has the same figures`, shown),
    figures(`Labels of ${model.name}`, rows, hasBefore),
    "</div>",
    untested.length === 0 ? "" : paragraph(`Without test images: ${untested.map(name).join(", ")}.`),
  ].join("\n");
}

function figures(caption: string, rows: readonly Figures[], hasBefore: boolean): string {
  const cell = ({ now, before }: Figures, text: (scores: Scores | undefined) => string): string =>
    hasBefore ? `${text(now)} (${text(before)})` : text(now);
  const head = ["label", "F1", ...(hasBefore ? ["change"] : []), "precision", "recall", "threshold", "test images"];
  const cells = rows.map((row) => [
    name(row.name),
    cell(row, (scores) => score(scores?.f1Score)),
    ...(hasBefore ? [change(row.now?.f1Score, row.before?.f1Score)] : []),
    cell(row, (scores) => score(scores?.precision)),
    cell(row, (scores) => score(scores?.recall)),
    cell(row, (scores) => score(scores?.threshold)),
    cell(row, (scores) => count(scores?.images)),
  ]);
  return table(caption, head, cells);
}

function confusion(model: ModelEntry, evaluation: EvaluationEntry): string {
  if (evaluation.confusionMatrix === null) return "";
  const head = "<h3>What labels were taken for</h3>";
  const images = new Map(evaluation.labelEvaluations.map((each) => [each.label, each.numberOfTestingImages]));
  const names = matrixLabels(evaluation, MOST_IN_MATRIX);
  if (names.length > 0) {
    const cells = new Map(
      evaluation.confusionMatrix.map((each) => [key(each.groundTruthLabel, each.predictedLabel), each.value]),
    );
    const share = (truth: string, said: string): number => cells.get(key(truth, said)) ?? 0;
    const rows = names.map((truth) => [
      name(truth),
      count(images.get(truth)),
      ...names.map((said) => percent(share(truth, said))),
    ]);
    return [
      head,
      paragraph(
        "A row is a label, a column what the model said of its test images, in percent of them. What is right is framed.",
      ),
      `<div class="pair">`,
      matrixPlot(
        `What the labels of ${model.name} were taken for; the table beside has the same figures`,
        names,
        share,
      ),
      table(`Confusion matrix of ${model.name}`, ["label", "test images", ...names.map(name)], rows),
      "</div>",
    ].join("\n");
  }
  const wrong = mistakes(evaluation);
  if (wrong.length === 0) return `${head}<p>No label was taken for another one.</p>`;
  const rows = wrong
    .slice(0, MOST_MISTAKES)
    .map((each) => [
      name(each.groundTruthLabel),
      name(each.predictedLabel),
      percent(each.value),
      count(images.get(each.groundTruthLabel)),
    ]);
  const columns = ["label", "taken for", "share", "test images"];
  const more =
    wrong.length > MOST_MISTAKES
      ? paragraph(`${String(wrong.length - MOST_MISTAKES)} rarer mistakes are in the JSON only.`)
      : "";
  return `${head}${table(`The most frequent mistakes of ${model.name}`, columns, rows, 2)}${more}`;
}

function key(truth: string, said: string): string {
  return JSON.stringify([truth, said]);
}
