import type { S3Object as AwsS3Object } from "@aws-sdk/client-rekognition";
import type { Gateway } from "../../aws/gateway.js";
import { type S3Location, type S3Object, s3Uri } from "../../aws/s3-objects.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";

/** What a training wrote for a model: what it is called in messages, where it lies, and whose it is. */
export interface ResultObject {
  /** As in `the evaluation of model "parts"`. */
  readonly subject: string;
  readonly location: S3Location;
  /** ARN of the model. */
  readonly modelArn: string;
}

/** Where an object of a description lies; undefined where the description does not say. */
export function locationIn(object: AwsS3Object | undefined): S3Location | undefined {
  const { Bucket: bucket, Name: name, Version: version } = object ?? {};
  return bucket === undefined || name === undefined ? undefined : { bucket, name, version };
}

/** Reads such an object. One that cannot be read is an error that says what to allow. */
export async function readResult<T>(
  aws: Gateway,
  result: ResultObject,
  read: (object: S3Object) => Promise<T>,
): Promise<T> {
  const { subject, location } = result;
  if (!aws.asksS3) {
    throw new RekognitionError(
      "EvaluationUnreadable",
      `${subject} (${s3Uri(location)}) cannot be read: rekognition:endpoint is set and rekognition:s3Endpoint is not, so S3 is not asked`,
    );
  }
  try {
    return await read(await aws.readObject(location));
  } catch (error) {
    if (!isRekognitionError(error, "AccessDenied", "S3ObjectUnreadable")) throw error;
    throw new RekognitionError(
      "EvaluationUnreadable",
      `${subject} (${s3Uri(location)}) cannot be read. ${error.what} It takes s3:GetObject on ${objectArn(result)}`,
      { cause: error },
    );
  }
}

/** The error of an object that is not what AWS writes there. */
export function malformed({ subject, location }: ResultObject, what: string): RekognitionError {
  return new RekognitionError("EvaluationMalformed", `${subject} (${s3Uri(location)}): ${what}`);
}

function objectArn({ location: { bucket, name }, modelArn }: ResultObject): string {
  const [, partition = "aws"] = modelArn.split(":");
  return `arn:${partition}:s3:::${bucket}/${name}`;
}
