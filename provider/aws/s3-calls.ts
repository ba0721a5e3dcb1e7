import type * as s3 from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { RekognitionError } from "../base/errors.js";
import { requestIdOf } from "./call-log.js";
import { s3Sdk } from "./sdk-modules.js";

/** What each call of S3 does. All that change something may be repeated: a key says where what is sent will be. */
export const S3_EFFECT = {
  GetBucketAcl: "read",
  GetBucketPolicyStatus: "read",
  GetPublicAccessBlock: "read",
  ListObjectsV2: "read",
  ListObjectVersions: "read",
  PutObject: "change",
  DeleteObjects: "change",
} as const satisfies Readonly<Record<string, "read" | "change">>;

/** The calls of S3 that are made beside GetObject. */
export type S3Operation = keyof typeof S3_EFFECT;

type CommandOf<Op extends S3Operation> = InstanceType<(typeof s3)[`${Op}Command`]>;
export type S3RequestOf<Op extends S3Operation> = CommandOf<Op>["input"];
type AnswerTo<Op extends S3Operation> = Awaited<ReturnType<ReturnType<CommandOf<Op>["resolveMiddleware"]>>>["output"];
export type S3ResponseOf<Op extends S3Operation> = { [Each in Op]: AnswerTo<Each> }[Op];

/** Beside this a body is given time by its size, so that a slow connection can send it: 64 KiB a second. */
const BYTES_PER_MS = 65.536;

/** How much longer than others a call may take for what it sends, in milliseconds. */
export function sendingMs(request: object): number {
  const { Body } = request as { Body?: unknown };
  return Body instanceof Uint8Array ? Math.ceil(Body.length / BYTES_PER_MS) : 0;
}

/** One call of S3, once. */
export async function sendToS3<Op extends S3Operation>(
  client: S3Client,
  operation: Op,
  request: S3RequestOf<Op>,
): Promise<S3ResponseOf<Op>> {
  const Command = s3Sdk()[`${operation}Command`] as unknown as new (input: S3RequestOf<Op>) => object;
  const sender = client as unknown as { send(command: object): Promise<S3ResponseOf<Op>> };
  const answer = await sender.send(new Command(request)).catch(async (error: unknown) => {
    throw unusable(error, request.Bucket ?? "", await client.config.region()) ?? error;
  });
  const lacks = LACKING[operation](answer as object as Members, request as object as Members);
  if (lacks === undefined) return answer;
  throw new RekognitionError("UnreadableAnswer", `${operation}: S3's answer lacks ${lacks}`);
}

/** S3's names for "the bucket is in another Region", and for one that is not there. */
const ELSEWHERE = new Set([
  "PermanentRedirect",
  "TemporaryRedirect",
  "AuthorizationHeaderMalformed",
  "IllegalLocationConstraintException",
]);

function unusable(error: unknown, bucket: string, region: string): RekognitionError | undefined {
  if (!(error instanceof Error)) return undefined;
  const details = { awsName: error.name, requestId: requestIdOf(error) };
  if (error.name === "NoSuchBucket") {
    return new RekognitionError("BucketUnusable", `bucket ${bucket} does not exist`, details);
  }
  if (!ELSEWHERE.has(error.name)) return undefined;
  const { headers } = (error as { $response?: { headers?: Record<string, string> } }).$response ?? {};
  const where = headers?.["x-amz-bucket-region"] ?? "another region";
  const what = `bucket ${bucket} is in ${where}, and the resource in ${region}`;
  return new RekognitionError("BucketUnusable", what, details);
}

type Members = Readonly<Record<string, unknown>>;

/* The SDK makes an answer without members of whatever XML it is given. What S3 always sends is demanded, by
   https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */

/** A listing goes on where it says so, and never where it was already. */
const listing =
  (marks: readonly (readonly [next: string, given: string])[]) =>
  (answer: Members, request: Members): string | undefined => {
    if (answer.Name !== request.Bucket) return "the bucket's name";
    if (typeof answer.IsTruncated !== "boolean") return "IsTruncated";
    const leadsOn = marks.some(([next, given]) => answer[next] !== undefined && answer[next] !== request[given]);
    return answer.IsTruncated && !leadsOn ? "a token that leads on" : undefined;
  };

/** S3 says of single objects, in an answer of success, what it says of a whole request elsewhere: those pass. */
const PASSING = new Set(["InternalError", "ServiceUnavailable", "SlowDown"]);

/** What an answer lacks of what S3 always sends, by operation. */
const LACKING: Readonly<Record<S3Operation, (answer: Members, request: Members) => string | undefined>> = {
  GetBucketAcl: ({ Owner }) => (Owner === undefined ? "Owner" : undefined),
  GetBucketPolicyStatus: ({ PolicyStatus }) => (PolicyStatus === undefined ? "PolicyStatus" : undefined),
  GetPublicAccessBlock: ({ PublicAccessBlockConfiguration: blocks }) =>
    blocks === undefined ? "PublicAccessBlockConfiguration" : undefined,
  ListObjectsV2: listing([["NextContinuationToken", "ContinuationToken"]]),
  ListObjectVersions: listing([
    ["NextKeyMarker", "KeyMarker"],
    ["NextVersionIdMarker", "VersionIdMarker"],
  ]),
  PutObject: ({ ETag }) => (typeof ETag === "string" ? undefined : "ETag"),
  DeleteObjects: ({ Deleted = [], Errors = [] }, { Delete }) => {
    const asked = (Delete as s3.Delete).Objects?.length ?? 0;
    const errors = Errors as s3._Error[];
    const passing = errors.find(({ Code = "" }) => PASSING.has(Code))?.Code;
    if (passing !== undefined) return `some of the objects, for ${passing}`;
    return (Deleted as unknown[]).length + errors.length === asked ? undefined : "some of the objects";
  },
};
