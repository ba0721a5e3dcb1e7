import {
  expectKilledInTraining,
  expectNothingLeftBehind,
  expectTrainingTakenUp,
  interruptTraining,
} from "./scenarios/interrupted-training.js";
import type { Interruption } from "./scenarios/interrupted-training.js";

const VICTIMS = { plugin: "the plugin", cli: "the whole CLI" } as const;

for (const victim of ["plugin", "cli"] as const) {
  describe(`a SIGKILL of ${VICTIMS[victim]} in the middle of a training`, () => {
    let seen: Interruption;
    before(async () => {
      seen = await interruptTraining(victim);
    });

    it("met one plugin and a model in training", () => {
      expectKilledInTraining(seen);
    });

    it("leaves no plugin behind, and nothing that starts the model", () => {
      expectNothingLeftBehind(seen);
    });

    it("lets the next up take up the same training, and nothing is trained twice", () => {
      expectTrainingTakenUp(seen);
    });
  });
}
