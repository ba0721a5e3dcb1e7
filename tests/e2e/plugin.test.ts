import { expect } from "chai";
import { changesIn } from "./harness/operation.js";
import { PLUGIN_CLASSES, pluginModelProgram, providePlugin } from "./harness/plugin-program.js";
import { isRunning, pluginsOf } from "./harness/processes.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

/** Virtual: long enough for a signal in its middle, even on a busy machine. */
const LONG_MS = 25 * 60_000;

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

type Verb = "up" | "destroy";

/** ^C in a command, as soon as the model has this status, and all that is to be seen once the command has ended. */
async function cancelled({ stack, emulator }: World, verb: Verb, status: string) {
  const { control } = emulator;
  const running = stack.start(verb, { fails: true });
  const reached = await control.waitForState(
    `a model is ${status}`,
    ({ projects }) => projects[0]?.versions[0]?.status === status,
  );
  const plugins = pluginsOf(running.pid);
  const since = (await control.calls()).at(-1)?.seq ?? 0;
  process.kill(running.pid, "SIGINT");
  const { text } = await running.finished;
  const survivors = plugins.filter(({ pid }) => isRunning(pid)).length;
  const calls = await control.calls({ since });
  return { arn: reached.projects[0]?.versions[0]?.arn, plugins, survivors, calls, text, state: await stack.state() };
}

/** Each command of a model's life is cancelled in its middle, and then run again. */
async function cancelledAgainAndAgain(world: World) {
  const { stack } = world;
  const training = await cancelled(world, "up", "TRAINING_IN_PROGRESS");
  const starting = await cancelled(world, "up", "STARTING");
  await stack.up();
  stack.setProgram(pluginModelProgram({ minInferenceUnits: 2 }));
  const updating = await cancelled(world, "up", "STOPPING");
  await stack.up();
  const models = await world.models();
  const deleting = await cancelled(world, "destroy", "STOPPING");
  await stack.destroy();
  const effects = effectsOf(await world.emulator.control.calls());
  return { seen: { training, starting, updating, deleting }, models, effects, left: await world.models() };
}

describe("^C over the plugin", () => {
  let story: Awaited<ReturnType<typeof cancelledAgainAndAgain>>;
  before(async () => {
    const world = await World.create({
      facade: "plugin",
      program: pluginModelProgram({ minInferenceUnits: 1 }),
      switches: { trainingMs: LONG_MS, modelStartingMs: LONG_MS, modelStoppingMs: LONG_MS },
    });
    try {
      story = await cancelledAgainAndAgain(world);
    } finally {
      world.dispose();
    }
  });

  for (const step of ["training", "starting", "updating", "deleting"] as const) {
    it(`in the middle of ${step} ends the plugin, and nothing is done from then on but to mark what is recorded`, () => {
      const { plugins, survivors, calls } = story.seen[step];
      expect(plugins).to.have.length(1);
      expect(survivors).to.equal(0);
      expect(effectsOf(calls).filter((operation) => operation !== "TagResource")).to.deep.equal([]);
    });

    it(`in the middle of ${step} keeps the model in the state, and leaves nothing pending`, () => {
      const { arn, state, text } = story.seen[step];
      expect(state.id("model")).to.equal(arn);
      expect(state.pendingOperations).to.deep.equal([]);
      expect(text).to.contain("[Cancelled]");
      const errors = state.resource("model").initErrors?.join() ?? "";
      if (step !== "deleting") expect(errors).to.contain("[Cancelled]");
    });
  }

  it("is gone on from by the next command: nothing is made or done twice", () => {
    expect(story.models.map(({ status, minInferenceUnits }) => [status, minInferenceUnits])).to.deep.equal([
      ["RUNNING", 2],
    ]);
    expect(story.left).to.deep.equal([]);
    const count = (name: string): number => story.effects.filter((operation) => operation === name).length;
    expect(["CreateProjectVersion", "StartProjectVersion", "StopProjectVersion"].map(count)).to.deep.equal([1, 2, 2]);
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
