import { expect } from "chai";
import { expectWholeMessage } from "../../whole-message.js";
import { Rig } from "../harness/rig.js";
import type { StackResource } from "../harness/stack-resource.js";
import { lines, manifest } from "./datasets.js";

const SETTLED_MS = 130_000;

describe("whose a dataset is", () => {
  let rig: Rig;
  let projectArn: string;
  beforeEach(async () => {
    rig = await Rig.start();
    projectArn = await rig.makeProject();
  });
  afterEach(() => rig.close());

  const train = (more: object = {}): object => ({ projectArn, datasetType: "TRAIN", ...more });
  const fromS3 = (name = "train.manifest"): object => train({ groundTruthManifest: manifest(name) });
  const inAws = (): unknown => rig.datasets.map(({ arn, entryCount }) => [arn, entryCount]);
  const made = (): number =>
    rig.emulator.calls().filter(({ operation, effect }) => operation === "CreateDataset" && effect).length;

  async function byHand(): Promise<string> {
    const { DatasetArn = "" } = await rig.client.createDataset({ ProjectArn: projectArn, DatasetType: "TRAIN" });
    rig.emulator.advance(SETTLED_MS);
    return DatasetArn;
  }

  it("is not taken from somebody who made it by hand, unless adopted", async () => {
    const arn = await byHand();
    const data = rig.resource("dataset", "train");
    const refused = await data.up(fromS3(), { fails: true });
    expect(refused.error).to.contain("[NameTaken]").and.to.contain(arn);
    await data.up(train({ groundTruthManifest: manifest("train.manifest"), adopt: true }));
    // Where its entries came from cannot be read, so they are left as they are.
    expect(inAws()).to.deep.equal([[arn, 0]]);
    expect(
      (await data.up(train({ groundTruthManifest: manifest("train.manifest"), adopt: true }))).steps,
    ).to.deep.equal(["same"]);
    await data.destroy();
    expect(inAws()).to.deep.equal([]);
  });

  it("is not taken from another stack, not even when adopted", async () => {
    const owner = rig.resource("dataset", "train");
    await owner.up(fromS3());
    rig.owner = "acme/shop/production";
    const other = rig.resource("dataset", "train");
    const refused = await other.up(train({ groundTruthManifest: manifest("train.manifest"), adopt: true }), {
      fails: true,
    });
    expect(refused.error).to.contain("[OwnedByAnother]").and.to.contain("acme/shop/dev");
  });

  it("is left alone by a forced replacement, which fails; adopted, its predecessor's delete leaves it", async () => {
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    const before = inAws();
    const refused = await data.up(fromS3(), { replace: true, fails: true });
    expectWholeMessage(refused.error, "RecordedBefore");
    expect(inAws()).to.deep.equal(before);
    const adopted = train({ groundTruthManifest: manifest("train.manifest"), adopt: true });
    const forced = await data.up(adopted, { replace: true });
    expect(forced.steps).to.deep.equal(["create-replacement", "delete-replaced"]);
    expect(forced.warnings.join()).to.contain("was left alone");
    expect(inAws()).to.deep.equal(before);
    await data.destroy();
    expect(inAws()).to.deep.equal([]);
  });

  it("survives a predecessor's delete in a later process, while tags lag", async () => {
    rig.emulator.setSwitches({ tagLagMs: 60_000 });
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    rig.emulator.advance(SETTLED_MS);
    const old = data.state;
    await data.up(train({ groundTruthManifest: manifest("train.manifest"), adopt: true }), { replace: true });
    if (old !== undefined) data.pendingDeletes = [old];
    const again = await data.up(fromS3());
    expect(again.steps).to.deep.equal(["same", "delete-replaced"]);
    expect(rig.datasets).to.have.length(1);
  });

  const resumes = async (
    data: StackResource,
    args: object,
    count: number,
    expected: { entries: number; creates: number },
  ): Promise<void> => {
    await data.up(args, { kill: { call: count, when: "after" } });
    rig.emulator.advance(SETTLED_MS);
    await data.up(args);
    expect(inAws()).to.deep.equal([[data.outputs.arn, expected.entries]]);
    expect(made(), `creates after a kill at call ${String(count)}`).to.equal(expected.creates);
    expect((await data.up(args)).calls).to.deep.equal([]);
  };

  it("is taken up again by the create after one that was killed, wherever that was", async () => {
    for (let call = 1; call <= 12; call++) {
      await rig.close();
      rig = await Rig.start();
      projectArn = await rig.makeProject();
      await resumes(rig.resource("dataset", "train"), train({ entries: lines(3) }), call, { entries: 3, creates: 1 });
    }
  });

  it("is taken up again by the update after one that was killed while it made the dataset again", async () => {
    for (let call = 1; call <= 16; call++) {
      await rig.close();
      rig = await Rig.start();
      rig.bucket.putManifest("next.manifest", lines(3));
      projectArn = await rig.makeProject();
      const data = rig.resource("dataset", "train");
      await data.up(fromS3());
      rig.emulator.advance(SETTLED_MS);
      await resumes(data, fromS3("next.manifest"), call, { entries: 3, creates: 2 });
    }
  });

  it("is found by destroy where an update was killed after it made the dataset again", async () => {
    for (let call = 1; call <= 16; call++) {
      await rig.close();
      rig = await Rig.start();
      rig.bucket.putManifest("next.manifest", lines(3));
      projectArn = await rig.makeProject();
      const data = rig.resource("dataset", "train");
      await data.up(fromS3());
      rig.emulator.advance(SETTLED_MS);
      await data.up(fromS3("next.manifest"), { kill: { call, when: "after" } });
      rig.emulator.advance(SETTLED_MS);
      await data.destroy();
      expect(inAws(), `after a kill at call ${String(call)}`).to.deep.equal([]);
    }
  });

  it("is taken up by the same create after an answer that got lost", async () => {
    rig.emulator.addFault({ operation: "CreateDataset", kind: "lostResponse", times: 1 });
    const data = rig.resource("dataset", "train");
    await data.up(fromS3());
    expect(inAws()).to.deep.equal([[data.outputs.arn, 2]]);
    expect(made()).to.equal(1);
  });

  it("sends a chunk again whose answer got lost: the dataset holds what it is to", async () => {
    rig.emulator.addFault({ operation: "UpdateDatasetEntries", kind: "lostResponse", times: 1 });
    const data = rig.resource("dataset", "train");
    await data.up(train({ entries: lines(3) }));
    expect(inAws()).to.deep.equal([[data.outputs.arn, 3]]);
  });

  it("comes about while everything lags: describes, statuses and tags", async () => {
    rig.emulator.setSwitches({ describeLagMs: 20_000, statusLagMs: 15_000, tagLagMs: 30_000 });
    const data = rig.resource("dataset", "train");
    await data.up(train({ entries: lines(3) }));
    await data.up(train({ entries: lines(5) }));
    await data.up(train({ entries: lines(2) }));
    expect(inAws()).to.deep.equal([[data.outputs.arn, 2]]);
    await data.destroy();
    rig.emulator.advance(SETTLED_MS);
    expect(inAws()).to.deep.equal([]);
  });
});
