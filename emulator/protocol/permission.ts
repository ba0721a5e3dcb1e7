import type { Switches } from "../switches.js";
import { accessDenied } from "./errors.js";
import type { Caller } from "./signature.js";

/** The members of requests that call for more than the operation's own action. */
interface Telling {
  readonly Tags?: object;
  readonly RoleArn?: string;
  readonly NotificationChannel?: { readonly RoleArn?: string };
  readonly DatasetSource?: { readonly DatasetArn?: string };
}

/** The actions of IAM that a call needs: its own, and what AWS's pages name besides. */
function actionsOf(operation: string, input: Telling): readonly string[] {
  const actions = [`rekognition:${operation}`];
  const makes = operation.startsWith("Create") || operation.startsWith("Copy");
  if (makes && Object.keys(input.Tags ?? {}).length > 0) actions.push("rekognition:TagResource");
  if (operation === "CopyProjectVersion") actions.push("rekognition:CreateProjectVersion");
  if (input.DatasetSource?.DatasetArn !== undefined) actions.push("rekognition:ListDatasetEntries");
  if (input.RoleArn !== undefined || input.NotificationChannel?.RoleArn !== undefined) actions.push("iam:PassRole");
  return actions;
}

function isAllowed(action: string, allowed: readonly string[]): boolean {
  return allowed.some((one) => one === action || (one.endsWith("*") && action.startsWith(one.slice(0, -1))));
}

function check(switches: Switches, caller: Caller, actions: readonly string[]): void {
  if (!caller.accessKeyId.startsWith("ASIA")) return;
  const missing = actions.find((action) => !isAllowed(action, switches.allowedActions));
  if (missing === undefined) return;
  throw accessDenied(
    `User: ${caller.arn} is not authorized to perform: ${missing} because no identity-based policy allows the ${missing} action`,
  );
}

/** Refuses a call of Rekognition that needs an action which the switch `allowedActions` leaves out. */
export function checkPermission(switches: Switches, caller: Caller, operation: string, input: unknown): void {
  check(switches, caller, actionsOf(operation, input as Telling));
}

/** The same for the Resource Groups Tagging API. */
export function checkTaggingPermission(switches: Switches, caller: Caller, operation: string): void {
  check(switches, caller, [`tag:${operation}`]);
}

/** The same for STS, which answers GetCallerIdentity to everybody. */
export function checkStsPermission(switches: Switches, caller: Caller, action: string): void {
  if (action !== "GetCallerIdentity") check(switches, caller, [`sts:${action}`]);
}

/** The actions of S3 are not called as its operations are, where they differ. */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  ListBuckets: "ListAllMyBuckets",
  HeadBucket: "ListBucket",
  ListObjects: "ListBucket",
  ListObjectsV2: "ListBucket",
  ListObjectVersions: "ListBucketVersions",
  ListMultipartUploads: "ListBucketMultipartUploads",
  HeadObject: "GetObject",
  CopyObject: "PutObject",
  UploadPart: "PutObject",
  UploadPartCopy: "PutObject",
  CreateMultipartUpload: "PutObject",
  CompleteMultipartUpload: "PutObject",
  ListParts: "ListMultipartUploadParts",
  DeleteObjects: "DeleteObject",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
};

/** The same for S3. */
export function checkS3Permission(switches: Switches, caller: Caller, operation: string): void {
  check(switches, caller, [`s3:${S3_ACTIONS[operation] ?? operation}`]);
}
