import type { ProjectVersionDescription } from "@aws-sdk/client-rekognition";
import type { S3Location } from "../../aws/s3-objects.js";
import { locationIn } from "./result-object.js";
import type { Evaluation } from "./summary.js";

/** Where the summary of a model's evaluation lies; undefined where its description does not say. */
export function summaryLocation({ EvaluationResult }: ProjectVersionDescription): S3Location | undefined {
  return locationIn(EvaluationResult?.Summary?.S3Object);
}

/** Where the images are listed that a model was tested with; undefined where its description does not say. */
export function testImagesLocation({ TestingDataResult }: ProjectVersionDescription): S3Location | undefined {
  return locationIn(TestingDataResult?.Output?.Assets?.[0]?.GroundTruthManifest?.S3Object);
}

/** Whether it is that of another model: one of the same name writes to the same key; that of a copy names the model that was copied. */
export function isOfAnother(
  { projectVersionArn }: Evaluation,
  { ProjectVersionArn, SourceProjectVersionArn }: ProjectVersionDescription,
): boolean {
  return SourceProjectVersionArn === undefined && projectVersionArn !== ProjectVersionArn;
}
