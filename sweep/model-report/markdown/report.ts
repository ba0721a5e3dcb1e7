import type { EvaluationEntry, ModelEntry, ProjectEntry, ReportDocument } from "../document.js";
import {
  change,
  comparedWith,
  datasetLabels,
  datasetText,
  type Figures,
  FINDINGS,
  hasBoxes,
  heading,
  inState,
  labelFigures,
  matrixLabels,
  mistakes,
  NONE,
  overall,
  percent,
  count,
  priceSources,
  SAME_IMAGES,
  score,
  type Scores,
  since,
  statusText,
  subjectNames,
  time,
  totalText,
  units,
  usd,
} from "../wording.js";
import { code, table } from "./text.js";

/** Rows of a table of labels; HTML and JSON have them all. */
const MOST_ROWS = 25;
/** The row of all labels together; a label of that name stands in the table below. */
const ALL = "all labels";
/** Models, or things that run, in a table of them. */
const MOST_THINGS = 50;
const MOST_IN_MATRIX = 10;
/** A comment on GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** The report for a comment on a pull request. Names are code, so that none is more than text. */
export function markdownReport(report: ReportDocument): string {
  const head = [
    `# ${heading(report)} ${subjectNames(report).map(code).join(", ")}`,
    "",
    ...report.findings.map((finding) => `- **${FINDINGS[finding]}**`),
    ...(report.findings.length > 0 ? [""] : []),
    ...summary(report),
    ...running(report),
  ];
  const notes = report.notes.map((note) => `- Note: ${code(note)}`);
  const end = [...notes, "", `Written ${time(report.createdAt)} by \`pulumi-rekognition report\`.`];
  const sections = [
    ...report.models.map((model) => () => modelSection(model)),
    ...report.projects.map((project) => () => datasetSection(project)),
  ];
  const parts = [joined(head)];
  let left = MOST_CHARACTERS - joined(head).length - joined(end).length;
  for (const [index, section] of sections.entries()) {
    const text = joined(section());
    left -= text.length;
    if (left < 0) {
      const more = `${String(sections.length - index)} more sections are left out, for a comment holds no more`;
      parts.push(`${more}: \`--format html\` and \`--format json\` have them all.\n`);
      break;
    }
    parts.push(text);
  }
  return [...parts, joined(end)]
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trimEnd();
}

function joined(lines: readonly string[]): string {
  return lines.join("\n");
}

function summary({ models }: ReportDocument): string[] {
  if (models.length === 0) return ["There are no models.", ""];
  const rows = models.slice(0, MOST_THINGS).map((model) => {
    const { evaluation, predecessor } = model;
    const before = predecessor?.evaluation;
    return [
      code(model.name),
      code(statusText(model)),
      score(evaluation?.f1Score ?? model.f1Score),
      score(evaluation?.precision),
      score(evaluation?.recall),
      count(evaluation?.numberOfTestingImages),
      predecessor === null ? NONE : code(predecessor.name),
      score(before?.f1Score),
      count(before?.numberOfTestingImages),
      change(evaluation?.f1Score, before?.f1Score),
      predecessor === null ? NONE : SAME_IMAGES[predecessor.testImages],
    ];
  });
  const head = ["model", "status", "F1", "precision", "recall", "test images"];
  const its = ["predecessor", "its F1", "its test images", "change", "same test images"];
  const more = models.length > MOST_THINGS ? [leftOut(models.length - MOST_THINGS, "models"), ""] : [];
  return [...table([...head, ...its], rows, 2), ...more];
}

function running({ running: things, costs }: ReportDocument): string[] {
  if (things.length === 0) return ["## What runs", "", "Nothing runs, and nothing costs by the hour.", ""];
  const rows = things
    .slice(0, MOST_THINGS)
    .map((thing) => [
      code(thing.name),
      code(thing.status),
      code(thing.region),
      inState(thing),
      since(thing),
      units(thing),
      usd(thing.usdPerHour),
      thing.status === "TRAINING_IN_PROGRESS" ? NONE : usd(thing.usdPerMonth),
    ]);
  const head = ["what", "status", "region", "in the state", "since", "units", "an hour", "a month (730 h)"];
  const more = things.length > MOST_THINGS ? [leftOut(things.length - MOST_THINGS, "things"), ""] : [];
  return ["## What runs", ...table(head, rows, 5), ...more, totalText(costs), ...priceSources(things).map(code), ""];
}

