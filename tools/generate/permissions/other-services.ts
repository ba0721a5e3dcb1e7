import type { Statement } from "./policy.js";

/** A permission of another service, and when it is needed. */
export interface OtherPermission {
  /** Completes "needed ..."; undefined where it is always needed. */
  readonly when: string | undefined;
  readonly statement: Statement;
}

/** A permission as policies state it. */
function permission(Sid: string, Action: readonly string[], Resource: string, when?: string): OtherPermission {
  return { when, statement: { Sid, Effect: "Allow", Action, Resource } };
}

const readObjects = ["s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectTagging", "s3:GetObjectVersion"];

const bucket = permission(
  "Bucket",
  ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:ListBucket"],
  "arn:aws:s3:::BUCKET",
);

const images = (when?: string): OtherPermission =>
  permission("ImagesAndManifests", readObjects, "arn:aws:s3:::BUCKET/*", when);

const output = permission("Output", ["s3:PutObject"], "arn:aws:s3:::BUCKET/PREFIX/*");

const key = permission(
  "Key",
  ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
  "arn:aws:kms:REGION:ACCOUNT:key/KEY",
  "with `kmsKeyId`",
);

const passRole = (when?: string): OtherPermission => {
  const { statement } = permission("PassRole", ["iam:PassRole"], "arn:aws:iam::ACCOUNT:role/ROLE");
  const Condition = { StringEquals: { "iam:PassedToService": "rekognition.amazonaws.com" } };
  return { when, statement: { ...statement, Condition } };
};

const media = (what: string): OtherPermission =>
  permission("Media", ["s3:GetObject", "s3:GetObjectVersion"], "arn:aws:s3:::BUCKET/*", `for ${what} in S3`);

const humanLoop = permission(
  "HumanLoop",
  ["sagemaker:StartHumanLoop"],
  "arn:aws:sagemaker:REGION:ACCOUNT:flow-definition/FLOW",
  "with a human loop",
);

/** What the provider itself reads of what a training wrote. */
const evaluation = (when?: string): OtherPermission =>
  permission("Evaluation", ["s3:GetObject"], "arn:aws:s3:::BUCKET/PREFIX/*", when);

/** What AWS reads and writes with the caller's permissions, by kind of resource and by function. */
export const otherPermissions: Readonly<Record<string, readonly OtherPermission[] | undefined>> = {
  ProjectVersion: [bucket, images(), output, key],
  ProjectVersionCopy: [bucket, output, key],
  Dataset: [
    bucket,
    images(
      "for a manifest in S3, and for the images that entries name. The provider itself reads such a manifest only before it deletes a dataset to create it again from the manifest, with `s3:GetObject` (`s3:GetObjectVersion` if a version is named). That is optional: if it is denied, the provider warns that the manifest was not checked. Without `s3:ListBucket` AWS answers a missing manifest as a denied one",
    ),
  ],
  StreamProcessor: [passRole()],
  getEvaluation: [evaluation()],
  VideoAnalysisJob: [media("the video"), passRole("with `notificationChannel`")],
  detectCustomLabels: [media("an image")],
  detectModerationLabels: [media("an image"), humanLoop],
};

const runningModels: Readonly<Record<string, string>> = {
  DescribeProjects:
    'for `get`, for `replacement: "stopFirst"`, to name the models that use the quota when no more may run or train, and if a project is gone with its models',
  StartProjectVersion: "with `minInferenceUnits`",
  StopProjectVersion: "for a model that runs",
};

/** Calls that a kind makes only for some inputs, or can do without. */
export const whenNeeded: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
  Project: {
    StopProjectVersion: "with `forceDestroy`",
    DeleteProjectVersion: "with `forceDestroy`",
    DeleteDataset: "with `forceDestroy`",
  },
  ProjectVersion: runningModels,
  ProjectVersionCopy: runningModels,
  ProjectPolicy: { DescribeProjects: "optional: if a project is gone with its policies" },
  Collection: { ListCollections: "optional: one list proves for many collections at once that they are gone" },
  StreamProcessor: {
    ListStreamProcessors:
      "optional: one list is enough for many processors that are waited for, and a create that is refused for a stream in use can name the processor that has it",
    StartStreamProcessor: "with `running`",
    StopStreamProcessor: "for a stream processor that runs",
    UpdateStreamProcessor: "for connected home",
  },
};
