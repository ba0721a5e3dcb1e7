import { expect } from "chai";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

describe("a machine whose clock is set while the provider works", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start();
  });
  afterEach(() => rig.close());

  for (const byMs of [-HOUR_MS, HOUR_MS]) {
    const way = byMs < 0 ? "back" : "forward";
    it(`by an hour ${way}, waits no longer and no shorter for it`, async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "shapes");
      const process = rig.startProcess();
      const began = rig.emulator.nowMs();
      void rig.time.in(30_000, () => {
        rig.time.setClock(byMs);
      });
      const args = modelArgs(projectArn, { minInferenceUnits: 1 });
      await model.up(args, { process, timeouts: { create: "10m" } });
      expect(rig.model(model.id).status).to.equal("RUNNING");
      expect(rig.emulator.nowMs() - began).to.be.at.most(5 * MINUTE_MS);
    });

    it(`by an hour ${way}, sends the next call of every kind at once`, async () => {
      const projectArn = await rig.makeProject();
      const model = rig.resource("projectVersion", "shapes");
      const process = rig.startProcess();
      const args = modelArgs(projectArn, { minInferenceUnits: 1 });
      await model.up(args, { process });
      rig.time.setClock(byMs);
      const began = rig.emulator.nowMs();
      await model.refresh({ process });
      await model.destroy({ process });
      expect(rig.models).to.deep.equal([]);
      expect(rig.emulator.nowMs() - began).to.be.at.most(5 * MINUTE_MS);
    });
  }
});

describe("a machine that sleeps while the provider waits", () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await Rig.start({ trainingMs: HOUR_MS });
  });
  afterEach(() => rig.close());

  it("goes on when it wakes, though the first connections are broken", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const projectArn = await rig.makeProject();
    void rig.time.in(5 * MINUTE_MS, () => {
      rig.emulator.advance(20 * MINUTE_MS);
      rig.emulator.addFault({ operation: "*", kind: "reset", times: 7 });
    });
    expect((await model.up(modelArgs(projectArn))).steps).to.deep.equal(["create"]);
    expect(rig.model(model.id).status).to.equal("TRAINING_COMPLETED");
  });

  it("gives up on an outage that lasts for ten minutes after the waking", async () => {
    const model = rig.resource("projectVersion", "shapes");
    const projectArn = await rig.makeProject();
    let wokenAtMs = 0;
    void rig.time.in(5 * MINUTE_MS, () => {
      rig.emulator.advance(20 * MINUTE_MS);
      rig.emulator.addFault({ operation: "*", kind: "reset" });
      wokenAtMs = rig.emulator.nowMs();
    });
    const failed = await model.up(modelArgs(projectArn), { fails: true });
    expect(failed.error).to.contain("[ConnectionFailed]");
    expect(rig.emulator.nowMs() - wokenAtMs).to.be.within(10 * MINUTE_MS, 12 * MINUTE_MS);
  });
});
