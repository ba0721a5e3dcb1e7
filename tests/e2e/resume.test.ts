import { expect } from "chai";
import { modelProgram } from "./harness/model-program.js";
import type { ModelProgram } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import type { Operation, OperationOptions } from "./harness/operation.js";
import { SHORT, World, effectsOf } from "./harness/world.js";

/** Virtual: longer than any test takes, so that it goes on until the clock is put forward. */
const TRAINING_MS = 24 * 60 * 60_000;

/** An operation, what it changed at the service, and what there was afterwards. */
async function chapter(world: World, verb: "up" | "destroy", program?: ModelProgram, options?: OperationOptions) {
  if (program !== undefined) world.stack.setProgram(modelProgram(program));
  const { result: operation, calls } = await world.observe(() => world.stack[verb](options));
  const recorded = (await world.stack.state()).find("model");
  const models = (await world.models()).map(({ arn, status }) => ({ arn, status }));
  return { operation, calls, effects: effectsOf(calls), models, recorded };
}

/** What was said about a resource, with this severity. */
function said(severity: "error" | "warning", { diagnostics }: Operation): string {
  const about = diagnostics.filter((each) => each.severity === severity && each.urn !== undefined);
  return about.map(({ message }) => message).join("\n");
}

describe("a model that did not come about in one go", () => {
  const asked = { model: { minInferenceUnits: 1 } };
  const hurried = { ...asked, bucket: "other-data", options: { customTimeouts: { create: "5m" } } } as const;
  const patient = { ...hurried, options: { customTimeouts: { create: "5m", delete: "9m" } } };

  async function play(world: World) {
    const { control } = world.emulator;
    await control.script({ training: [{ status: "TRAINING_FAILED", message: "No labels." }] });
    return {
      failed: await chapter(world, "up", asked, { fails: true }),
      timedOut: await chapter(world, "up", hurried, { fails: true }),
      resumed: await chapter(world, "up"),
      otherTimeout: await chapter(world, "up", patient),
      destroyTimedOut: await chapter(world, "destroy", undefined, { fails: true }),
      destroyed: await chapter(world, "destroy"),
    };
  }

  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ switches: { ...SHORT, modelStoppingMs: 18 * 60_000 } });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("is kept when its training failed, and replaced once the manifest is fixed", () => {
    expect(story.failed.recorded?.id).to.equal(story.failed.models[0]?.arn);
    expect(story.failed.recorded?.outputs?.["status"]).to.equal("TRAINING_FAILED");
    expect(story.timedOut.effects).to.include("CreateProjectVersion");
    expect(story.resumed.models.map(({ arn }) => arn)).not.to.include(story.failed.models[0]?.arn);
  });

  it("is kept when customTimeouts.create is over, with the way on", () => {
    const message = said("error", story.timedOut.operation);
    expect(message).to.match(/waited \d+ (s|min) until it is trained; last status TRAINING_IN_PROGRESS/);
    expect(message).to.contain("Run the same command again").and.to.contain("customTimeouts");
    expect(story.timedOut.recorded?.id).to.be.a("string");
  });

  it("is taken up by the next up, and not trained again", () => {
    expect(story.resumed.effects).to.include("StartProjectVersion").and.not.to.include("CreateProjectVersion");
    expect(story.resumed.recorded?.id).to.equal(story.timedOut.recorded?.id);
    expect(story.resumed.models.map(({ arn, status }) => ({ arn, status }))).to.deep.equal([
      { arn: story.timedOut.recorded?.id, status: "RUNNING" },
    ]);
  });

  it("is updated without an AWS call when only its timeouts change", () => {
    expect(changesIn(story.otherTimeout.operation)).to.deep.equal(["update model"]);
    expect(story.otherTimeout.calls).to.deep.equal([]);
  });

  it("is destroyed within the customTimeouts.delete that was changed last, or kept", () => {
    expect(said("error", story.destroyTimedOut.operation)).to.match(/waited \d+ (s|min) until it is stopped/);
    expect(story.destroyTimedOut.recorded?.id).to.equal(story.resumed.recorded?.id);
    expect(story.destroyed.models).to.deep.equal([]);
  });
});

describe("a model whose training is not waited for", () => {
  const asked = { model: { minInferenceUnits: 1, waitForTraining: false } };
  const retrained = { ...asked, bucket: "other-data" } as const;

  async function play(world: World) {
    const trainAll = () => world.emulator.control.clock({ advanceMs: TRAINING_MS });
    const begun = await chapter(world, "up", asked);
    await trainAll();
    const movedOn = await chapter(world, "up");
    const unchanged = await chapter(world, "up");
    const replacementBegun = await chapter(world, "up", retrained, { fails: true });
    await trainAll();
    return { begun, movedOn, unchanged, replacementBegun, replaced: await chapter(world, "up") };
  }

  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    const world = await World.create({ switches: { ...SHORT, trainingMs: TRAINING_MS } });
    try {
      story = await play(world);
    } finally {
      world.dispose();
    }
  });

  it("is left in training by a first up, which says so", () => {
    expect(story.begun.models.map(({ status }) => status)).to.deep.equal(["TRAINING_IN_PROGRESS"]);
    expect(said("warning", story.begun.operation)).to.contain("still being trained").and.to.contain("pulumi up");
  });

  it("is moved on by a later up, and then left alone", () => {
    expect(story.movedOn.effects).to.deep.equal(["StartProjectVersion"]);
    expect(story.movedOn.models).to.deep.equal([{ arn: story.begun.recorded?.id, status: "RUNNING" }]);
    expect(story.unchanged.calls).to.deep.equal([]);
  });

  it("goes on serving while its replacement is trained, and up fails with the way on", () => {
    expect(said("error", story.replacementBegun.operation))
      .to.contain("still being trained")
      .and.to.contain("pulumi up");
    expect(story.replacementBegun.models).to.deep.equal([
      { arn: story.begun.recorded?.id, status: "RUNNING" },
      { arn: story.replacementBegun.recorded?.id, status: "TRAINING_IN_PROGRESS" },
    ]);
  });

  it("is stopped and deleted once its replacement runs", () => {
    expect(story.replaced.effects).to.deep.equal(["StartProjectVersion", "StopProjectVersion", "DeleteProjectVersion"]);
    expect(story.replaced.models).to.deep.equal([{ arn: story.replacementBegun.recorded?.id, status: "RUNNING" }]);
  });
});
