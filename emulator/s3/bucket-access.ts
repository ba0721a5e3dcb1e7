import type { BucketAccess, PublicAccessBlock } from "../buckets/overlay.js";
import { receiveText } from "./body.js";
import { headerOf, requireBucket } from "./call.js";
import type { S3Answer, S3Call } from "./call.js";
import { S3Error, accessDenied, invalidArgument, notImplemented } from "./errors.js";
import { XmlReader, xmlDocument } from "./xml.js";

const MAX_BYTES = 64 * 1024;
const BLOCKS = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;
/** As S3 makes buckets since April 2023: https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html */
const BLOCKED: PublicAccessBlock = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

const GROUPS = "http://acs.amazonaws.com/groups/global/";
/** What a canned ACL gives to whom: https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl */
const CANNED: Readonly<Record<string, readonly (readonly [group: string, permission: string])[]>> = {
  private: [],
  "public-read": [["AllUsers", "READ"]],
  "public-read-write": [
    ["AllUsers", "READ"],
    ["AllUsers", "WRITE"],
  ],
  "authenticated-read": [["AuthenticatedUsers", "READ"]],
};

const accessOf = ({ buckets, bucket }: S3Call): BucketAccess => buckets.access(bucket);

function blocksOf(call: S3Call): PublicAccessBlock | undefined {
  const { blocks = BLOCKED } = accessOf(call);
  return blocks === "none" ? undefined : blocks;
}

function change(call: S3Call, changed: BucketAccess, status = 200): S3Answer {
  call.buckets.setAccess(call.bucket, { ...accessOf(call), ...changed });
  return { status };
}

/** GetPublicAccessBlock. */
export function getPublicAccessBlock(call: S3Call): S3Answer {
  requireBucket(call);
  const blocks = blocksOf(call);
  if (blocks !== undefined) return { status: 200, body: xmlDocument("PublicAccessBlockConfiguration", { ...blocks }) };
  throw new S3Error(
    "NoSuchPublicAccessBlockConfiguration",
    404,
    "The public access block configuration was not found",
    { BucketName: call.bucket },
  );
}

/** PutPublicAccessBlock: what is left out is not blocked. */
export async function putPublicAccessBlock(call: S3Call): Promise<S3Answer> {
  requireBucket(call);
  const document = XmlReader.parse(await receiveText(call.request, MAX_BYTES), "PublicAccessBlockConfiguration");
  const blocks = Object.fromEntries(BLOCKS.map((name) => [name, document.text(name)?.toLowerCase() === "true"]));
  return change(call, { blocks: blocks as unknown as PublicAccessBlock });
}

/** DeletePublicAccessBlock. */
export function deletePublicAccessBlock(call: S3Call): S3Answer {
  requireBucket(call);
  return change(call, { blocks: "none" }, 204);
}

const noPolicy = (bucket: string): S3Error =>
  new S3Error("NoSuchBucketPolicy", 404, "The bucket policy does not exist", { BucketName: bucket });

interface Statement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

function statementsOf(policy: string): readonly Statement[] {
  const { Statement: statements } = JSON.parse(policy) as { Statement?: Statement | Statement[] };
  return statements === undefined ? [] : [statements].flat();
}

const namesEverybody = (principal: unknown): boolean =>
  principal === "*" ||
  (typeof principal === "object" && principal !== null && Object.values(principal).flat().includes("*"));

/**
 * A policy is public where it allows something to everybody. AWS looks into conditions too; here one that has any is none:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const isPublic = (policy: string): boolean =>
  statementsOf(policy).some(
    ({ Effect, Principal, Condition }) =>
      Effect === "Allow" && namesEverybody(Principal) && Object.keys(Condition ?? {}).length === 0,
  );

/** GetBucketPolicyStatus. */
export function getBucketPolicyStatus(call: S3Call): S3Answer {
  requireBucket(call);
  const { policy } = accessOf(call);
  if (policy === undefined) throw noPolicy(call.bucket);
  return { status: 200, body: xmlDocument("PolicyStatus", { IsPublic: isPublic(policy) ? "TRUE" : "FALSE" }) };
}

/** PutBucketPolicy. */
export async function putBucketPolicy(call: S3Call): Promise<S3Answer> {
  requireBucket(call);
  const policy = await receiveText(call.request, MAX_BYTES);
  const malformed = new S3Error("MalformedPolicy", 400, "Policies must be valid JSON and the first byte must be '{'");
  if (!policy.startsWith("{")) throw malformed;
  try {
    statementsOf(policy);
  } catch {
    throw malformed;
  }
  if (blocksOf(call)?.BlockPublicPolicy === true && isPublic(policy)) throw accessDenied();
  return change(call, { policy }, 204);
}

/** DeleteBucketPolicy. */
export function deleteBucketPolicy(call: S3Call): S3Answer {
  requireBucket(call);
  const { policy: _, ...rest } = accessOf(call);
  call.buckets.setAccess(call.bucket, rest);
  return { status: 204 };
}

/** GetBucketAcl. */
export function getBucketAcl(call: S3Call): S3Answer {
  requireBucket(call);
  const { account } = call.caller;
  const owner = { ID: account, DisplayName: account };
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type=';
  const { acl = "private" } = accessOf(call);
  const grants = [
    { type: "CanonicalUser", grantee: owner, Permission: "FULL_CONTROL" },
    ...(CANNED[acl] ?? []).map(([group, Permission]) => ({
      type: "Group",
      grantee: { URI: `${GROUPS}${group}` },
      Permission,
    })),
  ];
  // The only elements with attributes that S3 has.
  const body = grants.reduce(
    (text, { type }) => text.replace("<Grantee>", `<Grantee ${xsi}"${type}">`),
    xmlDocument("AccessControlPolicy", {
      Owner: owner,
      AccessControlList: { Grant: grants.map(({ grantee: Grantee, Permission }) => ({ Grantee, Permission })) },
    }),
  );
  return { status: 200, body };
}

/** PutBucketAcl, with a canned ACL. */
export function putBucketAcl(call: S3Call): S3Answer {
  requireBucket(call);
  const acl = headerOf(call, "x-amz-acl");
  if (acl === undefined) throw notImplemented("An ACL other than a canned one");
  const grants = CANNED[acl];
  if (grants === undefined) throw invalidArgument("Invalid x-amz-acl", "x-amz-acl", acl);
  if (grants.length > 0 && blocksOf(call)?.BlockPublicAcls === true) throw accessDenied();
  return change(call, { acl });
}

/** Refuses a call for a bucket that is expected to be another account's. All buckets are the caller's here. */
export function checkExpectedOwner(call: S3Call): void {
  for (const name of ["x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"]) {
    if ((headerOf(call, name) ?? call.caller.account) !== call.caller.account) throw accessDenied();
  }
}
