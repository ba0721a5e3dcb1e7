// Trained in one account, copied into another, and running only there: one stack, two accounts.
import * as pulumi from "@pulumi/pulumi";
import * as rekognition from "pulumi-rekognition";

const config = new pulumi.Config();
const bucket = config.require("bucket");
const productionRoleArn = config.require("productionRoleArn");
const productionAccount = accountOf(productionRoleArn);

// With the stack's own credentials: the account where models are trained.
const workshop = new rekognition.Project("parts");
const model = new rekognition.ProjectVersion("parts-model", {
  projectArn: workshop.arn,
  outputConfig: { s3Bucket: bucket, s3KeyPrefix: "training-output" },
  trainingData: { assets: [{ groundTruthManifest: { s3Object: { bucket, name: config.require("manifest") } } }] },
  testingData: { autoCreate: true },
});

// The other account is asked for a copy, so this one has to allow it: of this model, and to nobody else.
const permission = new rekognition.ProjectPolicy("to-production", {
  projectArn: workshop.arn,
  policyDocument: {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: productionAccount },
        Action: "rekognition:CopyProjectVersion",
        Resource: model.arn,
      },
    ],
  },
});

// With a role in the other account, and never in any third one.
const production = new rekognition.Provider("production", {
  assumeRole: { roleArn: productionRoleArn },
  allowedAccountIds: [productionAccount],
});

const factory = new rekognition.Project("parts-in-production", {}, { provider: production });
const copy = new rekognition.ProjectVersionCopy(
  "parts-model-in-production",
  {
    sourceProjectArn: workshop.arn,
    sourceProjectVersionArn: model.arn,
    destinationProjectArn: factory.arn,
    outputConfig: { s3Bucket: config.require("productionBucket") },
    minInferenceUnits: config.getNumber("minInferenceUnits"),
  },
  { provider: production, dependsOn: permission },
);

export const modelArn = model.arn;
export const f1Score = model.f1Score;
export const copyArn = copy.arn;
export const copyStatus = copy.status;

function accountOf(roleArn: string): string {
  const account = /^arn:[\w-]+:iam::(\d{12}):role\//.exec(roleArn)?.[1];
  if (account === undefined) throw new Error(`productionRoleArn is not the ARN of a role: ${roleArn}`);
  return account;
}
