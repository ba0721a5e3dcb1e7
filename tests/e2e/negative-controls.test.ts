import { AssertionError, expect } from "chai";
import { doctoredPackage } from "./harness/doctored-package.js";
import type { Edit } from "./harness/doctored-package.js";
import { expectSameModelServes, forceReplacement } from "./scenarios/forced-replacement.js";
import {
  expectKilledInTraining,
  expectNothingLeftBehind,
  expectTrainingTakenUp,
  interruptTraining,
} from "./scenarios/interrupted-training.js";

const OWNERSHIP = "provider/lifecycle/ownership.js";
const FENCE = "async function claimedSince(context, arn, createdAtMs, meta, id) {";

const withoutWatchdog: Edit = {
  file: "provider/session/watchdog.js",
  find: "const answers = await this.#engine.ping();",
  replaceBy: "const answers = true;",
};
const withoutFence: Edit = { file: OWNERSHIP, find: FENCE, replaceBy: `${FENCE} return undefined;` };
const withoutLookUp: Edit = {
  file: "provider/lifecycle/ensure.js",
  find: "let found = await kind.look();",
  replaceBy: "let found = undefined;",
};
const withoutLastingNames: Edit = {
  file: "provider/lifecycle/identity.js",
  find: "const hash = ",
  replaceBy: "const hash = String(process.pid) || ",
};

// Each of these is a test elsewhere, run against a copy of the package with one guard off: its assertions have to fail.
describe("a copy of the package", () => {
  it("without the watchdog leaves a plugin behind that starts the model by itself", async () => {
    const seen = await interruptTraining("cli", { copyIn: doctoredPackage(withoutWatchdog) });
    expectKilledInTraining(seen);
    expect(() => {
      expectNothingLeftBehind(seen);
    }).to.throw(AssertionError);
    expect(seen.effectsWhileAlone).to.deep.equal(["StartProjectVersion"]);
  });

  it("without the fence deletes the serving model under --replace", async () => {
    const [seen] = await forceReplacement(["--replace"], { copyIn: doctoredPackage(withoutFence) });
    expect(() => {
      expectSameModelServes(seen);
    }).to.throw(AssertionError);
    expect(seen?.models).to.deep.equal([]);
  });

  it("without the look-up before create asks for a second training", async () => {
    const seen = await interruptTraining("plugin", { copyIn: doctoredPackage(withoutLookUp) });
    expectKilledInTraining(seen);
    expect(() => {
      expectTrainingTakenUp(seen);
    }).to.throw(AssertionError);
    expect(seen.trainingsAskedFor).to.be.greaterThan(1);
  });

  it("with another derived name in each process trains twice", async () => {
    const seen = await interruptTraining("plugin", { copyIn: doctoredPackage(withoutLastingNames) });
    expectKilledInTraining(seen);
    expect(() => {
      expectTrainingTakenUp(seen);
    }).to.throw(AssertionError);
    expect(seen.models).to.have.length(2);
  });

  it("is refused when the text to edit is not found, or found twice", () => {
    expect(() => doctoredPackage({ ...withoutFence, find: "no such text" })).to.throw("0 times");
    expect(() => doctoredPackage({ ...withoutFence, find: "await" })).to.throw("times in provider/lifecycle");
  });
});
