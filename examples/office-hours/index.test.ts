// Runs the whole program without AWS and without an engine: every resource is answered here.
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

type Bag = Record<string, unknown>;

/** What was asked for, by type and name. */
const made = new Map<string, Bag>();

/** What Pulumi is to leave alone, by type and name. */
const ignored = new Map<string, string[] | undefined>();

function arnOf(name: string): string {
  return `arn:aws:rekognition:eu-central-1:123456789012:${name}`;
}

/** What AWS would answer. */
function answer(type: string, name: string, inputs: Bag): Bag {
  switch (type) {
    case "aws:s3/bucket:Bucket":
      return { ...inputs, bucket: `${name}-1a2b3c4` };
    case "aws:s3/bucketObjectv2:BucketObjectv2":
      return { ...inputs, versionId: "v1" };
    default:
      return { ...inputs, arn: arnOf(name), name: inputs["name"] ?? `${name}-1a2b3c4` };
  }
}

describe("office hours", () => {
  before(async function () {
    // @pulumi/aws is large.
    this.timeout(30_000);
    await pulumi.runtime.setMocks(
      {
        newResource({ type, name, inputs }) {
          made.set(`${type} ${name}`, inputs as Bag);
          return { id: arnOf(name), state: answer(type, name, inputs as Bag) };
        },
        call: ({ inputs }) => inputs as Bag,
      },
      "office-hours",
      "test",
    );
    pulumi.runtime.setAllConfig({
      "office-hours:images": "../quickstart/data/images",
      "office-hours:timeZone": "Europe/Berlin",
      "office-hours:opens": "08:00",
      "office-hours:closes": "18:00",
    });
    await pulumi.runtime.runInPulumiStack(async () => {
      pulumi.runtime.registerStackTransformation(({ type, name, opts }) => {
        ignored.set(`${type} ${name}`, opts.ignoreChanges);
        return undefined;
      });
      return await import("./index.js");
    });
  });

  it("trains the model on a versioned manifest, and does not start it", () => {
    const model = inputsOf("pulumi-nodejs:dynamic/rekognition:ProjectVersion shapes-model");
    const manifest = { bucket: "shapes-1a2b3c4", name: "manifest.jsonl", version: "v1" };
    assert.deepEqual(model["trainingData"], { assets: [{ groundTruthManifest: { s3Object: manifest } }] });
    assert.equal(model["minInferenceUnits"], undefined);
  });

  it("leaves to the schedules what runs", () => {
    assert.deepEqual(ignored.get("pulumi-nodejs:dynamic/rekognition:ProjectVersion shapes-model"), [
      "minInferenceUnits",
    ]);
    assert.deepEqual(ignored.get("pulumi-nodejs:dynamic/rekognition:StreamProcessor entrance"), ["running"]);
  });

  it("lists every image in the manifest", () => {
    const { content } = inputsOf("aws:s3/bucketObjectv2:BucketObjectv2 shapes-manifest");
    const lines = String(content).trimEnd().split("\n");
    assert.equal(lines.length, 36);
    for (const line of lines) {
      const { "source-ref": image } = JSON.parse(line) as { "source-ref": string };
      const key = image.replace("s3://shapes-1a2b3c4/", "");
      assert.equal(inputsOf(`aws:s3/bucketObjectv2:BucketObjectv2 shapes-${key.replace("images/", "")}`)["key"], key);
    }
  });

  const schedules = [
    [
      "shapes-model-hours-start",
      "8",
      "startProjectVersion",
      { ProjectVersionArn: arnOf("shapes-model"), MinInferenceUnits: 1 },
    ],
    ["shapes-model-hours-stop", "18", "stopProjectVersion", { ProjectVersionArn: arnOf("shapes-model") }],
    ["entrance-hours-start", "8", "startStreamProcessor", { Name: "entrance-1a2b3c4" }],
    ["entrance-hours-stop", "18", "stopStreamProcessor", { Name: "entrance-1a2b3c4" }],
  ] as const;

  for (const [name, hour, action, input] of schedules) {
    it(`makes the schedule ${name}`, () => {
      const schedule = inputsOf(`aws:scheduler/schedule:Schedule ${name}`);
      assert.equal(schedule["scheduleExpression"], `cron(0 ${hour} ? * MON,TUE,WED,THU,FRI *)`);
      assert.equal(schedule["scheduleExpressionTimezone"], "Europe/Berlin");
      const target = schedule["target"] as { arn: string; input: string };
      assert.equal(target.arn, `arn:aws:scheduler:::aws-sdk:rekognition:${action}`);
      assert.deepEqual(JSON.parse(target.input), input);
    });
  }

  it("lets the schedules start and stop nothing else", () => {
    const { policy } = inputsOf("aws:iam/rolePolicy:RolePolicy shapes-model-hours");
    const [statement] = (JSON.parse(String(policy)) as { Statement: Bag[] }).Statement;
    assert.deepEqual(statement?.["Action"], ["rekognition:StartProjectVersion", "rekognition:StopProjectVersion"]);
    assert.equal(statement["Resource"], arnOf("shapes-model"));
  });
});

function inputsOf(resource: string): Bag {
  const inputs = made.get(resource);
  assert.ok(inputs, `${resource} was not asked for, only ${[...made.keys()].join(", ")}`);
  return inputs;
}
