import { type S3Location, type S3Object, s3Uri } from "../../aws/s3-objects.js";
import { RekognitionError, isRekognitionError } from "../../base/errors.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { type Work, settled, subjectOf } from "./dataset.js";
import { assertLinesUsable, linesOf } from "./lines.js";
import { ManifestJudge } from "./manifest-judge.js";
import { textLines } from "./text-lines.js";

/**
 * Looks at what a dataset is to be made from before the one that stands there is deleted, and ends with an error where AWS
 * would refuse it. Returns why that could not be told; undefined where it could.
 */
export async function checkSource({ context, place, inputs }: Work, doomedArn: string): Promise<string | undefined> {
  const { groundTruthManifest, datasetArn, distributeFromDatasetArn } = inputs;
  const lines = linesOf(inputs);
  if (lines !== undefined) await assertLinesUsable(lines);
  if (groundTruthManifest !== undefined) return checkManifest(context, groundTruthManifest.s3Object);
  if (datasetArn !== undefined) await checkOriginal(context, doomedArn, datasetArn);
  if (distributeFromDatasetArn !== undefined) {
    const train = subjectOf({ ...place, datasetType: "TRAIN" });
    const { value } = await settled(context, train, distributeFromDatasetArn);
    if (value.DatasetStats?.LabeledEntries === 0) throw unusable(`${train} has no entries with labels to distribute`);
  }
  return undefined;
}

/** Reads a manifest in S3, as AWS is going to. */
async function checkManifest(context: OperationContext, object: S3Location): Promise<string | undefined> {
  const subject = `manifest ${s3Uri(object)}`;
  if (!/\.[^./]+$/.test(object.name)) {
    throw new ManifestJudge(subject).refusal(
      "has no file extension, and AWS takes none without (.manifest, as a rule)",
    );
  }
  if (!context.aws.asksS3)
    return "S3 is not asked while rekognition:endpoint is set and rekognition:s3Endpoint is not.";
  try {
    const losses = await judged(subject, await context.aws.readObject(object));
    if (losses !== undefined) context.warn(`${subject}: ${losses}.`);
    return undefined;
  } catch (error) {
    if (!isRekognitionError(error, "AccessDenied")) throw error;
    context.warn(`${subject} is not checked before the dataset is deleted: ${error.what}`);
    return error.what;
  }
}

const MAX_MANIFEST_BYTES = 1024 ** 3;

/** Judges the bytes of a manifest; returns what AWS leaves out of it. */
async function judged(subject: string, { body, sizeBytes }: S3Object): Promise<string | undefined> {
  const judge = new ManifestJudge(subject);
  if (sizeBytes > MAX_MANIFEST_BYTES) throw judge.refusal(`has ${String(sizeBytes)} bytes, and AWS takes at most 1 GB`);
  for await (const line of textLines(body, (what) => judge.refusal(what))) {
    if (line.hasMark) judge.pass(line, "begins with a byte order mark (BOM)");
    else judge.take(line);
  }
  judge.assertUsable();
  return judge.losses;
}

/** Whether a dataset can be copied. */
async function checkOriginal(context: OperationContext, doomedArn: string, arn: string): Promise<void> {
  if (arn === doomedArn) throw unusable("datasetArn is the dataset itself: it would be deleted before it is copied");
  const { value } = await settled(context, "the dataset that is to be copied", arn);
  // AWS copies with the caller's right to list.
  await context.aws.call("ListDatasetEntries", { DatasetArn: arn, MaxResults: 1 });
  if (value.DatasetStats?.TotalEntries === 0)
    throw unusable(`the dataset that is to be copied (${arn}) has no entries`);
}

function unusable(what: string): RekognitionError {
  return new RekognitionError("SourceUnusable", what);
}
