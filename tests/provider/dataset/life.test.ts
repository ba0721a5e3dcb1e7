import { expect } from "chai";
import { failureOf } from "../harness/failure.js";
import { ACCOUNT, BUCKET, REGION, Rig } from "../harness/rig.js";
import { contentsOf, line, lines, manifest } from "./datasets.js";

const SETTLED_MS = 130_000;

describe("a dataset", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const train = (more: object = {}): object => ({ projectArn, datasetType: "TRAIN", ...more });
  const fromS3 = (more: object = {}): object => train({ groundTruthManifest: manifest("train.manifest"), ...more });

  it("is made from a manifest in S3; its id is its place, its ARN an output", async () => {
    const data = rig.resource("dataset", "train");
    const made = await data.up(fromS3({ tags: { team: "vision" } }));
    expect(made.steps).to.deep.equal(["create"]);
    expect(data.id).to.equal(`${projectArn}/dataset/train`);
    expect(data.outputs.arn).to.match(
      new RegExp(`^arn:aws:rekognition:${REGION}:${ACCOUNT}:project/animals/dataset/train/\\d+$`),
    );
    const { DatasetDescription: described } = await rig.client.describeDataset({
      DatasetArn: String(data.outputs.arn),
    });
    expect(data.outputs).to.deep.include({
      status: "CREATE_COMPLETE",
      statusMessageCode: "SUCCESS",
      stats: { labeledEntries: 2, totalEntries: 2, totalLabels: 2, errorEntries: 0 },
      creationTimestamp: described?.CreationTimestamp?.toISOString(),
      lastUpdatedTimestamp: described?.LastUpdatedTimestamp?.toISOString(),
    });
    expect(data.outputs).not.to.have.property("badEntries");
    expect(data.outputs.contentHash).to.match(/^[0-9a-f]{64}$/);
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: String(data.outputs.arn) });
    expect(Tags).to.include({ team: "vision", "pulumi-rekognition:owner": "acme/shop/dev" });
  });

  it("is left alone by a second up: not one call", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    const again = await data.up(fromS3());
    expect([again.steps, again.calls]).to.deep.equal([["same"], []]);
  });

  it("takes up to 100 entries of the program, as lines or objects", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(train({ entries: [line("1.png", "cat"), JSON.stringify(line("2.png", "dog"))] }));
    expect(await contentsOf(rig.client, data.outputs.arn)).to.deep.equal(["1.png cat", "2.png dog"]);
    expect(data.outputs).to.deep.include({ status: "UPDATE_COMPLETE" });
    expect((await data.up(train({ entries: [line("1.png", "cat"), line("2.png", "dog")] }))).steps).to.deep.equal([
      "update",
    ]);
  });

  it("is made empty without a source", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(train());
    expect(data.outputs.stats).to.deep.include({ totalEntries: 0 });
    expect(data.outputs.contentHash).to.be.a("string");
  });

  it("is copied from another dataset", async () => {
    const source = rig.resource("dataset", "source");
    await source.up(fromS3());
    const copyProject = await rig.makeProject("copies");
    const copy = rig.resource("dataset", "copy");
    await copy.up({ projectArn: copyProject, datasetType: "TRAIN", datasetArn: source.outputs.arn });
    expect(copy.outputs.stats).to.deep.include({ totalEntries: 2 });
    expect(rig.datasets).to.have.length(2);
  });

  it("takes changed tags in place, and reads nothing else again", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3({ tags: { team: "vision", stage: "test" } }));
    const { arn } = data.outputs;
    const changed = await data.up(fromS3({ tags: { team: "hearing" } }));
    expect([changed.steps, changed.diffs]).to.deep.equal([["update"], ["tags"]]);
    expect(changed.operations).not.to.include("ListDatasetEntries");
    expect(data.outputs.arn).to.equal(arn);
    const { Tags } = await rig.client.listTagsForResource({ ResourceArn: String(arn) });
    expect(Tags).to.include({ team: "hearing" }).and.not.to.have.property("stage");
  });

  for (const field of ["projectArn", "datasetType"]) {
    it(`is replaced for another ${field}, the new one before the old one goes`, async () => {
      const data = rig.resource("dataset", "train");
      await data.up(fromS3());
      const to = field === "projectArn" ? { projectArn: await rig.makeProject("others") } : { datasetType: "TEST" };
      const changed = await data.up(fromS3(to));
      expect(changed.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
      expect(changed.diffs).to.include(field);
      expect(rig.datasets.map(({ arn }) => arn)).to.deep.equal([data.outputs.arn]);
    });
  }

  it("is found to have disappeared by a refresh, and made again by the next up", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteDataset({ DatasetArn: String(data.outputs.arn) });
    rig.emulator.advance(SETTLED_MS);
    expect((await data.refresh()).steps).to.deep.equal(["delete"]);
    expect((await data.up(fromS3())).steps).to.deep.equal(["create"]);
    expect(rig.datasets.map(({ arn }) => arn)).to.deep.equal([data.outputs.arn]);
  });

  it("is made again by an update that finds it deleted, and keeps its id", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    const { id } = data;
    rig.emulator.advance(SETTLED_MS);
    await rig.client.deleteDataset({ DatasetArn: String(data.outputs.arn) });
    rig.emulator.advance(SETTLED_MS);
    const changed = await data.up(fromS3({ tags: { a: "b" } }));
    expect(changed.steps).to.deep.equal(["update"]);
    expect(changed.warnings.join()).to.contain("was deleted outside Pulumi and is made again");
    expect(data.id).to.equal(id);
    expect(rig.datasets.map(({ arn, tags }) => [arn, tags.a])).to.deep.equal([[data.outputs.arn, "b"]]);
  });

  it("is not changed by a refresh that finds nothing new", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3({ tags: { a: "b" } }));
    const before = data.state;
    const refreshed = await data.refresh();
    expect([refreshed.steps, refreshed.diffs]).to.deep.equal([["refresh"], []]);
    expect(data.state).to.deep.equal(before);
    expect((await data.up(fromS3({ tags: { a: "b" } }))).steps).to.deep.equal(["same"]);
  });

  it("is deleted, and can be deleted twice", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    const { state } = data;
    expect((await data.destroy()).steps).to.deep.equal(["delete"]);
    expect(rig.datasets).to.deep.equal([]);
    rig.emulator.advance(SETTLED_MS);
    data.state = state;
    expect((await data.destroy()).steps).to.deep.equal(["delete"]);
  });

  it("waits for a change that goes on before it is deleted", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(train({ entries: lines(3) }));
    const DatasetArn = String(data.outputs.arn);
    const GroundTruth = Buffer.from(JSON.stringify(line("9.png", "cat")));
    await rig.client.updateDatasetEntries({ DatasetArn, Changes: { GroundTruth } });
    expect((await data.destroy()).steps).to.deep.equal(["delete"]);
    expect(rig.datasets).to.deep.equal([]);
  });

  it("keeps its state small, whatever it holds", async () => {
    rig.bucket.putManifest("many.manifest", lines(2_000));
    const data = rig.resource("dataset", "train");
    await data.up(train({ groundTruthManifest: manifest("many.manifest") }));
    expect(data.outputs.stats).to.deep.include({ totalEntries: 2_000 });
    expect(JSON.stringify([data.state?.inputs, data.outputs]).length).to.be.lessThan(3_500);
  });

  it("is read by a get without being managed, and a missing one says so", async () => {
    const { DatasetArn } = await rig.client.createDataset({
      ProjectArn: projectArn,
      DatasetType: "TEST",
      DatasetSource: { GroundTruthManifest: { S3Object: { Bucket: BUCKET, Name: "train.manifest" } } },
      Tags: { team: "other" },
    });
    rig.emulator.advance(20_000);
    const provider = rig.startProcess().provider("dataset");
    const read = await provider.read(`${projectArn}/dataset/test`, { __provider: "x" });
    expect(read.props).to.deep.include({ arn: DatasetArn, datasetType: "TEST", projectArn, tags: { team: "other" } });
    const failure = await failureOf(provider.read(`${projectArn}/dataset/train`, { __provider: "x" }));
    expect(failure).to.contain("[NotFound]");
  });
});
