import { expect } from "chai";
import { Rig } from "../../provider/harness/rig.js";
import { killScenarios } from "./kills.js";
import { Ledger, type Tally } from "./ledger.js";
import { Metered } from "./metered.js";
import { type Scenario, scenarios } from "./scenarios.js";

/** Paid may be at most so many times what was asked for. */
const MOST = 1.02;

/** A start of minutes, so that a poll that comes late costs what it would. */
const PACE = {
  trainingMs: 30_000,
  modelStartingMs: 5 * 60_000,
  modelStoppingMs: 60_000,
  modelCopyingMs: 60_000,
  quotaRunningModels: 4,
};

describe("the meter, beside what was asked for", () => {
  let rig: Rig;
  const all = [...scenarios, ...killScenarios];
  const tallies = new Map<string, Tally>();
  before(async () => {
    rig = await Rig.start(PACE);
  });
  after(async () => {
    await rig.close();
    console.log(table(tallies));
  });

  it("notices what runs although nobody asked for it", async () => {
    const started: Scenario = {
      name: "started behind everybody's back",
      async run(stack) {
        const model = stack.thing();
        await stack.up(model, stack.model());
        await rig.client.startProjectVersion({ ProjectVersionArn: model.id, MinInferenceUnits: 2 });
        rig.emulator.advance(PACE.modelStartingMs);
        stack.anHour();
        await stack.destroy(model);
      },
    };
    expect(await measured(started)).to.deep.equal({ paid: 7_200, asked: 0, overlap: 0 });
    tallies.clear();
  });

  async function measured(scenario: Scenario): Promise<Tally> {
    rig.emulator.reset();
    const ledger = new Ledger(() => rig.emulator.nowMs());
    const stack = new Metered(rig, ledger);
    await stack.makeProject();
    await scenario.run(stack);
    const before = rig.emulator.meter();
    const tally = ledger.tally(before);
    stack.anHour();
    const after = rig.emulator.meter();
    expect(secondsOf(after), "the meter stands still").to.equal(secondsOf(before));
    expect(tally.paid + tally.overlap, "the ledger misses nothing").to.be.closeTo(secondsOf(before), 0.01);
    tallies.set(scenario.name, tally);
    return tally;
  }

  for (const scenario of all) {
    it(scenario.name, async () => {
      const { paid, asked } = await measured(scenario);
      // What is overpaid while nothing is asked for at all is bounded by the lag of one wait.
      expect(paid - asked).to.be.at.most(Math.max(asked * (MOST - 1), 60));
    });
  }

  it(`over all: paid is at most ${String(MOST)} times what was asked for`, () => {
    const { paid, asked } = total(tallies.values());
    expect(tallies.size).to.equal(all.length);
    expect(asked).to.be.greaterThan(10 * 3_600);
    expect(paid / asked).to.be.at.most(MOST);
  });
});

function secondsOf({ inferenceUnitSeconds, processors }: ReturnType<Rig["emulator"]["meter"]>): number {
  return inferenceUnitSeconds + processors.reduce((sum, { runningSeconds }) => sum + runningSeconds, 0);
}

function total(tallies: Iterable<Tally>): Tally {
  const sum = { paid: 0, asked: 0, overlap: 0 };
  for (const { paid, asked, overlap } of tallies) {
    sum.paid += paid;
    sum.asked += asked;
    sum.overlap += overlap;
  }
  return sum;
}

function table(tallies: ReadonlyMap<string, Tally>): string {
  const row = (cells: readonly string[]): string =>
    `    ${(cells[0] ?? "").padEnd(46)}${cells
      .slice(1)
      .map((cell) => cell.padStart(11))
      .join("")}`;
  const line = (name: string, { paid, asked }: Tally): string =>
    row([
      name,
      asked.toFixed(1),
      paid.toFixed(1),
      (paid - asked).toFixed(1),
      asked === 0 ? "-" : (paid / asked).toFixed(4),
    ]);
  const all = total(tallies.values());
  return [
    row(["unit-seconds", "asked", "paid", "overpaid", "ratio"]),
    ...[...tallies].map(([name, tally]) => line(name, tally)),
    line("over all", all),
    row(["a replaced model beside its successor", "", all.overlap.toFixed(1), "", ""]),
  ].join("\n");
}
