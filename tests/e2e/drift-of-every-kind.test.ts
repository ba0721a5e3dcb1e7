import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DeleteCollectionCommand,
  ListProjectPoliciesCommand,
  PutProjectPolicyCommand,
  StopStreamProcessorCommand,
  TagResourceCommand,
  UpdateDatasetEntriesCommand,
  UpdateStreamProcessorCommand,
} from "@aws-sdk/client-rekognition";
import { expect } from "chai";
import { changesIn } from "./harness/operation.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import type { StackState } from "./harness/state.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

const DATA = join(REPOSITORY, "examples", "quickstart", "data", "manifest.jsonl");
const LINES = readFileSync(DATA, "utf8").trimEnd().split("\n");
const ACCOUNT = "123456789012";
const OTHER_ACCOUNT = "210987654321";

const PROGRAM = `
  const { Collection, Dataset, Project, ProjectPolicy, ProjectVersion, StreamProcessor } = require("pulumi-rekognition");
  const tags = { team: "vision" };
  const project = new Project("shapes", { tags });
  const projectArn = project.arn;
  const train = new Dataset("train", { projectArn, datasetType: "TRAIN", manifestFile: "train.manifest" });
  const test = new Dataset("test", { projectArn, datasetType: "TEST", distributeFromDatasetArn: train.arn });
  new ProjectVersion("model", {
    projectArn,
    outputConfig: { s3Bucket: "quickstart-data", s3KeyPrefix: "training-output" },
    triggers: { train: train.contentHash, test: test.contentHash },
  });
  new ProjectPolicy("copies", {
    projectArn,
    policyName: "copies",
    policyDocument: { Statement: [{
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::${OTHER_ACCOUNT}:root" },
      Action: "rekognition:CopyProjectVersion",
      Resource: projectArn.apply((arn) => arn.replace(/\\/\\d+$/, "/version/*/*")),
    }] },
  });
  const faces = new Collection("faces", { collectionId: "faces" });
  new Collection("lost", { collectionId: "lost" });
  const roleArn = "arn:aws:iam::${ACCOUNT}:role/stream";
  const video = (name) => ({ kinesisVideoStream: {
    arn: "arn:aws:kinesisvideo:us-east-1:${ACCOUNT}:stream/" + name + "/1747995600000",
  } });
  new StreamProcessor("door", {
    name: "door",
    roleArn,
    input: video("door"),
    output: { kinesisDataStream: { arn: "arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/faces" } },
    settings: { faceSearch: { collectionId: faces.collectionId } },
    running: true,
  });
  new StreamProcessor("porch", {
    name: "porch",
    roleArn,
    input: video("porch"),
    output: { s3Destination: { bucket: "results" } },
    settings: { connectedHome: { labels: ["PERSON"] } },
    notificationChannel: { snsTopicArn: "arn:aws:sns:us-east-1:${ACCOUNT}:home" },
  });
`;

/** Changes something of each kind, with a plain AWS client. */
async function interfere({ stack, emulator }: World): Promise<void> {
  const aws = emulator.client();
  const state = await stack.state();
  const ProjectArn = state.id("shapes");
  await aws.send(new TagResourceCommand({ ResourceArn: ProjectArn, Tags: { team: "nobody" } }));
  const added = (LINES[0] ?? "").replace(/"s3:\/\/[^"]+"/, '"s3://quickstart-data/added.png"');
  const DatasetArn = String(state.resource("train").outputs?.["arn"]);
  await aws.send(new UpdateDatasetEntriesCommand({ DatasetArn, Changes: { GroundTruth: Buffer.from(added) } }));
  const { ProjectPolicies = [] } = await aws.send(new ListProjectPoliciesCommand({ ProjectArn }));
  const { PolicyName, PolicyRevisionId, PolicyDocument = "" } = ProjectPolicies[0] ?? {};
  const document = PolicyDocument.replace(OTHER_ACCOUNT, "555566667777");
  await aws.send(new PutProjectPolicyCommand({ ProjectArn, PolicyName, PolicyRevisionId, PolicyDocument: document }));
  await aws.send(new DeleteCollectionCommand({ CollectionId: "lost" }));
  await aws.send(new StopStreamProcessorCommand({ Name: "door" }));
  const ConnectedHomeForUpdate = { Labels: ["PET"] };
  await aws.send(new UpdateStreamProcessorCommand({ Name: "porch", SettingsForUpdate: { ConnectedHomeForUpdate } }));
  await emulator.control.clock({ advanceMs: 600_000 });
}

/** What is recorded of each resource; the engine dates its entries again. */
function recordsOf(state: StackState): unknown[] {
  return state.custom.map(({ urn, id, inputs, outputs }) => ({ urn, id, inputs, outputs }));
}

async function play(world: World) {
  const { stack } = world;
  await stack.up();
  await interfere(world);
  const before = await stack.state();
  const wrongAccount = await stack.refresh({ fails: true, environment: { AWS_ACCESS_KEY_ID: OTHER_ACCOUNT } });
  const afterWrongAccount = await stack.state();
  const shown = await stack.refresh({ args: ["--diff"] });
  const { result: repair, calls } = await world.observe(() => stack.up());
  const clean = await stack.refresh({ args: ["--expect-no-changes"] });
  const quiet = await world.observe(() => stack.up());
  return { before, wrongAccount, afterWrongAccount, shown, repair, calls, clean, quiet };
}

describe("drift of a stack with every kind in it", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const program = { "index.js": PROGRAM, "train.manifest": `${LINES.join("\n")}\n` };
    // Twelve minutes that prove a collection gone need room for several looks, on a busy machine as well.
    const world = await World.create({ program, switches: SHORT, timeScale: 200 });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("is no drift to the credentials of another account: the refresh fails, and the state stays", () => {
    expect(story.wrongAccount.text).to.contain("[WrongAccount]");
    expect(recordsOf(story.afterWrongAccount)).to.deep.equal(recordsOf(story.before));
  });

  it("is shown by refresh, attribute by attribute", () => {
    const lines = story.shown.stdout.split("\n").map((line) => line.trim());
    expect(lines).to.include('~ team: "vision" => "nobody"');
    expect(lines).to.include("- running: true");
    expect(lines).to.include('~ [0]: "PERSON" => "PET"');
    expect(lines.filter((line) => /^~ contentHash: "\w{64}" => "changed outside Pulumi at /.test(line))).to.have.length(
      1,
    );
    expect(lines.some((line) => line.startsWith("~ AWS") && line.includes("555566667777"))).to.equal(true);
    expect(story.shown.changes).to.include({ delete: 1 });
  });

  it("is repaired by up, and nothing else is touched: no model is trained for it", () => {
    expect(changesIn(story.repair).sort()).to.deep.equal([
      "create lost",
      "update copies",
      "update door",
      "update porch",
      "update shapes",
      "update test",
      "update train",
    ]);
    expect(effectsOf(story.calls)).not.to.include("CreateProjectVersion");
  });

  it("is gone then", () => {
    expect(changesIn(story.quiet.result)).to.deep.equal([]);
    expect(effectsOf(story.quiet.calls)).to.deep.equal([]);
  });
});
