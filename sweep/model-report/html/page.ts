import type { ReportDocument } from "../document.js";
import {
  change,
  count,
  datasetLabels,
  datasetText,
  FINDINGS,
  hasBoxes,
  heading,
  inState,
  NONE,
  priceSources,
  SAME_IMAGES,
  score,
  since,
  statusText,
  subjectNames,
  time,
  totalText,
  units,
  usd,
} from "../wording.js";
import { modelSection } from "./model.js";
import { STYLE } from "./style.js";
import { escaped, name, paragraph, table } from "./text.js";

/** Nothing is loaded, and nothing runs: what a name might smuggle in stays text, and could do nothing either. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The report as one page that needs nothing else. */
export function htmlReport(report: ReportDocument): string {
  const title = `${heading(report)} ${subjectNames(report).join(", ")}`;
  return [
    `<!doctype html>`,
    `<html lang="en"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<meta name="referrer" content="no-referrer">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<header><h1>${heading(report)} ${subjectNames(report).map(name).join(", ")}</h1>`,
    `<p class="quiet">Written ${time(report.createdAt)} by pulumi-rekognition report.</p>`,
    ...report.findings.map((finding) => `<p class="finding">${FINDINGS[finding]}</p>`),
    ...report.notes.map((note) => paragraph(`Note: ${name(note)}`)),
    `</header><main>`,
    summary(report),
    running(report),
    ...report.models.map(modelSection),
    ...report.projects.map(datasets),
    `</main></body></html>`,
  ].join("\n");
}

function summary({ models }: ReportDocument): string {
  if (models.length === 0) return "<section><h2>Summary</h2><p>There are no models.</p></section>";
  const rows = models.map((model) => {
    const { evaluation, predecessor } = model;
    const before = predecessor?.evaluation;
    return [
      name(model.name),
      escaped(statusText(model)),
      predecessor === null ? NONE : name(predecessor.name),
      score(evaluation?.f1Score ?? model.f1Score),
      score(evaluation?.precision),
      score(evaluation?.recall),
      count(evaluation?.numberOfTestingImages),
      score(before?.f1Score),
      count(before?.numberOfTestingImages),
      change(evaluation?.f1Score, before?.f1Score),
      predecessor === null ? NONE : SAME_IMAGES[predecessor.testImages],
    ];
  });
  const head = ["model", "status", "predecessor", "F1", "precision", "recall", "test images"];
  const its = ["its F1", "its test images", "change", "same test images"];
  return `<section><h2>Summary</h2>${table("The models", [...head, ...its], rows, 3)}</section>`;
}

function running({ running: things, costs }: ReportDocument): string {
  if (things.length === 0) {
    return "<section><h2>What runs</h2><p>Nothing runs, and nothing costs by the hour.</p></section>";
  }
  const rows = things.map((thing) => [
    name(thing.name),
    escaped(thing.status),
    escaped(thing.region),
    inState(thing),
    since(thing),
    units(thing),
    usd(thing.usdPerHour),
    thing.status === "TRAINING_IN_PROGRESS" ? NONE : usd(thing.usdPerMonth),
  ]);
  const head = ["what", "status", "region", "in the state", "since", "units", "an hour", "a month (730 h)"];
  const sources = priceSources(things).map((source) => paragraph(escaped(source)));
  const sums = paragraph(escaped(totalText(costs)));
  return `<section><h2>What runs</h2>${table("What runs, and what it costs", head, rows, 5)}${sums}${sources.join("")}</section>`;
}

function datasets(project: ReportDocument["projects"][number]): string {
  const { datasets: all } = project;
  const top = `<section><h2>Datasets of project ${name(project.name)}</h2>`;
  if (all.length === 0) return `${top}<p>It has no datasets.</p></section>`;
  const rows = all.map((dataset) => [
    name(dataset.datasetType),
    escaped(dataset.status ?? NONE),
    ...datasetText(dataset),
  ]);
  const head = ["dataset", "status", "images", "labeled", "labels", "with errors"];
  const missing = all.flatMap(({ datasetType, missing: why }) =>
    why === null ? [] : [paragraph(`${name(datasetType)}: ${name(why)}`)],
  );
  const labels = datasetLabels(project);
  const boxes = hasBoxes(project);
  const types = all.map(({ datasetType }) => escaped(datasetType));
  const columns = [
    "label",
    ...types.map((type) => `${type} images`),
    ...(boxes ? types.map((type) => `${type} boxes`) : []),
  ];
  const cells = labels.map(({ label, counts, boxes: boxed }) => {
    return [name(label), ...counts.map(count), ...(boxes ? boxed.map(count) : [])];
  });
  return [
    top,
    table(`Datasets of ${project.name}`, head, rows, 2),
    ...missing,
    ...(labels.length === 0 ? [] : [table(`Labels of the datasets of ${project.name}`, columns, cells)]),
    "</section>",
  ].join("");
}
