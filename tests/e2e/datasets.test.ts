import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { changesIn } from "./harness/operation.js";
import { REPOSITORY } from "./harness/package-under-test.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

const LINES = readFileSync(join(REPOSITORY, "examples", "quickstart", "data", "manifest.jsonl"), "utf8")
  .trimEnd()
  .split("\n");

const PROGRAM = `
  const path = require("node:path");
  const { Dataset, Project, ProjectPolicy, ProjectVersion } = require("pulumi-rekognition");
  const project = new Project("shapes", {});
  const projectArn = project.arn;
  // An absolute path, as many programs write it.
  const manifestFile = path.join(__dirname, "train.manifest");
  const train = new Dataset("train", { projectArn, datasetType: "TRAIN", manifestFile });
  const test = new Dataset("test", { projectArn, datasetType: "TEST", distributeFromDatasetArn: train.arn });
  const model = new ProjectVersion("model", {
    projectArn,
    outputConfig: { s3Bucket: "quickstart-data", s3KeyPrefix: "training-output" },
    triggers: { train: train.contentHash, test: test.contentHash },
    minInferenceUnits: 1,
  });
  new ProjectPolicy("copies", {
    projectArn,
    policyDocument: projectArn.apply((arn) => JSON.stringify({
      Version: "2012-10-17",
      Statement: [{
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::210987654321:root" },
        Action: "rekognition:CopyProjectVersion",
        Resource: arn.replace(/[^/]+$/, "version/*/*"),
      }],
    })),
  });
  exports.trainArn = train.arn;
  exports.modelArn = model.arn;
`;

const files = (lines: readonly string[]) => ({ "index.js": PROGRAM, "train.manifest": `${lines.join("\n")}\n` });

/** Plays the life of one stack and keeps what was seen. */
async function play(world: World) {
  const { stack, emulator } = world;
  const seen = async () => ({
    outputs: await stack.outputs(),
    state: await stack.state(),
    aws: await emulator.control.state(),
  });
  const first = { operation: await stack.up(), ...(await seen()) };
  const unchanged = await world.observe(() => stack.preview());
  stack.setProgram(files([...LINES.slice(0, 3), '{"not":"an entry"}']));
  const broken = await stack.preview({ fails: true });
  stack.setProgram(files(LINES.slice(6)));
  const fewerPreview = await stack.preview();
  const { result, calls } = await world.observe(() => stack.up());
  const fewer = { operation: result, calls, ...(await seen()) };
  const destroyed = { operation: await stack.destroy(), aws: await emulator.control.state() };
  return { first, unchanged, broken, fewerPreview, fewer, destroyed };
}

describe("datasets under a model that runs", () => {
  let world: World;
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    world = await World.create({ program: files(LINES), switches: SHORT });
    story = await play(world);
  });
  after(() => {
    world.dispose();
  });

  it("are filled, distributed and trained from, in that order", () => {
    const [project] = story.first.aws.projects;
    expect(project?.datasets.map(({ type, entryCount }) => [type, entryCount])).to.have.deep.members([
      ["TRAIN", LINES.length - Math.round(LINES.length / 5)],
      ["TEST", Math.round(LINES.length / 5)],
    ]);
    expect(project?.versions.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
    expect(project?.policies.map(({ name }) => name)).to.have.length(1);
  });

  it("leave neither entries nor a path of this machine in the state", () => {
    const { inputs, outputs } = story.first.state.resource("train");
    expect(inputs?.manifestFile).to.equal("train.manifest");
    expect(JSON.stringify(outputs)).not.to.contain("source-ref").and.not.to.contain(world.stack.folder);
  });

  it("show no change, and call nothing, where the file is the same", () => {
    expect(changesIn(story.unchanged.result)).to.deep.equal([]);
    expect(story.unchanged.calls).to.deep.equal([]);
  });

  it("stop a preview of a broken file with its line", () => {
    expect(story.broken.text).to.contain("line 4 has no source-ref (ERROR_MISSING_SOURCE_REF)");
  });

  it("show at preview that fewer lines are an update of theirs, and another model", () => {
    expect(changesIn(story.fewerPreview)).to.include.members(["update train", "update test", "replace model"]);
    expect(changesIn(story.fewerPreview)).not.to.include("replace train");
  });

  it("are made again within their update, and the model runs until its successor does", () => {
    expect(changesIn(story.fewer.operation)).to.deep.equal([
      "update train",
      "update test",
      "create-replacement model",
      "replace model",
      "delete-replaced model",
    ]);
    expect(effectsOf(story.fewer.calls).filter((name) => name !== "TagResource")).to.deep.equal([
      "DeleteDataset",
      "CreateDataset",
      "UpdateDatasetEntries",
      "DeleteDataset",
      "CreateDataset",
      "DistributeDatasetEntries",
      "CreateProjectVersion",
      "StartProjectVersion",
      "StopProjectVersion",
      "DeleteProjectVersion",
    ]);
    expect(story.fewer.outputs.trainArn).not.to.equal(story.first.outputs.trainArn);
    expect(story.fewer.state.id("train")).to.equal(story.first.state.id("train"));
    const [project] = story.fewer.aws.projects;
    expect(project?.versions.map(({ arn, status }) => [arn, status])).to.deep.equal([
      [story.fewer.outputs.modelArn, "RUNNING"],
    ]);
  });

  it("are gone, with everything else, after destroy", () => {
    expect(story.destroyed.aws.projects).to.deep.equal([]);
  });
});
