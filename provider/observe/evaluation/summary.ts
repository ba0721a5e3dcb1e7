import * as z from "zod";
import { camelCased } from "../../aws/camel-case.js";
import type { Gateway } from "../../aws/gateway.js";
import { textOf } from "../../aws/s3-objects.js";
import { placeText } from "../../schema/places.js";
import { malformed, readResult, type ResultObject } from "./result-object.js";

/** What the tests of a model say of one label. */
export interface LabelEvaluation {
  readonly label: string;
  /** Test images that show it. */
  readonly numberOfTestingImages: number;
  /** 0 to 1, as the next two. */
  readonly f1Score: number;
  readonly precision: number;
  readonly recall: number;
  /** 0 to 1: how sure the model has to be of the label. AWS calls it a figure of classification. */
  readonly assumedThreshold?: number | undefined;
}

/** A share of a label's test images for which the model said a label. */
export interface ConfusedShare {
  readonly groundTruthLabel: string;
  readonly predictedLabel: string;
  /** 0 to 1. */
  readonly value: number;
}

/** What the tests of a model say of it; scores are from 0 to 1. */
export interface Evaluation {
  /** The model that was tested; for a copy, the one that was trained. */
  readonly projectVersionArn: string;
  /** ISO 8601 in UTC. */
  readonly evaluationEndTimestamp: string;
  readonly numberOfTrainingImages: number;
  readonly numberOfTestingImages: number;
  /** All labels that the model was trained on. */
  readonly labels: readonly string[];
  readonly f1Score: number;
  /** Not of an adapter, as the next one. */
  readonly precision?: number | undefined;
  readonly recall?: number | undefined;
  /** Of models that find places, as the next one. */
  readonly averagePrecision?: number | undefined;
  readonly averageRecall?: number | undefined;
  /** Of models that tell images apart. */
  readonly confusionMatrix?: readonly ConfusedShare[] | undefined;
  /** Of labels that the test set has; none of an adapter. */
  readonly labelEvaluations: readonly LabelEvaluation[];
}

const score = z.number().min(0).max(1);
const images = z.int().min(0);

/** AWS writes no time zone, and means UTC. */
const timestamp = z.string().transform((text, context) => {
  const at = new Date(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  context.addIssue({ code: "custom", message: "is no time" });
  return z.NEVER;
});

const overall = z.object({
  F1Score: score,
  Precision: score,
  Recall: score,
  AveragePrecision: score.optional(),
  AverageRecall: score.optional(),
  ConfusionMatrix: z
    .array(z.object({ GroundTruthLabel: z.string(), PredictedLabel: z.string(), Value: z.number().min(0) }))
    .optional(),
});

const labelResults = z.array(
  z.object({
    Label: z.string(),
    NumberOfTestingImages: images,
    Metrics: z.object({ F1Score: score, Precision: score, Recall: score, Threshold: score.optional() }),
  }),
);

/** https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-summary-file-api.html */
const flat = z.object({
  AggregatedEvaluationResults: overall,
  EvaluationDetails: z.object({
    EvaluationEndTimestamp: timestamp,
    Labels: z.array(z.string()),
    NumberOfTestingImages: images,
    NumberOfTrainingImages: images,
    ProjectVersionArn: z.string(),
  }),
  LabelEvaluationResults: labelResults,
});

/** https://docs.aws.amazon.com/rekognition/latest/customlabels-dg/im-summary-file.html */
const nested = flat.extend({
  AggregatedEvaluationResults: z.object({ Metrics: overall }).transform(({ Metrics }) => Metrics),
});

/** Of an adapter AWS writes counts at thresholds instead of scores, but for the one of them all. */
const ofAdapter = flat.extend({
  AggregatedEvaluationResults: overall.partial({ Precision: true, Recall: true }),
  LabelEvaluationResults: labelResults.default([]),
});

type Form = typeof flat | typeof nested | typeof ofAdapter;

/** Which of the documented forms a document has. */
function formOf(document: unknown): Form {
  const { AggregatedEvaluationResults: results, ...rest } = (document ?? {}) as Record<string, unknown>;
  if ("ContentModeration" in rest) return ofAdapter;
  return typeof results === "object" && results !== null && "Metrics" in results ? nested : flat;
}

/** The 250 labels that AWS trains at most, each taken for each, come to a tenth of it. */
const MAX_BYTES = 64 * 1024 ** 2;

/** Reads the summary of an evaluation, in either of the documented forms. */
export async function readSummary(aws: Gateway, result: ResultObject): Promise<Evaluation> {
  const text = await readResult(aws, result, async (object) => {
    if (object.sizeBytes > MAX_BYTES)
      throw malformed(result, `has ${String(object.sizeBytes)} bytes, too many for one`);
    return textOf(object);
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed(result, "is not JSON");
  }
  const { data, error } = formOf(document).safeParse(document);
  if (error === undefined) return evaluationIn(data);
  const [issue] = error.issues;
  const place = placeText("", issue?.path ?? []).replace(/^\./, "");
  const what = (issue?.message ?? "").replace(/^Invalid input: /, "");
  throw malformed(result, place === "" ? what : `${place}: ${what}`);
}

/** What AWS writes, in one level. */
function evaluationIn({
  AggregatedEvaluationResults: overallResults,
  EvaluationDetails: details,
  LabelEvaluationResults: labels,
}: z.output<Form>): Evaluation {
  const LabelEvaluations = labels.map(({ Metrics: { Threshold: AssumedThreshold, ...figures }, ...label }) => {
    return { ...label, ...figures, AssumedThreshold };
  });
  return camelCased<Evaluation>({ ...details, ...overallResults, LabelEvaluations });
}
