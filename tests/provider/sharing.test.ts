import { expect } from "chai";
import { modelArgs } from "./harness/models.js";
import { ACCOUNT, Rig } from "./harness/rig.js";

const HOUR_MS = 3_600_000;

describe("waits of one hour in one project", () => {
  /** Trains so many models at once, under AWS's rates, and counts what it took. */
  async function train(count: number): Promise<{ looks: number; refused: number; lastMs: number }> {
    const rig = await Rig.start({
      enforceRates: true,
      trainingMs: HOUR_MS,
      quotaConcurrentTrainings: count,
      quotaRunningModels: count,
    });
    try {
      const projectArn = await rig.makeProject();
      const process = rig.startProcess();
      const begunMs = rig.emulator.nowMs();
      const models = Array.from({ length: count }, (_, index) => rig.resource("projectVersion", `model-${index}`));
      await Promise.all(models.map((model) => model.up(modelArgs(projectArn), { process })));
      expect(rig.models.every(({ status }) => status === "TRAINING_COMPLETED")).to.equal(true);
      const calls = rig.emulator.calls().filter(({ account }) => account === ACCOUNT);
      return {
        looks: calls.filter(({ operation }) => operation === "DescribeProjectVersions").length,
        refused: calls.filter(({ status }) => status !== 200).length,
        lastMs: rig.emulator.nowMs() - begunMs - HOUR_MS,
      };
    } finally {
      await rig.close();
    }
  }

  it("cost calls by the page, not by the wait: forty cost little more than one", async () => {
    const [one, forty] = [await train(1), await train(40)];
    expect(one.looks).to.be.at.most(280);
    expect(forty.looks).to.be.at.most(one.looks * 1.25);
    expect(forty.refused).to.equal(0);
    // The last of forty is begun after 8 seconds: AWS takes 5 a second.
    expect(forty.lastMs).to.be.at.most(10_000 + 30_000);
  });
});
