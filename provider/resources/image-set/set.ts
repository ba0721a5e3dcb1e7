import { type S3Object, textOf } from "../../aws/s3-objects.js";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import { type Claim, claimText, parseClaim } from "../../lifecycle/claim.js";
import type { OperationContext } from "../../lifecycle/handler.js";
import { resourceHash } from "../../lifecycle/identity.js";
import type { InputsOf, OutputsOf } from "../../schema/definition.js";
import type { imageSetDefinition } from "./definition.js";
import { kindOfKey, ownPrefix, type Place } from "./keys.js";

export type Inputs = InputsOf<typeof imageSetDefinition>;
export type Outputs = OutputsOf<typeof imageSetDefinition>;

/** A set that is being made, looked at or removed. */
export interface Work {
  readonly context: OperationContext;
  readonly bucket: string;
  readonly place: Place;
  /** Key of its manifest. */
  readonly manifest: string;
  readonly bucketOwner: string | undefined;
}

/** The work on a set of these inputs. */
export function workOn(context: OperationContext, inputs: Inputs): Work {
  const { bucket, prefix, setName = "", manifest, expectedBucketOwner: bucketOwner } = inputs;
  const place = { prefix, setName };
  return { context, bucket, place, manifest: manifest?.s3Object.name ?? "", bucketOwner };
}

/** How messages name it. */
export function subjectOf({ bucket, place }: Pick<Work, "bucket" | "place">): string {
  return `image set s3://${bucket}/${ownPrefix(place)}`;
}

/** Fails where S3 is not to be asked, which a set does nothing without. */
export function assertAsksS3({ aws }: OperationContext): void {
  if (aws.asksS3) return;
  throw new RekognitionError(
    "InvalidConfiguration",
    "An image set is sent to S3, which is not asked while rekognition:endpoint is set and rekognition:s3Endpoint is not",
  );
}

/** The objects under the set's own prefix that have keys of its form: their sizes by key. */
export async function listed(work: Work): Promise<ReadonlyMap<string, number>> {
  const { context, bucket: Bucket, place, bucketOwner: ExpectedBucketOwner } = work;
  const found = new Map<string, number>();
  const request = { Bucket, Prefix: ownPrefix(place), ExpectedBucketOwner };
  for (let token: string | undefined; ;) {
    const page = await context.aws.callS3("ListObjectsV2", { ...request, ContinuationToken: token });
    for (const { Key = "", Size = 0 } of page.Contents ?? []) {
      if (kindOfKey(place, Key) !== undefined) found.set(Key, Size);
    }
    if (page.IsTruncated !== true) return found;
    token = page.NextContinuationToken;
  }
}

/* What the manifest says of its set: the metadata of an object, which has no room for other letters than ASCII's. */
const OWNER = "pulumi-rekognition-owner";
const CLAIM = "pulumi-rekognition-claim";

/** The metadata of a manifest under a claim. */
export function marksOf({ identity }: OperationContext, claim: Claim): Record<string, string> {
  return { [OWNER]: encodeURIComponent(identity.owner), [CLAIM]: claimText(claim) };
}

/** A manifest as it is in the bucket. */
export interface FoundManifest {
  readonly owner: string | undefined;
  readonly claim: Claim | undefined;
  readonly object: S3Object;
}

/** Opens a manifest; undefined where there is none. */
export async function openManifest(work: Work, name = work.manifest): Promise<FoundManifest | undefined> {
  const { bucket, bucketOwner } = work;
  try {
    const object = await work.context.aws.readObject({ bucket, name, bucketOwner });
    const { [OWNER]: owner, [CLAIM]: claim } = object.metadata;
    return { owner: owner && decoded(owner), claim: parseClaim(claim), object };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether S3 says that there is no such object. */
function isMissing(error: unknown): error is RekognitionError {
  return isRekognitionError(error, "S3ObjectUnreadable") && ["NoSuchKey", "NoSuchBucket"].includes(error.awsName ?? "");
}

/** Fails where the manifest that stands there is another owner's, or another resource's. */
export function assertMine({ context, ...work }: Work, found: FoundManifest | undefined): void {
  const { identity } = context;
  if (found === undefined) return;
  const { owner, claim } = found;
  if (owner === identity.owner && (claim === undefined || claim.resource === resourceHash(identity))) return;
  const subject = subjectOf(work);
  if (owner === undefined) {
    throw new RekognitionError("NameTaken", `${subject}: s3://${work.bucket}/${work.manifest} was not made by a set`);
  }
  if (owner !== identity.owner) throw new RekognitionError("OwnedByAnother", `${subject} belongs to owner "${owner}"`);
  throw new RekognitionError("HeldByAnotherResource", `${subject} is held by another resource of owner "${owner}"`);
}

/** The keys of the images that a manifest refers to. */
export async function imagesIn({ bucket }: Work, { object }: FoundManifest): Promise<ReadonlySet<string>> {
  const address = `s3://${bucket}/`;
  const lines = (await textOf(object)).split("\n");
  const keys = lines.filter((line) => line.trim() !== "").map((line) => sourceOf(line));
  return new Set(keys.filter((ref) => ref.startsWith(address)).map((ref) => ref.slice(address.length)));
}

function sourceOf(line: string): string {
  try {
    const { "source-ref": source } = JSON.parse(line) as { "source-ref"?: unknown };
    return typeof source === "string" ? source : "";
  } catch {
    return "";
  }
}
