import { type S3Location, s3Uri } from "../../../aws/s3-objects.js";
import { RekognitionError } from "../../../base/errors.js";
import { withMember } from "../../../lifecycle/look-again.js";
import { isOfAnother, summaryLocation, testImagesLocation } from "../../../observe/evaluation/description.js";
import { malformed, type ResultObject } from "../../../observe/evaluation/result-object.js";
import { type Evaluation, readSummary } from "../../../observe/evaluation/summary.js";
import { readTestImages } from "../../../observe/evaluation/test-images.js";
import { arnOf, type Found, soughtModel, subjectOf, type Work } from "../model.js";

/** The evaluation that the model's training left. */
export async function evaluationOf(work: Work, found: Found): Promise<Evaluation> {
  const result = await resultOf(work, found, "the evaluation", summaryLocation);
  const evaluation = await readSummary(work.context.aws, result);
  if (isOfAnother(evaluation, found.value)) throw malformed(result, `it is that of ${evaluation.projectVersionArn}`);
  return evaluation;
}

/** The images that the model was tested with. */
export async function testImagesOf(work: Work, found: Found): Promise<ReadonlySet<string>> {
  const result = await resultOf(work, found, "the list of the test images", testImagesLocation);
  return readTestImages(work.context.aws, result);
}

/** Where the evaluation lies, as a sentence; empty where AWS does not say. */
export function whereEvaluated({ value }: Found): string {
  const location = summaryLocation(value);
  return location === undefined ? "" : `Its evaluation is ${s3Uri(location)}.`;
}

/** An object that a description names; it may come without it for a while. */
async function resultOf(
  { context, model }: Work,
  found: Found,
  what: string,
  locationOf: (value: Found["value"]) => S3Location | undefined,
): Promise<ResultObject> {
  const thing = soughtModel(context, model, arnOf(found.value));
  const told = await withMember(context, thing, found, (value) => locationOf(value) !== undefined);
  const location = locationOf(told.value);
  const subject = `${what} of ${subjectOf(model)}`;
  if (location !== undefined) return { subject, location, modelArn: arnOf(found.value) };
  throw new RekognitionError("NotEvaluated", `AWS does not show where ${subject} is`);
}
