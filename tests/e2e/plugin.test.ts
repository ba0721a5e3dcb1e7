import { expect } from "chai";
import { changesIn } from "./harness/operation.js";
import { PLUGIN_CLASSES, pluginModelProgram, providePlugin } from "./harness/plugin-program.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

/** Virtual: long enough for a signal in its middle, even on a busy machine. */
const LONG_TRAINING_MS = 25 * 60_000;

async function lifeOf(world: World) {
  const { stack } = world;
  const first = await world.observe(() => stack.preview());
  await stack.up();
  const again = await world.observe(() => stack.up());
  stack.setProgram(pluginModelProgram({ minInferenceUnits: 1 }));
  const planned = await stack.preview();
  const units = await stack.up();
  const outputs = await stack.outputs();
  const refresh = await stack.refresh();
  const destroyed = await world.observe(() => stack.destroy());
  return { first, again, planned, units, outputs, refresh, destroyed, models: await world.models() };
}

describe("a stack over the plugin", () => {
  let story: Awaited<ReturnType<typeof lifeOf>>;
  before(async () => {
    const world = await World.create({ program: pluginModelProgram(), switches: SHORT });
    try {
      providePlugin(world.stack);
      story = await lifeOf(world);
    } finally {
      world.dispose();
    }
  });

  it("is previewed without a call, says what it will cost, and an unchanged up makes none", () => {
    expect(changesIn(story.first.result)).to.deep.equal(["create shapes", "create model"]);
    expect(story.first.calls).to.deep.equal([]);
    expect(story.first.result.text).to.contain("A running training cannot be cancelled");
    expect(changesIn(story.again.result)).to.deep.equal([]);
    expect(story.again.calls).to.deep.equal([]);
  });

  it("shows the input that differs, and changes it in place", () => {
    const [step] = story.planned.steps.filter(({ name }) => name === "model");
    expect(step).to.deep.include({ op: "update", diffs: ["minInferenceUnits"] });
    expect(changesIn(story.units)).to.deep.equal(["update model"]);
    expect(story.outputs).to.include({ status: "RUNNING" });
  });

  it("is refreshed without a difference, and destroyed", () => {
    expect(story.refresh.changes).to.deep.equal({ same: 3 });
    expect(effectsOf(story.destroyed.calls)).to.include.members(["StopProjectVersion", "DeleteProject"]);
    expect(story.models).to.deep.equal([]);
  });
});

async function cancelled(world: World) {
  const { stack, emulator } = world;
  const running = stack.start("up", { fails: true });
  const isTrained = ({ projects }: Awaited<ReturnType<typeof emulator.control.state>>): boolean =>
    projects[0]?.versions[0]?.status === "TRAINING_IN_PROGRESS";
  const atSignal = await emulator.control.waitForState("a model is trained", isTrained);
  process.kill(running.pid, "SIGINT");
  const ended = await running.finished;
  const state = await stack.state();
  await stack.up();
  const trainings = (await emulator.control.calls()).filter(({ operation }) => operation === "CreateProjectVersion");
  return { atSignal, ended, state, trainings: trainings.length, models: await world.models() };
}

describe("^C in a training over the plugin", () => {
  let story: Awaited<ReturnType<typeof cancelled>>;
  before(async () => {
    const world = await World.create({
      program: pluginModelProgram({ minInferenceUnits: 1 }),
      switches: { ...SHORT, trainingMs: LONG_TRAINING_MS },
    });
    try {
      providePlugin(world.stack);
      story = await cancelled(world);
    } finally {
      world.dispose();
    }
  });

  it("records the model and why it is not finished, and leaves nothing pending", () => {
    const arn = story.atSignal.projects[0]?.versions[0]?.arn;
    expect(story.state.id("model")).to.equal(arn);
    expect(story.state.resource("model").initErrors?.join()).to.contain("[Cancelled]");
    expect(story.state.pendingOperations).to.deep.equal([]);
  });

  it("is gone on from by the next up: nothing is trained twice", () => {
    expect(story.trainings).to.equal(1);
    expect(story.models.map(({ status }) => status)).to.deep.equal(["RUNNING"]);
  });
});

async function imported(world: World) {
  const { stack } = world;
  await stack.up();
  const id = (await stack.state()).id("guests");
  await stack.cli(["state", "delete", "--yes", "--stack", stack.name, (await stack.state()).resource("guests").urn]);
  const options = JSON.stringify({ import: id });
  stack.setProgram(`${PLUGIN_CLASSES} new Collection("visitors", { collectionId: "guests" }, ${options});`);
  const importing = await world.observe(() => stack.up());
  const refresh = await stack.refresh();
  stack.setProgram(`${PLUGIN_CLASSES} new Collection("visitors", { collectionId: "guests" });`);
  const after = await world.observe(() => stack.up());
  stack.setProgram(`${PLUGIN_CLASSES} new Collection("nobody", {}, { import: ${JSON.stringify(`${id}-nobody`)} });`);
  const missing = await stack.preview({ fails: true });
  return { id, importing, refresh, after, missing };
}

describe("the option import over the plugin", () => {
  let story: Awaited<ReturnType<typeof imported>>;
  before(async () => {
    const program = `${PLUGIN_CLASSES} new Collection("guests", { collectionId: "guests" });`;
    const world = await World.create({ program, switches: SHORT });
    try {
      providePlugin(world.stack);
      story = await imported(world);
    } finally {
      world.dispose();
    }
  });

  it("takes a thing over by its id alone, and changes nothing of it", () => {
    expect(changesIn(story.importing.result)).to.deep.equal(["import visitors"]);
    expect(effectsOf(story.importing.calls)).to.deep.equal([]);
  });

  it("is followed by a clean refresh and a clean up", () => {
    expect(story.refresh.changes).to.deep.equal({ same: 2 });
    expect(changesIn(story.after.result)).to.deep.equal([]);
    expect(story.after.calls).to.deep.equal([]);
  });

  it("says of a missing thing that it does not exist", () => {
    expect(story.missing.text).to.contain(`Collection ${story.id}-nobody does not exist`).and.contain("[NotFound]");
  });
});
