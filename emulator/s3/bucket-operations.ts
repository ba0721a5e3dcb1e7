import { receiveText } from "./body.js";
import { headerOf, requireBucket } from "./call.js";
import type { S3Answer, S3Call } from "./call.js";
import { S3Error, accessDenied, malformedXml, notImplemented } from "./errors.js";
import { objectHeaders } from "./headers.js";
import { XmlReader, xmlDocument } from "./xml.js";

const MAX_XML_BYTES = 1024 ** 2;
/** Its calls name no Region, and it answers some of them otherwise. */
const FIRST_REGION = "us-east-1";

/** ListBuckets. */
export function listBuckets(call: S3Call): S3Answer {
  const { account } = call.caller;
  const prefix = call.query.get("prefix") ?? "";
  const buckets = call.buckets.buckets().filter(({ name }) => name.startsWith(prefix));
  const body = xmlDocument("ListAllMyBucketsResult", {
    Owner: { ID: account, DisplayName: account },
    Buckets: {
      Bucket: buckets.map(({ name, createdMs }) => ({ Name: name, CreationDate: new Date(createdMs).toISOString() })),
    },
  });
  return { status: 200, body };
}

const isBucketName = (name: string): boolean =>
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes("..") && !/^\d+(\.\d+){3}$/.test(name);

/** CreateBucket. */
export async function createBucket(call: S3Call): Promise<S3Answer> {
  const { bucket, buckets, caller } = call;
  if (!isBucketName(bucket)) {
    throw new S3Error("InvalidBucketName", 400, "The specified bucket is not valid.", { BucketName: bucket });
  }
  objectHeaders(call.request.headers);
  const document = await receiveText(call.request, MAX_XML_BYTES);
  if (document.trim() !== "") XmlReader.parse(document, "CreateBucketConfiguration");
  if (buckets.hasBucket(bucket) && caller.region !== FIRST_REGION) {
    const text = "Your previous request to create the named bucket succeeded and you already own it.";
    throw new S3Error("BucketAlreadyOwnedByYou", 409, text, { BucketName: bucket });
  }
  buckets.createBucket(bucket);
  return { status: 200, headers: { location: `/${bucket}` } };
}

/** DeleteBucket. */
export function deleteBucket(call: S3Call): S3Answer {
  requireBucket(call);
  const { bucket, buckets, uploads } = call;
  if (buckets.listVersioned(bucket).length > 0) {
    const text = "The bucket you tried to delete is not empty";
    throw new S3Error("BucketNotEmpty", 409, text, { BucketName: bucket });
  }
  if (buckets.isGiven(bucket)) {
    throw accessDenied(`The bucket ${bucket} is a folder that the emulator was started with, and cannot be deleted.`);
  }
  uploads.endAll(bucket);
  buckets.deleteBucket(bucket);
  return { status: 204 };
}

/** HeadBucket. */
export function headBucket(call: S3Call): S3Answer {
  requireBucket(call);
  return { status: 200, headers: { "x-amz-bucket-region": call.caller.region, "x-amz-access-point-alias": "false" } };
}

/** GetBucketLocation: the Region of the caller, for buckets are the same in all. */
export function getBucketLocation(call: S3Call): S3Answer {
  requireBucket(call);
  const { region } = call.caller;
  return { status: 200, body: xmlDocument("LocationConstraint", region === FIRST_REGION ? "" : region) };
}

/** GetBucketVersioning. */
export function getBucketVersioning(call: S3Call): S3Answer {
  requireBucket(call);
  return {
    status: 200,
    body: xmlDocument("VersioningConfiguration", { Status: call.buckets.versioning(call.bucket) }),
  };
}

/** PutBucketVersioning. */
export async function putBucketVersioning(call: S3Call): Promise<S3Answer> {
  requireBucket(call);
  const { bucket, buckets } = call;
  const document = XmlReader.parse(await receiveText(call.request, MAX_XML_BYTES), "VersioningConfiguration");
  const status = document.text("Status");
  if (document.text("MfaDelete") === "Enabled" || headerOf(call, "x-amz-mfa") !== undefined) {
    throw notImplemented("MFA delete");
  }
  if (status !== "Enabled" && status !== "Suspended") throw malformedXml();
  if (buckets.isWrittenThrough(bucket)) {
    throw new S3Error(
      "NotImplemented",
      501,
      "A folder that is written through to has no versions: give it without :rw.",
    );
  }
  buckets.setVersioning(bucket, status);
  return { status: 200 };
}
