import type { IncomingHttpHeaders } from "node:http";
import {
  deleteBucketPolicy,
  deletePublicAccessBlock,
  getBucketAcl,
  getBucketPolicyStatus,
  getPublicAccessBlock,
  putBucketAcl,
  putBucketPolicy,
  putPublicAccessBlock,
} from "./bucket-access.js";
import {
  createBucket,
  deleteBucket,
  getBucketLocation,
  getBucketVersioning,
  headBucket,
  listBuckets,
  putBucketVersioning,
} from "./bucket-operations.js";
import type { S3Answer, S3Call } from "./call.js";
import { deleteObject, deleteObjects } from "./deletes.js";
import { listMultipartUploads, listObjectVersions, listObjects, listObjectsV2 } from "./listing.js";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listParts,
  uploadPart,
  uploadPartCopy,
} from "./multipart.js";
import { copyObject, getObject, getObjectAttributes, putObject } from "./objects.js";
import type { S3Address } from "./address.js";

type Level = "service" | "bucket" | "object";

interface S3Operation {
  readonly name: string;
  readonly run: (call: S3Call) => S3Answer | Promise<S3Answer>;
}

interface Row extends S3Operation {
  readonly method: string;
  readonly level: Level;
  /** Parameters that it is asked for by. */
  readonly query: readonly string[];
  readonly isCopy?: boolean;
}

const COPY_SOURCE = "x-amz-copy-source";

const row = (method: string, level: Level, query: readonly string[], name: string, run: S3Operation["run"]): Row => ({
  method,
  level,
  query,
  name,
  run,
});

/** What is asked for by most parameters comes first. */
const OPERATIONS: readonly Row[] = [
  row("GET", "service", [], "ListBuckets", listBuckets),
  row("PUT", "bucket", ["versioning"], "PutBucketVersioning", putBucketVersioning),
  row("PUT", "bucket", ["publicAccessBlock"], "PutPublicAccessBlock", putPublicAccessBlock),
  row("PUT", "bucket", ["policy"], "PutBucketPolicy", putBucketPolicy),
  row("PUT", "bucket", ["acl"], "PutBucketAcl", putBucketAcl),
  row("PUT", "bucket", [], "CreateBucket", createBucket),
  row("DELETE", "bucket", ["publicAccessBlock"], "DeletePublicAccessBlock", deletePublicAccessBlock),
  row("DELETE", "bucket", ["policy"], "DeleteBucketPolicy", deleteBucketPolicy),
  row("DELETE", "bucket", [], "DeleteBucket", deleteBucket),
  row("HEAD", "bucket", [], "HeadBucket", headBucket),
  row("GET", "bucket", ["location"], "GetBucketLocation", getBucketLocation),
  row("GET", "bucket", ["versioning"], "GetBucketVersioning", getBucketVersioning),
  row("GET", "bucket", ["publicAccessBlock"], "GetPublicAccessBlock", getPublicAccessBlock),
  row("GET", "bucket", ["policyStatus"], "GetBucketPolicyStatus", getBucketPolicyStatus),
  row("GET", "bucket", ["acl"], "GetBucketAcl", getBucketAcl),
  row("GET", "bucket", ["versions"], "ListObjectVersions", listObjectVersions),
  row("GET", "bucket", ["uploads"], "ListMultipartUploads", listMultipartUploads),
  row("GET", "bucket", ["list-type"], "ListObjectsV2", listObjectsV2),
  row("GET", "bucket", [], "ListObjects", listObjects),
  row("POST", "bucket", ["delete"], "DeleteObjects", deleteObjects),
  row("GET", "object", ["attributes"], "GetObjectAttributes", getObjectAttributes),
  row("GET", "object", ["uploadId"], "ListParts", listParts),
  row("GET", "object", [], "GetObject", getObject),
  row("HEAD", "object", [], "HeadObject", getObject),
  { ...row("PUT", "object", ["uploadId", "partNumber"], "UploadPartCopy", uploadPartCopy), isCopy: true },
  row("PUT", "object", ["uploadId", "partNumber"], "UploadPart", uploadPart),
  { ...row("PUT", "object", [], "CopyObject", copyObject), isCopy: true },
  row("PUT", "object", [], "PutObject", putObject),
  row("POST", "object", ["uploads"], "CreateMultipartUpload", createMultipartUpload),
  row("POST", "object", ["uploadId"], "CompleteMultipartUpload", completeMultipartUpload),
  row("DELETE", "object", ["uploadId"], "AbortMultipartUpload", abortMultipartUpload),
  row("DELETE", "object", [], "DeleteObject", deleteObject),
];

/** Parameters that may be empty and mean no operation of their own. */
const PLAIN = new Set(
  "prefix delimiter marker key-marker version-id-marker upload-id-marker start-after continuation-token encoding-type max-keys max-parts max-uploads part-number-marker fetch-owner versionId".split(
    " ",
  ),
);

/** A part of an object or bucket that the address asks for, and that no operation here knows. */
export const unknownPart = ({ query }: S3Address, operation: string): string | undefined => {
  const known = OPERATIONS.find(({ name }) => name === operation)?.query ?? [];
  return [...query].find(([name, value]) => value === "" && !PLAIN.has(name) && !known.includes(name))?.[0];
};

/** The operation that a request is for. */
export function operationOf(method: string, address: S3Address, headers: IncomingHttpHeaders): S3Operation | undefined {
  const { bucket, key, query } = address;
  const level = bucket === "" ? "service" : key === "" ? "bucket" : "object";
  const isCopy = headers[COPY_SOURCE] !== undefined;
  return OPERATIONS.find(
    (each) =>
      each.method === method &&
      each.level === level &&
      (each.isCopy !== true || isCopy) &&
      each.query.every((name) => query.has(name)),
  );
}
