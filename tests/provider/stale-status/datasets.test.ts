import { expect } from "chai";
import { lines } from "../dataset/datasets.js";
import { killedAt } from "../harness/killed.js";
import { Rig } from "../harness/rig.js";

describe("a dataset whose status lags behind an interrupted run", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  it("killed while its entries are changed, and asked for again: it waits until they can be read, and is as asked", async () => {
    const projectArn = await rig.makeProject();
    const train = rig.resource("dataset", "train");
    const asked = (count: number): object => ({ projectArn, datasetType: "TRAIN", entries: lines(count) });
    await train.up(asked(4));
    rig.emulator.advance(300_000);
    rig.emulator.setSwitches({ statusLagMs: 20_000 });
    await train.up(asked(10), { process: killedAt(rig, "UpdateDatasetEntries") });
    const again = await train.up(asked(10));
    expect(again.steps).to.deep.equal(["update"]);
    expect(train.outputs).to.have.nested.property("stats.totalEntries", 10);
    expect((await train.up(asked(10))).calls).to.deep.equal([]);
  });
});
