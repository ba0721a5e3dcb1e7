import { scoreText } from "../../provider/observe/evaluation/scores.js";
import type {
  CostsEntry,
  DatasetEntry,
  EvaluationEntry,
  Finding,
  LabelEntry,
  ModelEntry,
  PredecessorEntry,
  ProjectEntry,
  ReportDocument,
  RunningEntry,
  UsdRange,
} from "./document.js";

/* What Markdown and HTML both say, as plain text that each has to escape. */

/** Where there is no figure. */
export const NONE = "–";

/** A score from 0 to 1, cut to three decimals only for the eye. */
export function score(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : scoreText(value);
}

/** By how much a score changed; a sign tells which way. */
export function change(now: number | null | undefined, before: number | null | undefined): string {
  if (typeof now !== "number" || typeof before !== "number") return NONE;
  const by = now - before;
  return Math.abs(by) < 0.0005 ? "±0" : `${by > 0 ? "+" : "−"}${scoreText(Math.abs(by))}`;
}

export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : String(value);
}

/** A time to the minute. */
export function time(at: string | null): string {
  return at === null ? NONE : `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}

export function usd(range: UsdRange | null): string {
  if (range === null) return "unknown";
  const { least, most } = range;
  const money = (amount: number): string =>
    `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
  return least === most ? money(least) : `${money(least)} to ${money(most)}`;
}

export const FINDINGS: Readonly<Record<Finding, string>> = {
  worseThanPredecessor: "A model that runs has a lower F1 score than its predecessor, tested on the same images.",
  runsOutsideState:
    "Something runs with this stack's owner mark that its state does not have: npx pulumi-rekognition sweep lists what to do.",
  evaluationUnread: "The evaluation of a trained model could not be read; the model's section says why.",
};

/** What the report is about: the words before its name. */
export function heading({ about }: ReportDocument): string {
  return about.kind === "model" ? "Report on model" : `Models of ${about.kind}`;
}

/** What it is about, by the names that people know. */
export function subjectNames({ about, models }: ReportDocument): string[] {
  return about.kind === "model" ? models.map(({ name }) => name) : [about.name];
}

export const SAME_IMAGES: Readonly<Record<PredecessorEntry["testImages"], string>> = {
  same: "yes",
  other: "no",
  unknown: "not known",
};

const IN_STATE: Readonly<Record<NonNullable<RunningEntry["inState"]>, string>> = {
  held: "yes",
  pendingDeletion: "pending deletion",
  no: "NO",
};

export function inState(entry: Pick<RunningEntry, "inState">): string {
  return entry.inState === null ? NONE : IN_STATE[entry.inState];
}

/** A model's status with what the state says of it. */
export function statusText({ status, inState: held }: Pick<ModelEntry, "status" | "inState">): string {
  const shown = status ?? "not there";
  return held === "pendingDeletion" ? `${shown}, pending deletion` : shown;
}

export function units({ minInferenceUnits: least, maxInferenceUnits: most, status }: RunningEntry): string {
  if (status === "TRAINING_IN_PROGRESS" || least === null) return NONE;
  return most !== null && most > least ? `${String(least)} to ${String(most)}` : String(least);
}

/** Since when something runs, as far as AWS tells. */
export function since({ notBefore, status }: RunningEntry): string {
  if (notBefore === null) return "not told by AWS";
  return status === "TRAINING_IN_PROGRESS" ? time(notBefore) : `not before ${time(notBefore)}`;
}

/** Where the prices are from, each as a sentence; one of another region says so. */
export function priceSources(running: readonly RunningEntry[]): string[] {
  const sentences = running.flatMap(({ region, priceRegion, priceAsOf, priceOrigin }) => {
    if (priceRegion === null) return [];
    const asOf = priceAsOf === null ? "" : `, ${priceAsOf}`;
    if (priceOrigin === "configuration") return [`Price of ${region}${asOf}, from rekognition:prices.`];
    if (priceRegion === region) return [`List price of ${region}${asOf}.`];
    return [
      `The price of ${region} is not known here: what is shown is that of ${priceRegion}${asOf}. rekognition:prices sets your own.`,
    ];
  });
  return [...new Set(sentences)];
}

export function totalText({ usdPerHour, usdPerMonth, hoursPerMonth, isComplete }: CostsEntry): string {
  const atLeast = isComplete ? "About" : "At least";
  const more = isComplete ? "" : " Something runs whose price is not known.";
  return `${atLeast} ${usd(usdPerHour)} an hour, ${usd(usdPerMonth)} in a month of ${String(hoursPerMonth)} hours if it runs on like this.${more}`;
}

