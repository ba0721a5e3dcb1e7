import { expect } from "chai";
import type { ModelUsage } from "../../../emulator/index.js";
import { ACTS, MINUTES, type Stretch, usdPerHour } from "../../../tools/generate/model-life/life.js";
import { modelArgs } from "../harness/models.js";
import { Rig } from "../harness/rig.js";

const MINUTE_MS = 60_000;
/** A wait notices the end of a training and of a start late, each by 2 % at most; deletion takes seconds. */
const LATE_MINUTES = 2;
/** For how long a model serves between two commands. */
const BETWEEN_MINUTES = 600;

/** The picture in docs/model-life.svg, played on the emulator: its meter says what ran and what was billed. */
describe("a model's life as it is drawn", () => {
  let rig: Rig;
  let usage: readonly ModelUsage[];
  /** When each command began and ended, in minutes. */
  const commands: { from: number; to: number }[] = [];
  before(async () => {
    rig = await Rig.start({
      trainingMs: MINUTES.training * MINUTE_MS,
      modelStartingMs: MINUTES.starting * MINUTE_MS,
      modelStoppingMs: MINUTES.stopping * MINUTE_MS,
    });
    const projectArn = await rig.makeProject();
    const model = rig.resource("projectVersion", "shapes");
    const up = (data: string): Promise<unknown> =>
      model.up(modelArgs(projectArn, { minInferenceUnits: 1, minF1Score: 0.9, triggers: { data } }));
    for (const command of [() => up("a"), () => up("b"), () => model.destroy()]) {
      const from = rig.emulator.nowMs() / MINUTE_MS;
      await command();
      commands.push({ from, to: rig.emulator.nowMs() / MINUTE_MS });
      rig.emulator.advance(BETWEEN_MINUTES * MINUTE_MS);
    }
    usage = rig.emulator.meter().models;
  });
  after(() => rig.close());

  const isLateBy = (real: number, drawn: number): void => {
    expect(real - drawn).to.be.within(-0.01, LATE_MINUTES);
  };
  const drawn = (act: number, model: Stretch["model"], status: string): Stretch => {
    const found = ACTS[act]?.stretches.find((one) => one.model === model && one.status === status);
    if (found === undefined) throw new Error(`No ${status} of the ${model} model is drawn in act ${String(act)}.`);
    return found;
  };
  const minutesOf = (model: number): { from: number; to: number } => {
    const [run, ...others] = usage[model]?.runs ?? [];
    if (run?.toMs === undefined || others.length > 0) throw new Error("The model did not run once.");
    return { from: run.fromMs / MINUTE_MS, to: run.toMs / MINUTE_MS };
  };

  it("has commands of the length that is drawn", () => {
    expect(commands).to.have.length(ACTS.length);
    ACTS.forEach(({ minutes }, index) => {
      const { from, to } = commands[index] ?? { from: 0, to: 0 };
      isLateBy(to - from, minutes);
    });
  });

  it("has two models, each trained for the minutes and dollars that are drawn", () => {
    expect(usage).to.have.length(2);
    for (const { trainingSeconds } of usage) expect(trainingSeconds / 60).to.equal(MINUTES.training);
  });

  it("has them serve from and to the minutes that are drawn", () => {
    const [made, replaced, destroyed] = commands.map(({ from }) => from) as [number, number, number];
    const [old, young] = [minutesOf(0), minutesOf(1)];
    isLateBy(old.from, made + drawn(0, "old", "RUNNING").from);
    isLateBy(old.to, replaced + drawn(1, "old", "RUNNING").to);
    isLateBy(young.from, replaced + drawn(1, "new", "RUNNING").from);
    isLateBy(young.to, destroyed + drawn(2, "new", "RUNNING").to);
    expect((old.to - young.from) * 60, "seconds for which both run").to.be.within(0, 59);
  });

  it("is billed for what is drawn as billed, and for nothing else", () => {
    const hours = (minutesOf(0).to - minutesOf(0).from + minutesOf(1).to - minutesOf(1).from) / 60;
    const trainings = (2 * MINUTES.training * usdPerHour("TRAINING_IN_PROGRESS")) / 60;
    expect(rig.emulator.meter().usd).to.be.closeTo(trainings + hours * usdPerHour("RUNNING"), 0.001);
    expect([usdPerHour("STARTING"), usdPerHour("STOPPING")]).to.deep.equal([0, 0]);
  });
});
