import * as z from "zod";
import { s3Uri } from "../aws/s3-objects.js";
import { RekognitionError } from "../base/errors.js";
import { summaryLocation } from "../observe/evaluation/description.js";
import { testedLabels } from "../observe/evaluation/scores.js";
import { readSummary } from "../observe/evaluation/summary.js";
import { projectVersionArn } from "../schema/shapes.js";
import { argument, defineFunction, optionalArgument } from "./function.js";
import { describeByArn } from "./project-versions.js";

/** AWS trains a model on so many labels at most. */
const MAX_LABELS = 250;
const DEFAULT_LABELS = 50;

const score = z.number();

const labelEvaluation = z
  .strictObject({
    label: z.string().describe("Label."),
    numberOfTestingImages: z.int().describe("Test images that show it."),
    f1Score: score.describe("F1 score, 0 to 1."),
    precision: score.describe("Precision, 0 to 1: the part of what was taken for this label that is."),
    recall: score.describe("Recall, 0 to 1: the part of what is this label that was found."),
    assumedThreshold: score
      .optional()
      .describe(
        "Assumed threshold, 0 to 1: how sure the model has to be of the label. The minConfidence of detectCustomLabels is in percent: 100 times as much.",
      ),
  })
  .meta({ id: "LabelEvaluation", description: "What the tests of a model say of a label." });

const confusedShare = z
  .strictObject({
    groundTruthLabel: z.string().describe("Label by the test dataset."),
    predictedLabel: z.string().describe("Label by the model."),
    value: z.number().describe("Share of the test images, 0 to 1."),
  })
  .meta({ id: "ConfusedShare", description: "How often a model takes a label for another one, or for itself." });

/** The evaluation of a model. */
export const getEvaluation = defineFunction({
  name: "getEvaluation",
  doc: "What the tests of a trained model say, as a whole and label by label, from the summary that its training left in S3. It takes s3:GetObject on that object. Fails for a model that is not trained.",
  page: "EvaluationResult",
  inputs: {
    projectVersionArn: argument(projectVersionArn, "ARN of the model, as in `projectVersion.arn`."),
    maxLabels: optionalArgument(
      z.int().min(1).max(MAX_LABELS),
      `How many labels to give, those with the lowest F1 scores: what an Output holds is recorded in the state. 1 to ${String(MAX_LABELS)}, which is all that AWS trains. Default: ${String(DEFAULT_LABELS)}.`,
    ),
  },
  result: z
    .strictObject({
      evaluationEndTimestamp: z.string().describe("When the evaluation ended, ISO 8601 in UTC."),
      summaryUri: z.string().describe("Where the summary lies, as in s3://my-bucket/KEY."),
      numberOfTrainingImages: z.int().describe("Images that the model was trained on."),
      numberOfTestingImages: z.int().describe("Images that it was tested with."),
      f1Score: score.describe("F1 score, 0 to 1: the mean over the labels."),
      precision: score.optional().describe("Precision, 0 to 1: the mean over the labels. Absent for adapters."),
      recall: score.optional().describe("Recall, 0 to 1: the mean over the labels. Absent for adapters."),
      averagePrecision: score
        .optional()
        .describe("Mean average precision, 0 to 1. Only of models that find objects in images."),
      averageRecall: score
        .optional()
        .describe("Mean average recall, 0 to 1. Only of models that find objects in images."),
      labelEvaluations: z
        .array(labelEvaluation)
        .describe("The labels that were tested, the lowest F1 score first; at most maxLabels. None for adapters."),
      labelsLeftOut: z.int().describe("How many more labels were tested, all with F1 scores at least as high."),
      labelsWithoutTestImages: z
        .array(z.string())
        .describe("Labels that the model was trained on and that no test image shows; at most maxLabels."),
      confusionMatrix: z
        .array(confusedShare)
        .optional()
        .describe(
          "What the labels above were taken for; what never happened is left out. Only of models that tell images apart.",
        ),
    })
    .meta({ id: "GetEvaluationResult", description: "What the tests of a model say of it." }),
  async call(context, { projectVersionArn: arn, maxLabels = DEFAULT_LABELS }) {
    const version = await describeByArn(context, arn);
    const location = summaryLocation(version);
    if (location === undefined) {
      throw new RekognitionError("NoEvaluation", `model ${arn} has no evaluation: it is ${version.Status ?? ""}`);
    }
    const subject = `the evaluation of model ${arn}`;
    const evaluation = await readSummary(context.aws, { subject, location, modelArn: arn });
    const { labels: _all, labelEvaluations: _each, confusionMatrix, projectVersionArn: _of, ...figures } = evaluation;
    const { tested, untested } = testedLabels(evaluation);
    const given = tested.slice(0, maxLabels);
    const shown = new Set(given.map(({ label }) => label));
    return {
      ...figures,
      summaryUri: s3Uri(location),
      labelEvaluations: given,
      labelsLeftOut: tested.length - given.length,
      labelsWithoutTestImages: untested.slice(0, maxLabels),
      ...(confusionMatrix && {
        confusionMatrix: confusionMatrix.filter(
          ({ groundTruthLabel, value }) => value > 0 && shown.has(groundTruthLabel),
        ),
      }),
    };
  },
});