function modelSection(model: ModelEntry): string[] {
  const { evaluation, predecessor, consoleUrl, copyOf, statusMessage } = model;
  const lines = [
    `## Model ${code(model.name)}`,
    "",
    `${code(statusText(model))} in ${code(model.region)}, ${code(model.arn)}`,
  ];
  if (consoleUrl !== null) lines.push(`[Its page in the console](${consoleUrl})`);
  if (statusMessage !== null && evaluation === null) lines.push("", `AWS says: ${code(statusMessage)}`);
  if (copyOf !== null) lines.push("", `A copy of ${code(copyOf)}`);
  if (evaluation === null) return [...lines, "", `No figures. ${code(model.evaluationMissing ?? "")}`, ""];
  const before = predecessor?.evaluation ?? null;
  lines.push(
    ...figures(
      [{ name: ALL, now: overall(evaluation), before: before ? overall(before) : undefined }],
      before !== null,
    ),
  );
  if (evaluation.averagePrecision !== null) {
    const mean = `Mean average precision ${score(evaluation.averagePrecision)}, mean average recall ${score(evaluation.averageRecall)}`;
    lines.push(`${mean} (${count(evaluation.numberOfTestingImages)} test images).`, "");
  }
  lines.push(
    `Trained on ${count(evaluation.numberOfTrainingImages)} images. The evaluation: ${code(evaluation.summaryUri)}`,
    "",
  );
  if (predecessor !== null) {
    lines.push(
      `Figures in parentheses: ${code(predecessor.name)} (${code(predecessor.status)}). ${comparison(predecessor)}`,
    );
    if (predecessor.evaluation === null) lines.push(code(predecessor.evaluationMissing ?? ""));
  }
  const labels = labelFigures(model);
  if (labels.length > 0)
    lines.push("", "### Labels, the worst first", ...figures(labels.slice(0, MOST_ROWS), before !== null));
  if (labels.length > MOST_ROWS) lines.push(leftOut(labels.length - MOST_ROWS, "labels"), "");
  const untested = evaluation.labelsWithoutTestImages;
  if (untested.length > 0) {
    const names = untested.slice(0, MOST_ROWS).map(code).join(", ");
    const more = untested.length > MOST_ROWS ? `, and ${String(untested.length - MOST_ROWS)} more` : "";
    lines.push(`Without test images: ${names}${more}.`, "");
  }
  return [...lines, ...confusion(evaluation)];
}

/** The reason that a comparison cannot be made may name what comes from elsewhere. */
function comparison(predecessor: NonNullable<ModelEntry["predecessor"]>): string {
  return predecessor.testImages === "unknown" ? code(comparedWith(predecessor)) : comparedWith(predecessor);
}

function figures(rows: readonly Figures[], hasBefore: boolean): string[] {
  const cell = ({ now, before }: Figures, text: (scores: Scores | undefined) => string): string =>
    hasBefore ? `${text(now)} (${text(before)})` : text(now);
  const head = ["", "F1", ...(hasBefore ? ["change"] : []), "precision", "recall", "threshold", "test images"];
  return table(
    head,
    rows.map((row) => [
      row.name === ALL ? ALL : code(row.name),
      cell(row, (scores) => score(scores?.f1Score)),
      ...(hasBefore ? [change(row.now?.f1Score, row.before?.f1Score)] : []),
      cell(row, (scores) => score(scores?.precision)),
      cell(row, (scores) => score(scores?.recall)),
      cell(row, (scores) => score(scores?.threshold)),
      cell(row, (scores) => count(scores?.images)),
    ]),
  );
}

function confusion(evaluation: EvaluationEntry): string[] {
  if (evaluation.confusionMatrix === null) return [];
  const images = new Map(
    evaluation.labelEvaluations.map(({ label, numberOfTestingImages }) => [label, numberOfTestingImages]),
  );
  const labels = matrixLabels(evaluation, MOST_IN_MATRIX);
  const head = ["### What labels were taken for", ""];
  if (labels.length > 0) {
    const value = (truth: string, said: string): string => {
      const cell = evaluation.confusionMatrix?.find(
        (each) => each.groundTruthLabel === truth && each.predictedLabel === said,
      );
      return cell === undefined ? "0" : percent(cell.value);
    };
    const rows = labels.map((truth) => [
      code(truth),
      count(images.get(truth)),
      ...labels.map((said) => value(truth, said)),
    ]);
    return [
      ...head,
      "A row is a label, a column what the model said of its test images.",
      ...table(["", "test images", ...labels.map(code)], rows),
    ];
  }
  const wrong = mistakes(evaluation);
  if (wrong.length === 0) return [...head, "No label was taken for another one.", ""];
  const rows = wrong
    .slice(0, MOST_ROWS)
    .map(({ groundTruthLabel, predictedLabel, value }) => [
      code(groundTruthLabel),
      code(predictedLabel),
      percent(value),
      count(images.get(groundTruthLabel)),
    ]);
  const more = wrong.length > MOST_ROWS ? [leftOut(wrong.length - MOST_ROWS, "pairs"), ""] : [];
  return [
    ...head,
    "The most frequent mistakes.",
    ...table(["label", "taken for", "share", "test images"], rows, 2),
    ...more,
  ];
}

function datasetSection(project: ProjectEntry): string[] {
  const { datasets } = project;
  const lines = [`## Datasets of project ${code(project.name)}`, ""];
  if (datasets.length === 0) return [...lines, "It has no datasets.", ""];
  const types = datasets.map(({ datasetType }) => datasetType);
  const rows = datasets.map((dataset) => [
    code(dataset.datasetType),
    code(dataset.status ?? NONE),
    ...datasetText(dataset),
  ]);
  lines.push(...table(["dataset", "status", "images", "labeled", "labels", "with errors"], rows, 2));
  for (const { datasetType, missing } of datasets)
    if (missing !== null) lines.push(`${code(datasetType)}: ${code(missing)}`, "");
  const labels = datasetLabels(project);
  const boxes = hasBoxes(project);
  const cells = labels.slice(0, MOST_ROWS).map(({ label, counts, boxes: boxed }) => {
    return [code(label), ...counts.map(count), ...(boxes ? boxed.map(count) : [])];
  });
  const head = [
    "label",
    ...types.map((type) => `${code(type)} images`),
    ...(boxes ? types.map((type) => `${code(type)} boxes`) : []),
  ];
  lines.push(...table(head, cells));
  if (labels.length > MOST_ROWS) lines.push(leftOut(labels.length - MOST_ROWS, "labels"), "");
  return lines;
}

function leftOut(more: number, what: string): string {
  return `${String(more)} more ${what} are left out: \`--format html\` and \`--format json\` have them all.`;
}
