import { expect } from "chai";
import { interruptTraining } from "./scenarios/interrupted-training.js";
import type { Interruption } from "./scenarios/interrupted-training.js";

const VICTIMS = { plugin: "the plugin", cli: "the whole CLI" } as const;

for (const victim of ["plugin", "cli"] as const) {
  describe(`a SIGKILL of ${VICTIMS[victim]} in the middle of a training`, () => {
    let seen: Interruption;
    before(async () => {
      seen = await interruptTraining(victim);
    });

    it("met one plugin and a model in training", () => {
      expect(seen.pluginsAtKill).to.have.length(1);
      expect(seen.statusAtKill).to.equal("TRAINING_IN_PROGRESS");
    });

    it("leaves no plugin behind, and nothing that starts the model", () => {
      expect(seen.pluginGone).to.equal(true);
      expect(seen.effectsWhileAlone).to.deep.equal([]);
    });

    it("lets the next up take up the same training, and nothing is trained twice", () => {
      expect(seen.trainingsAskedFor).to.equal(1);
      expect(seen.models.map(({ arn, status }) => ({ arn, status }))).to.deep.equal([
        { arn: seen.arnAtKill, status: "RUNNING" },
      ]);
      expect(seen.recordedArn).to.equal(seen.arnAtKill);
    });
  });
}
