import { expect } from "chai";
import type { Rig } from "../harness/rig.js";
import { whenNeeded } from "../../../tools/generate/permissions/other-services.js";
import { resourceScenarios } from "../actions/resources.js";
import { failureOf } from "../harness/failure.js";
import type { KindName } from "../../../provider/resources/registry.js";
import { ACCOUNT, BUCKET, REGION } from "../harness/rig.js";
import { policedRig } from "./policed-rig.js";
import { publishedActions } from "./policies.js";

/** What AWS checks inside other services, where the emulator has none: see docs/permissions.md. */
const ELSEWHERE = /^(s3|kms|sagemaker):/;
/** Granted to everybody. */
const ALWAYS = "sts:GetCallerIdentity";

const kindName = (kind: string): KindName => (kind.charAt(0).toLowerCase() + kind.slice(1)) as KindName;

/** Saves calls; what a refresh does when it is denied is in tests/provider/refresh. */
const SAVES_CALLS = "tag:GetResources";

const isOptional = (kind: string, action: string): boolean =>
  action === SAVES_CALLS || whenNeeded[kind]?.[action.replace("rekognition:", "")]?.startsWith("optional") === true;

async function run(kind: string, actions: readonly string[], scenario = resourceScenarios[kind]): Promise<Rig> {
  const rig = await policedRig(kindName(kind), actions);
  try {
    await scenario?.(rig);
    return rig;
  } catch (error) {
    const refused = rig.emulator.calls().map((call) => call.error === "AccessDeniedException");
    const isRepeated = refused.some((each, index) => each && refused[index + 1] === true);
    throw new Error(`${(error as Error).message}${isRepeated ? " repeated" : ""}`, { cause: error });
  } finally {
    await rig.close();
  }
}

/** A job that reports to a topic, which needs a role to be passed. */
async function notifyingJob(rig: Rig): Promise<[]> {
  const job = rig.resource("videoAnalysisJob", "notifying");
  await job.up({
    analysis: "LABEL_DETECTION",
    video: { s3Object: { bucket: BUCKET, name: "train.manifest" } },
    notificationChannel: {
      roleArn: `arn:aws:iam::${ACCOUNT}:role/notify`,
      snsTopicArn: `arn:aws:sns:${REGION}:${ACCOUNT}:AmazonRekognition`,
    },
  });
  return [];
}

describe("the published policies", () => {
  for (const kind of Object.keys(resourceScenarios)) {
    describe(`of ${kind}`, () => {
      const actions = publishedActions(kind);

      it("are enough for all that it does", () => run(kind, actions));

      for (const denied of actions.filter((action) => !ELSEWHERE.test(action) && action !== ALWAYS)) {
        const others = actions.filter((action) => action !== denied);
        if (isOptional(kind, denied)) {
          it(`can do without ${denied}, as they say`, () => run(kind, others));
          continue;
        }
        it(`need ${denied}: without it, one refused call ends it with that name`, async () => {
          const scenario = denied === "iam:PassRole" && kind === "VideoAnalysisJob" ? notifyingJob : undefined;
          const failure = await failureOf(run(kind, others, scenario));
          expect(failure).to.contain(`not authorized to perform: ${denied} `);
          expect(failure).to.match(/\[\w*AccessDenied\]$/);
        });
      }
    });
  }

  it("name, besides, only what AWS checks in other services", () => {
    const rest = Object.keys(resourceScenarios)
      .flatMap((kind) => publishedActions(kind))
      .filter((action) => ELSEWHERE.test(action));
    expect([...new Set(rest)].sort()).to.deep.equal([
      "kms:CreateGrant",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:GenerateDataKey",
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:GetBucketAcl",
      "s3:GetBucketLocation",
      "s3:GetBucketPolicyStatus",
      "s3:GetBucketPublicAccessBlock",
      "s3:GetObject",
      "s3:GetObjectAcl",
      "s3:GetObjectTagging",
      "s3:GetObjectVersion",
      "s3:ListBucket",
      "s3:ListBucketVersions",
      "s3:PutObject",
    ]);
  });

  it("of all resources are those of each together", () => {
    const each = new Set(Object.keys(resourceScenarios).flatMap((kind) => publishedActions(kind)));
    expect([...new Set(publishedActions("All"))].sort()).to.deep.equal([...each].sort());
  });
});
