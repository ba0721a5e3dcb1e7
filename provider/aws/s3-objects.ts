import { RekognitionError } from "../lifecycle/errors.js";
import { s3Sdk } from "./sdk-modules.js";

/** Where an S3 object is. */
export interface S3Location {
  readonly bucket: string;
  readonly name: string;
  readonly version?: string | undefined;
}

/** Takes in an object's bytes, in order, and is told how many there are. It may stop before their end. */
export type TakeBody<T> = (body: AsyncIterable<Uint8Array>, sizeBytes: number) => Promise<T>;

/** S3's names for "there is no such object", or none that can be read now. */
const UNREADABLE: ReadonlySet<string> = new Set([
  "NoSuchBucket",
  "NoSuchKey",
  "NoSuchVersion",
  // The answer for a version that is none, and for one that marks a deletion.
  "InvalidArgument",
  "MethodNotAllowed",
  "InvalidBucketName",
  "InvalidObjectState",
  // The bucket is in another Region.
  "PermanentRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
]);

/** How an object is named in messages. */
export function s3Uri({ bucket, name, version }: S3Location): string {
  return `s3://${bucket}/${name}${version === undefined ? "" : ` (version ${version})`}`;
}

/** Reads an object once, with a client of its own: it is read so seldom that none is kept. */
export async function readS3Object<T>(clientSettings: object, object: S3Location, take: TakeBody<T>): Promise<T> {
  const sdk = s3Sdk();
  const client = new sdk.S3Client(clientSettings);
  const { bucket: Bucket, name: Key, version: VersionId } = object;
  try {
    const answer = await client.send(new sdk.GetObjectCommand({ Bucket, Key, VersionId }));
    const { Body, ContentLength, ETag } = answer;
    if (Body === undefined || ContentLength === undefined || ETag === undefined) {
      throw new RekognitionError("ConnectionFailed", `GetObject: what answered for ${s3Uri(object)} is not S3`);
    }
    return await take(wholeBody(Body as AsyncIterable<Uint8Array>, object, ContentLength), ContentLength);
  } catch (error) {
    throw unreadable(error, object) ?? error;
  } finally {
    client.destroy();
  }
}

/** The bytes of an answer, which are an error where they end too soon. */
async function* wholeBody(
  body: AsyncIterable<Uint8Array>,
  object: S3Location,
  sizeBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  try {
    for await (const piece of body) {
      bytes += piece.length;
      yield piece;
    }
  } catch (error) {
    throw broken(object, bytes, sizeBytes, error);
  }
  if (bytes !== sizeBytes) throw broken(object, bytes, sizeBytes);
}

function broken(object: S3Location, bytes: number, of: number, cause?: unknown): RekognitionError {
  const text = `GetObject: ${s3Uri(object)} ended after ${String(bytes)} of ${String(of)} bytes`;
  return new RekognitionError("ConnectionFailed", text, { cause });
}

/** The error of an object that is not there, or not there for this Region. */
function unreadable(error: unknown, object: S3Location): RekognitionError | undefined {
  if (!(error instanceof Error) || !UNREADABLE.has(error.name)) return undefined;
  const { headers } = (error as { $response?: { headers?: Record<string, string> } }).$response ?? {};
  const region = headers?.["x-amz-bucket-region"];
  const where = region === undefined ? "" : ` The bucket is in ${region}.`;
  return new RekognitionError("S3ObjectUnreadable", `${s3Uri(object)} cannot be read: S3 says ${error.name}.${where}`, {
    awsName: error.name,
    cause: error,
  });
}
