import { expect } from "chai";
import { BUCKET, Rig } from "../harness/rig.js";
import { line, lines, manifest } from "./datasets.js";

describe("a dataset that does not come about", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const train = (more: object = {}): object => ({ projectArn, datasetType: "TRAIN", ...more });
  const fromS3 = (name = "train.manifest"): object => train({ groundTruthManifest: manifest(name) });

  it("names object, region and permission where the manifest cannot be read", async () => {
    const data = rig.resource("dataset", "train");
    const refused = await data.up(fromS3("missing.manifest"), { fails: true });
    expect(refused.error)
      .to.contain(`s3://${BUCKET}/missing.manifest cannot be read from us-east-1`)
      .and.to.contain("Check the key, that the bucket is in the same region, and that its policy lets")
      .and.to.contain("[S3ObjectUnreadable]");
    expect(data.state).to.equal(undefined);
    expect((await data.up(fromS3())).steps).to.deep.equal(["create"]);
  });

  it("ends with AWS's text, keeps its id, and is made again by the next up", async () => {
    const message = "The S3 bucket permissions are incorrect.";
    rig.emulator.script({ datasetCreate: [{ status: "CREATE_FAILED", message }] });
    const data = rig.resource("dataset", "train");
    const failed = await data.up(fromS3(), { fails: true });
    expect(failed.error).to.contain(`is CREATE_FAILED: ${message}`).and.to.contain("[DatasetFailed]");
    expect(data.outputs).to.deep.include({
      status: "CREATE_FAILED",
      statusMessage: message,
      statusMessageCode: "CLIENT_ERROR",
    });
    const { arn } = data.outputs;
    expect((await data.preview(fromS3())).plan.op).to.equal("update");
    const again = await data.up(fromS3());
    expect(again.steps).to.deep.equal(["update"]);
    expect(data.outputs.arn).not.to.equal(arn);
    expect(rig.datasets.map(({ arn: each, status }) => [each, status])).to.deep.equal([
      [data.outputs.arn, "CREATE_COMPLETE"],
    ]);
    expect((await data.up(fromS3())).calls).to.deep.equal([]);
  });

  it("is made again after a failed update as well, also where a refresh came between", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(train({ entries: lines(2) }));
    rig.emulator.script({ datasetUpdate: [{ status: "UPDATE_FAILED", message: "no" }] });
    const failed = await data.up(train({ entries: lines(3) }), { fails: true });
    expect(failed.error).to.contain("is UPDATE_FAILED: no");
    await data.refresh();
    expect(data.outputs.status).to.equal("UPDATE_FAILED");
    expect((await data.up(train({ entries: lines(3) }))).steps).to.deep.equal(["update"]);
    expect(rig.datasets.map(({ status, entryCount }) => [status, entryCount])).to.deep.equal([["UPDATE_COMPLETE", 3]]);
  });

  it("shows a manifest of which too much is broken with AWS's text", async () => {
    rig.bucket.put("broken.manifest", `${JSON.stringify(line("1.png", "cat"))}\nnot json\n`);
    const data = rig.resource("dataset", "train");
    const failed = await data.up(fromS3("broken.manifest"), { fails: true });
    expect(failed.error).to.contain("The manifest file has too many terminal errors.");
  });

  it("loses the old contents only, and keeps its id, where the next manifest cannot be read", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    const { id } = data;
    const { warnings } = await data.preview(fromS3("missing.manifest"));
    expect(warnings.join()).to.contain("rekognition:s3Endpoint is not: where AWS refuses it, its 2 entries are lost.");
    const failed = await data.up(fromS3("missing.manifest"), { fails: true });
    expect(failed.error)
      .to.contain("Its former 2 entries are deleted.")
      .and.to.contain("was not checked before: S3 is not asked while rekognition:endpoint is set")
      .and.to.contain("[S3ObjectUnreadable]");
    expect(data.id).to.equal(id);
    const repaired = await data.up(fromS3());
    expect(repaired.steps).to.deep.equal(["update"]);
    expect(repaired.warnings.join()).not.to.contain("deleted outside");
    expect(rig.datasets.map(({ arn }) => arn)).to.deep.equal([data.outputs.arn]);
  });

  it("ends at the deadline, says what it saw, and the next up goes on", async () => {
    rig.emulator.script({ datasetCreate: [{ seconds: 600 }] });
    const data = rig.resource("dataset", "train");
    const late = await data.up(fromS3(), { fails: true, timeouts: { create: "1m" } });
    expect(late.error).to.contain("[WaitTimedOut]").and.to.contain("CREATE_IN_PROGRESS");
    const again = await data.up(fromS3());
    expect([again.steps, data.outputs.status]).to.deep.equal([["update"], "CREATE_COMPLETE"]);
    expect(again.operations).not.to.include("CreateDataset");
  });

  it("stops at once where access is denied", async () => {
    rig.emulator.addFault({ operation: "CreateDataset", kind: "deny" });
    const data = rig.resource("dataset", "train");
    const refused = await data.up(fromS3(), { fails: true });
    expect(refused.error).to.contain("rekognition:CreateDataset").and.to.contain("[AccessDenied]");
    expect(refused.operations.filter((name) => name === "CreateDataset")).to.have.length(1);
  });

  it("is said to be missing only with the credentials of its own account", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    rig.credentials = { account: "444455556666" };
    expect((await data.refresh({ fails: true })).error).to.contain("[WrongAccount]");
    expect((await data.destroy({ fails: true })).error).to.contain("[WrongAccount]");
    expect((await data.up(fromS3("other.manifest"), { fails: true })).error).to.contain("[WrongAccount]");
    expect(rig.datasets).to.have.length(1);
  });

  for (const { what, inputs, reason } of [
    {
      what: "two sources",
      inputs: { entries: [], groundTruthManifest: manifest("train.manifest") },
      reason: "a dataset has one source",
    },
    {
      what: "images in two buckets",
      inputs: { entries: [...lines(1), { ...line("2.png", "cat"), "source-ref": "s3://other-bucket/2.png" }] },
      reason: "names images in several buckets",
    },
    { what: "an entry without source-ref", inputs: { entries: [{ a: 1 }] }, reason: "ERROR_MISSING_SOURCE_REF" },
  ]) {
    it(`is refused at preview for ${what}`, async () => {
      const { plan } = await rig.resource("dataset", "train").preview(train(inputs));
      expect(plan.op).to.equal("refused");
      expect(JSON.stringify(plan)).to.contain(reason);
    });
  }
});