/** What is compared with what, as a sentence. */
export function comparedWith({ testImages, testImagesUnknown, isBetter }: PredecessorEntry): string {
  if (testImages === "unknown")
    return `Whether both were tested on the same images is not known. ${testImagesUnknown ?? ""}`;
  if (testImages === "other") return "They were tested on other images, so the figures do not compare.";
  if (isBetter === null) return "Both were tested on the same images.";
  return `Both were tested on the same images.${isBetter ? " The predecessor has the higher F1 score." : ""}`;
}

/** A row of figures of a model or a label: now, and before. */
export interface Figures {
  readonly name: string;
  readonly now: Scores | undefined;
  readonly before: Scores | undefined;
}

export interface Scores {
  readonly f1Score: number;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly threshold: number | null;
  readonly images: number;
}

export function overall({ f1Score, precision, recall, numberOfTestingImages }: EvaluationEntry): Scores {
  return { f1Score, precision, recall, threshold: null, images: numberOfTestingImages };
}

function ofLabel({ f1Score, precision, recall, assumedThreshold, numberOfTestingImages }: LabelEntry): Scores {
  return { f1Score, precision, recall, threshold: assumedThreshold, images: numberOfTestingImages };
}

/** The labels of a model, the worst first, each with its figures before; those that are gone come last. */
export function labelFigures({ evaluation, predecessor }: Pick<ModelEntry, "evaluation" | "predecessor">): Figures[] {
  const before = new Map((predecessor?.evaluation?.labelEvaluations ?? []).map((each) => [each.label, ofLabel(each)]));
  const now = (evaluation?.labelEvaluations ?? []).map((each) => ({
    name: each.label,
    now: ofLabel(each),
    before: before.get(each.label),
  }));
  const names = new Set(now.map(({ name }) => name));
  const gone = [...before].filter(([name]) => !names.has(name));
  return [...now, ...gone.map(([name, scores]) => ({ name, now: undefined, before: scores }))];
}

/** What of a label was taken for another one, the most frequent first. */
export function mistakes({ confusionMatrix }: EvaluationEntry): NonNullable<EvaluationEntry["confusionMatrix"]> {
  return (confusionMatrix ?? [])
    .filter(({ groundTruthLabel, predictedLabel }) => groundTruthLabel !== predictedLabel)
    .sort((one, other) => other.value - one.value);
}

/** The labels of a confusion matrix that is small enough to be shown whole, in the order of the labels; else none. */
export function matrixLabels({ confusionMatrix, labelEvaluations }: EvaluationEntry, most: number): string[] {
  const labels = new Set([
    ...labelEvaluations.map(({ label }) => label),
    ...(confusionMatrix ?? []).flatMap(({ groundTruthLabel, predictedLabel }) => [groundTruthLabel, predictedLabel]),
  ]);
  return confusionMatrix === null || labels.size > most ? [] : [...labels];
}

export function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

export interface DatasetLabelRow {
  readonly label: string;
  /** By the place of the dataset in its project. */
  readonly counts: readonly (number | null)[];
  readonly boxes: readonly (number | null)[];
}

/** All labels of a project's datasets, those with the fewest images first. */
export function datasetLabels({ datasets }: ProjectEntry): DatasetLabelRow[] {
  const labels = new Set(datasets.flatMap((dataset) => dataset.labels.map(({ label }) => label)));
  const maps = datasets.map((dataset) => new Map(dataset.labels.map((each) => [each.label, each])));
  const rows = [...labels].map((label) => ({
    label,
    counts: maps.map((known) => known.get(label)?.entryCount ?? null),
    boxes: maps.map((known) => known.get(label)?.boundingBoxCount ?? null),
  }));
  const images = ({ counts }: DatasetLabelRow): number => counts[0] ?? 0;
  return rows.sort((one, other) => images(one) - images(other) || (one.label < other.label ? -1 : 1));
}

export function hasBoxes({ datasets }: ProjectEntry): boolean {
  return datasets.some(({ labels }) => labels.some(({ boundingBoxCount }) => (boundingBoxCount ?? 0) > 0));
}

export function datasetText({ totalEntries, labeledEntries, totalLabels, errorEntries }: DatasetEntry): string[] {
  return [count(totalEntries), count(labeledEntries), count(totalLabels), count(errorEntries)];
}
