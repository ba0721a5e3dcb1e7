import { expect } from "chai";
import type { EmulatorProcess } from "../../../tools/sandbox/emulator-process.js";
import { modelProgram } from "../../e2e/harness/model-program.js";
import { changesIn } from "../../e2e/harness/operation.js";
import type { Operation } from "../../e2e/harness/operation.js";
import { Stack } from "../../e2e/harness/stack.js";
import { World, effectsOf } from "../../e2e/harness/world.js";

const TIME_SCALE = 120;
const SWITCHES = { trainingMs: 3 * 60_000, modelStartingMs: 60_000, modelStoppingMs: 60_000 };
const LOOK_AGAIN_MS = 20;
const UNITS = { minInferenceUnits: 1 };

const saidIn = ({ diagnostics }: Operation): string => diagnostics.map(({ message }) => message).join("\n");

/** Starts `up` in both stacks and lets neither create its project before the other one is about to. */
async function upTogether(emulator: EmulatorProcess, stacks: readonly [Stack, Stack], bothSucceed: boolean) {
  const { control } = emulator;
  await control.addFaults({ add: [{ operation: "CreateProject", kind: "holdBefore", times: 2 }] });
  const runs = stacks.map((stack) => stack.start("up").finished);
  const outcomes = Promise.allSettled(runs);
  const progress = { ended: false };
  void outcomes.then(() => {
    progress.ended = true;
  });
  while ((await control.held()).length < 2 && !progress.ended) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  await control.clearFaults();
  await control.release();
  const ended = await outcomes;
  const failed = ended.flatMap((end): unknown[] => (end.status === "rejected" ? [end.reason] : []));
  if (failed.length > 0 && bothSucceed) throw failed[0];
  return { done: ended.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])), failed };
}

const modelsOf = async (world: World) => (await world.models()).map(({ arn, status }) => ({ arn, status }));

const trainingsOf = async (world: World): Promise<number> =>
  effectsOf(await world.emulator.control.calls()).filter((name) => name === "CreateProjectVersion").length;

/** Another stack against the same service, with a backend of its own. */
function beside(world: World, options: Partial<Parameters<typeof Stack.create>[0]>): Promise<Stack> {
  return Stack.create({ endpoint: world.emulator.url, clockScale: TIME_SCALE, ...options });
}

describe("two runs of up at once on one stack", () => {
  async function play() {
    const program = modelProgram({ model: UNITS });
    const world = await World.create({ program, timeScale: TIME_SCALE, switches: SWITCHES });
    const { stack, emulator } = world;
    try {
      const { control } = emulator;
      await control.addFaults({ add: [{ operation: "CreateProjectVersion", kind: "holdAfter", times: 1 }] });
      const first = stack.start("up");
      await control.waitForState("a training is begun", ({ projects }) => projects[0]?.versions.length === 1);
      const { result: second, calls } = await world.observe(() => stack.up({ fails: true }));
      await control.release();
      await first.finished;
      const state = await stack.state();
      return { second, calls, recorded: state.id("model"), models: await modelsOf(world) };
    } finally {
      world.dispose();
    }
  }

  let seen: Awaited<ReturnType<typeof play>>;
  before(async () => {
    seen = await play();
  });

  it("are kept apart by the engine's lock, which says so; the second one calls nothing", () => {
    expect(seen.second.text).to.contain("the stack is currently locked by 1 lock(s)").and.to.contain("pulumi cancel");
    expect(seen.calls).to.deep.equal([]);
  });

  it("let the first one end undisturbed", () => {
    expect(seen.models).to.deep.equal([{ arn: seen.recorded, status: "RUNNING" }]);
  });
});

