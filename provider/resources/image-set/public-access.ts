import type { Grant } from "@aws-sdk/client-s3";
import { isRekognitionError, RekognitionError } from "../../base/errors.js";
import type { Inputs, Work } from "./set.js";

const EVERYBODY = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** Fails where anybody can read the bucket, or where that cannot be told, unless the program says that it may be so. */
export async function assertPrivate({ context: { aws }, bucket, bucketOwner }: Work, inputs: Inputs): Promise<void> {
  if (inputs.allowPublic === true) return;
  const at = { Bucket: bucket, ExpectedBucketOwner: bucketOwner };
  const blocked = await unlessNone(aws.callS3("GetPublicAccessBlock", at));
  const { RestrictPublicBuckets, IgnorePublicAcls } = blocked?.PublicAccessBlockConfiguration ?? {};
  // A block of the bucket tells by itself; the policy and the ACL are asked for only where it leaves something open.
  if (RestrictPublicBuckets !== true) {
    const policy = await unlessNone(aws.callS3("GetBucketPolicyStatus", at));
    if (policy?.PolicyStatus?.IsPublic === true) throw isPublic(bucket, "by its policy");
  }
  if (IgnorePublicAcls === true) return;
  const { Grants = [] } = (await unlessNone(aws.callS3("GetBucketAcl", at))) ?? {};
  if (Grants.some(isToEverybody)) throw isPublic(bucket, "by its access control list");
}

function isToEverybody({ Grantee }: Grant): boolean {
  return EVERYBODY.test(Grantee?.URI ?? "");
}

/** The answer; undefined where the bucket has no such configuration. One that is denied tells nothing. */
async function unlessNone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRekognitionError(error, "NotFound")) return undefined;
    if (!isRekognitionError(error, "AccessDenied")) throw error;
    throw error.withMore(
      "So it cannot be told whether anybody can read the bucket, and nothing was sent: that takes s3:GetBucketPublicAccessBlock, and s3:GetBucketPolicyStatus and s3:GetBucketAcl where public access is not blocked. `allowPublic: true` does without.",
    );
  }
}

function isPublic(bucket: string, how: string): RekognitionError {
  return new RekognitionError("BucketUnusable", `bucket ${bucket} can be read by anybody (${how}); nothing was sent`);
}
