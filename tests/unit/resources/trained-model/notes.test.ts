import { expect } from "chai";
import type { Due, NoteSettings } from "../../../../provider/lifecycle/handler.js";
import type { ModelInputs, ModelOutputs } from "../../../../provider/resources/trained-model/fields.js";
import { changesUnits, modelNotes, quotaNotes } from "../../../../provider/resources/trained-model/notes.js";

const settings: NoteSettings = {
  withCosts: true,
  asksS3: false,
  deletesFirst: false,
  isRetained: false,
  running: 1,
};
const meta = { v: 2, claim: "", claimedAt: 0, createdAt: 0 };
const region = "us-east-1";

describe("what a preview says of a model", () => {
  const notes = modelNotes("training");
  const due = (changed: Partial<Due["changed"]>): Due =>
    ({
      changed: { replace: [], update: [], local: [], ignore: [], ...changed },
      outstanding: { action: "nothing" },
    }) as unknown as Due;
  const says = (
    outputs: ModelOutputs,
    inputs: ModelInputs,
    changed: Partial<Due["changed"]>,
    more: Partial<NoteSettings> = {},
    olds: ModelInputs = { minInferenceUnits: 1, region },
  ): string[] => notes({ inputs: olds, outputs, meta }, { region, ...inputs }, due(changed), { ...settings, ...more });

  const units = { update: ["minInferenceUnits"] };
  const RESTART = "A change of inference units stops and restarts the model: 10 to 20 minutes without inference.";
  const PRICED = "2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)";

  it("is that other units restart one that runs, and what they cost where that is asked for", () => {
    const asked = { minInferenceUnits: 2 };
    expect(says({ status: "RUNNING" }, asked, units)).to.deep.equal([`${RESTART} Then it runs with ${PRICED}.`]);
    expect(says({ status: "RUNNING" }, asked, units, { withCosts: false })).to.deep.equal([RESTART]);
    expect(says({ status: "SCALING" }, asked, units)).to.have.length(1);
  });

  it("is what one will cost that is to be started, by a change or because it is on its way", () => {
    const start = `The model will run with ${PRICED} for as long as minInferenceUnits is set.`;
    for (const status of ["STOPPED", "TRAINING_IN_PROGRESS", "STOPPING"]) {
      expect(says({ status }, { minInferenceUnits: 2 }, units)).to.deep.equal([start]);
    }
    expect(says({ status: "STOPPED" }, { minInferenceUnits: 2 }, {})).to.deep.equal([start]);
    expect(says({ status: "TRAINING_IN_PROGRESS" }, { minInferenceUnits: 2 }, {})).to.deep.equal([start]);
    expect(says({ status: "STOPPING" }, { minInferenceUnits: 2 }, {})).to.deep.equal([]);
    expect(says({ status: "STOPPED" }, { minInferenceUnits: 2 }, units, { withCosts: false })).to.deep.equal([]);
  });

  it("is nothing of one that is not to run", () => {
    expect(says({ status: "RUNNING" }, {}, units)).to.deep.equal([]);
  });

  it("is that one below its gate is not started", () => {
    const shut = "It will not be started: its F1 score, 0.500, is below minF1Score 0.8.";
    const asked = { minInferenceUnits: 2, minF1Score: 0.8 };
    expect(says({ status: "STOPPED", f1Score: 0.5 }, asked, {})).to.deep.equal([shut]);
    const starts = [
      says({ status: "STOPPED", f1Score: 0.8 }, asked, {}),
      says({ status: "STOPPED" }, asked, {}),
      says({ status: "STOPPED", f1Score: 0.5 }, { minInferenceUnits: 2 }, {}),
    ];
    for (const said of starts) expect(said.join()).to.match(/^The model will run with/);
  });

  it("is that a gate that is raised stops nothing", () => {
    const gate =
      "The gate is for a start only: the model that runs goes on running, although its F1 score, 0.500, is below minF1Score 0.8.";
    const asked = { minInferenceUnits: 1, minF1Score: 0.8 };
    expect(says({ status: "RUNNING", f1Score: 0.5 }, asked, { local: ["minF1Score"] })).to.deep.equal([gate]);
    expect(says({ status: "RUNNING", f1Score: 0.5 }, asked, { local: ["deletionPolicy"] })).to.deep.equal([]);
    expect(says({ status: "RUNNING", f1Score: 0.9 }, asked, { local: ["minF1Score"] })).to.deep.equal([]);
  });

  it("is what cannot be changed on it", () => {
    expect(says({ status: "STOPPED" }, {}, { ignore: ["kmsKeyId", "outputConfig"] })).to.deep.equal([
      "kmsKeyId and outputConfig cannot be changed on a trained model: it applies at the next training.",
    ]);
  });

  it("is that units above the quota may be refused, where they change", () => {
    const asked = { minInferenceUnits: 6 };
    expect(says({ status: "STOPPED" }, asked, units).at(-1)).to.match(/^minInferenceUnits 6 is more than the 5 /);
    expect(says({ status: "STOPPED" }, asked, {}).join()).not.to.contain("more than");
    expect(quotaNotes({ minInferenceUnits: 1, maxInferenceUnits: 7 })).to.have.length(1);
    expect(quotaNotes({ minInferenceUnits: 1, maxInferenceUnits: 7 }).join()).to.match(/^maxInferenceUnits 7 /);
    expect(quotaNotes({ minInferenceUnits: 5 })).to.deep.equal([]);
    expect(quotaNotes({ minInferenceUnits: "04da" as unknown as number })).to.deep.equal([]);
  });

  it("knows a change of units", () => {
    expect(changesUnits(due({ update: ["maxInferenceUnits"] }))).to.equal(true);
    expect(changesUnits(due({ update: ["minInferenceUnits"] }))).to.equal(true);
    expect(changesUnits(due({ update: ["tags"] }))).to.equal(false);
  });

  describe("that is replaced", () => {
    const data = { replace: ["trainingData"] };
    const replaced = (inputs: ModelInputs, more: Partial<NoteSettings> = {}, status = "RUNNING"): string[] =>
      says({ status }, inputs, data, more);
    const toRun = { minInferenceUnits: 1 };

    it("is nothing where it does not run", () => {
      expect(replaced(toRun, {}, "STOPPED")).to.deep.equal([]);
    });

    it("is what both cost for a while, or nothing where costs are not asked for", () => {
      const [note, ...others] = replaced(toRun);
      expect(note).to.match(/^Both run for a while: the old model, with 1 inference unit: about \$4\.00/);
      expect(others).to.deep.equal([]);
      expect(replaced(toRun, { withCosts: false })).to.deep.equal([]);
      expect(replaced({})).to.deep.equal([]);
    });

    it("is that there may be no slot where two run", () => {
      expect(replaced(toRun, { running: 2, withCosts: false }).join()).to.match(/^By their records 2 models run here/);
      expect(replaced(toRun, { running: 2 })).to.have.length(2);
    });

    it("is how long nothing serves with stopFirst, where the new one is to run and the old one is not deleted first", () => {
      const stopFirst = { ...toRun, replacement: "stopFirst" } as const;
      expect(replaced(stopFirst).join()).to.contain('(replacement: "stopFirst"): 10 to 20 minutes without inference.');
      expect(replaced({ replacement: "stopFirst" })).to.deep.equal([]);
      expect(replaced(stopFirst, { deletesFirst: true }).join()).to.match(
        /^The old model is stopped and deleted first/,
      );
      expect(replaced({ ...toRun, replacement: "startFirst" }).join()).to.match(/^Both run/);
    });

    it("is that it runs on under retainOnDelete, and what that costs", () => {
      const retained = { isRetained: true };
      expect(replaced(toRun, retained).join()).to.contain("runs on when it is replaced: Pulumi only forgets it");
      expect(replaced(toRun, { ...retained, withCosts: false })).to.deep.equal([]);
      expect(replaced({}, { deletesFirst: true }).join()).to.match(/^The old model is stopped and deleted first/);
    });
  });
});