describe("two stacks that are given the same explicit names, and run at once", () => {
  async function play() {
    const program = modelProgram({ project: { projectName: "shapes" }, model: { ...UNITS, versionName: "v1" } });
    const world = await World.create({ program, timeScale: TIME_SCALE, switches: SWITCHES });
    const other = await beside(world, { program, name: "other" });
    try {
      const { failed } = await upTogether(world.emulator, [world.stack, other], false);
      const states = await Promise.all([world.stack, other].map((stack) => stack.state()));
      const owners = states.flatMap((state) => state.find("model")?.id ?? []);
      const loser = states[0]?.find("model") === undefined ? world.stack : other;
      const destroyed = await loser.destroy();
      return { failed, owners, destroyed, models: await modelsOf(world), trainings: await trainingsOf(world) };
    } finally {
      other.dispose();
      world.dispose();
    }
  }

  let seen: Awaited<ReturnType<typeof play>>;
  before(async () => {
    seen = await play();
  });

  it("leave everything to one of them; the other one fails and says whose it is", () => {
    expect(seen.failed).to.have.length(1);
    expect(String(seen.failed[0])).to.match(
      /project "shapes" already exists \(arn:[^)]+\) and belongs to owner "organization\/sandbox\/(test|other)"\. .*\[OwnedByAnother\]/,
    );
    expect(seen.owners).to.have.length(1);
    expect(seen.trainings).to.equal(1);
  });

  it("let the one that failed be destroyed without harm to the other", () => {
    expect(changesIn(seen.destroyed)).to.deep.equal([]);
    expect(seen.models).to.deep.equal([{ arn: seen.owners[0], status: "RUNNING" }]);
  });
});

describe("two backends that each hold a stack of the same name, and run at once", () => {
  async function play() {
    const program = modelProgram({ model: UNITS });
    const world = await World.create({ program, timeScale: TIME_SCALE, switches: SWITCHES });
    const twin = await beside(world, { program });
    try {
      const { failed } = await upTogether(world.emulator, [world.stack, twin], false);
      const states = await Promise.all([world.stack, twin].map((stack) => stack.state()));
      const recorded = states.flatMap((state) => state.find("model")?.id ?? []);
      const loser = states[0]?.find("model") === undefined ? world.stack : twin;
      const later = await loser.up({ fails: true });
      const destroyed = await loser.destroy();
      return { failed, recorded, later, destroyed, models: await modelsOf(world), trainings: await trainingsOf(world) };
    } finally {
      twin.dispose();
      world.dispose();
    }
  }

  let seen: Awaited<ReturnType<typeof play>>;
  before(async () => {
    seen = await play();
  });

  it("leave everything to one of them; the other one fails", () => {
    expect(seen.failed).to.have.length(1);
    expect(String(seen.failed[0])).to.match(/\[(RecordedBefore|ClaimLost)\]/);
    expect(seen.trainings).to.equal(1);
    expect(seen.models).to.deep.equal([{ arn: seen.recorded[0], status: "RUNNING" }]);
    expect(seen.recorded).to.have.length(1);
  });

  it("are told of rekognition:ownerId, also in the next run", () => {
    expect(String(seen.failed[0])).to.contain("rekognition:ownerId");
    expect(saidIn(seen.later)).to.contain("[RecordedBefore]").and.to.contain("rekognition:ownerId");
  });

  it("let the one that failed be destroyed without harm to the other", () => {
    expect(changesIn(seen.destroyed)).to.deep.equal([]);
  });
});

describe("two backends that each hold a stack of the same name, one of them with an ownerId", () => {
  async function play() {
    const program = modelProgram({ model: UNITS });
    const world = await World.create({ program, timeScale: TIME_SCALE, switches: SWITCHES });
    const twin = await beside(world, { program, config: { "rekognition:ownerId": "sandbox-of-somebody-else" } });
    try {
      const { done } = await upTogether(world.emulator, [world.stack, twin], true);
      const both = await modelsOf(world);
      await twin.destroy();
      return { done, both, left: await modelsOf(world), recorded: (await world.stack.state()).id("model") };
    } finally {
      twin.dispose();
      world.dispose();
    }
  }

  let seen: Awaited<ReturnType<typeof play>>;
  before(async () => {
    seen = await play();
  });

  it("have each its own, and destroy only that", () => {
    expect(seen.both.map(({ status }) => status)).to.deep.equal(["RUNNING", "RUNNING"]);
    expect(seen.done.map(saidIn).join("\n")).not.to.contain("taken up again");
    expect(seen.left).to.deep.equal([{ arn: seen.recorded, status: "RUNNING" }]);
  });
});
