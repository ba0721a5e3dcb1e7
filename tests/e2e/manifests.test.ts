import { expect } from "chai";
import { S3Server } from "../provider/harness/s3-server.js";
import { BUCKETS } from "./harness/model-program.js";
import { World, effectsOf } from "./harness/world.js";

const program = (name: string, bucket = "quickstart-data"): string => `
  const { Dataset, Project } = require("pulumi-rekognition");
  const project = new Project("shapes", {});
  new Dataset("train", {
    projectArn: project.arn,
    datasetType: "TRAIN",
    groundTruthManifest: { s3Object: ${JSON.stringify({ bucket, name })} },
  });
`;

describe("a dataset whose manifest in S3 is another one", () => {
  let s3: S3Server;
  let world: World;
  let arn: string | undefined;
  const datasets = async () => (await world.emulator.control.state()).projects.flatMap((project) => project.datasets);

  before(async () => {
    s3 = await S3Server.start(BUCKETS);
    world = await World.create({ program: program("manifest.jsonl"), config: { "rekognition:s3Endpoint": s3.url } });
    await world.stack.up();
    [arn] = (await datasets()).map((dataset) => dataset.arn);
  });
  after(async () => {
    world.dispose();
    await s3.close();
  });

  it("is made the first time without S3 being asked", () => {
    expect(s3.requests).to.deep.equal([]);
    expect(arn).to.be.a("string");
  });

  it("stays where that one is not there, as the preview says", async () => {
    world.stack.setProgram(program("typo.jsonl"));
    const preview = await world.stack.preview();
    expect(preview.text).to.contain("First its manifest is read from S3");
    expect(s3.requests, "by a preview").to.deep.equal([]);
    const { result, calls } = await world.observe(() => world.stack.up({ fails: true }));
    expect(result.text)
      .to.contain("s3://quickstart-data/typo.jsonl cannot be read")
      .and.to.contain("Nothing was deleted");
    expect(effectsOf(calls)).not.to.include("DeleteDataset");
    expect((await datasets()).map((dataset) => dataset.arn)).to.deep.equal([arn]);
    expect(s3.requests.map(({ method, key }) => [method, key])).to.deep.equal([["GET", "typo.jsonl"]]);
    expect(s3.requests[0]?.headers.authorization, "signed").to.contain("AWS4-HMAC-SHA256");
  });

  it("is made again from one that AWS takes", async () => {
    world.stack.setProgram(program("manifest.jsonl", "other-data"));
    const { calls } = await world.observe(() => world.stack.up());
    expect(effectsOf(calls)).to.include.members(["DeleteDataset", "CreateDataset"]);
    const [dataset] = await datasets();
    expect(dataset?.arn).not.to.equal(arn);
    expect(dataset?.entryCount).to.be.greaterThan(0);
  });
});
