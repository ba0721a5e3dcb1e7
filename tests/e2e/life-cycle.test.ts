import { expect } from "chai";
import type { CallRecord, MeterReport } from "../../emulator/index.js";
import { modelProgram } from "./harness/model-program.js";
import type { ModelProgram } from "./harness/model-program.js";
import { changesIn } from "./harness/operation.js";
import type { Operation } from "./harness/operation.js";
import { SHORT, World, effectsOf } from "./harness/world.js";
import type { Model } from "./harness/world.js";

/** One operation, the calls it made, and what there was afterwards. */
interface Chapter {
  readonly operation: Operation;
  readonly calls: readonly CallRecord[];
  readonly models: readonly Model[];
  readonly meter: MeterReport;
}

const running = { model: { minInferenceUnits: 1 } };
const scaled = { model: { minInferenceUnits: 2 } };
const tagged = { ...scaled, project: { tags: { team: "vision" } } };
const retrained = { ...tagged, bucket: "other-data" } as const;
const moved = { ...retrained, project: { ...tagged.project, projectName: "moved" } };
const movedAndNamed = {
  ...retrained,
  project: { ...tagged.project, projectName: "moved-again" },
  model: { ...scaled.model, versionName: "chosen" },
};

/** Plays the life of one stack and keeps what was seen. */
async function play(world: World) {
  const { stack, emulator } = world;
  const chapter = async (verb: "up" | "preview" | "destroy", program?: ModelProgram): Promise<Chapter> => {
    if (program !== undefined) stack.setProgram(modelProgram(program));
    const { result: operation, calls } = await world.observe(() => stack[verb]());
    return { operation, calls, models: await world.models(), meter: await emulator.control.meter() };
  };
  const story = {
    first: await chapter("up", running),
    unchanged: await chapter("up"),
    unchangedPreview: await chapter("preview"),
    scalePreview: await chapter("preview", scaled),
    scale: await chapter("up"),
    tagPreview: await chapter("preview", tagged),
    tag: await chapter("up"),
    retrainPreview: await chapter("preview", retrained),
    retrain: await chapter("up"),
    movePreview: await chapter("preview", moved),
    move: await chapter("up"),
    moveNamedPreview: await chapter("preview", movedAndNamed),
    moveNamed: await chapter("up"),
    destroy: await chapter("destroy"),
  };
  await emulator.control.clock({ advanceMs: 3_600_000 });
  return { ...story, anHourLater: await emulator.control.meter() };
}

/** The lines of a detailed preview that show a property. */
function propertyLines({ operation }: Chapter): string[] {
  const lines = operation.stdout.split("\n").map((line) => line.trim());
  return lines.filter((line) => /^[~+-] [\w.]+ *:/.test(line) && !line.includes("(update)"));
}

function expectNewServesFirst(chapter: Chapter, before: Chapter): void {
  const [old] = before.models;
  const effects = chapter.calls
    .filter(({ effect }) => effect)
    .map(({ operation, request }) => {
      const arn = (request as { ProjectVersionArn?: string }).ProjectVersionArn;
      return `${operation}${arn === undefined ? "" : arn === old?.arn ? " old" : " new"}`;
    });
  const ofModels = effects.filter((effect) => effect.includes("ProjectVersion"));
  expect(ofModels).to.deep.equal([
    "CreateProjectVersion",
    "StartProjectVersion new",
    "StopProjectVersion old",
    "DeleteProjectVersion old",
  ]);
  const started = chapter.calls.find(({ operation }) => operation === "StartProjectVersion");
  const stopped = chapter.calls.find(({ operation }) => operation === "StopProjectVersion");
  const startingMs = SHORT.modelStartingMs ?? 0;
  expect((stopped?.atMs ?? 0) - (started?.atMs ?? 0), "virtual time from start to stop").to.be.at.least(startingMs);
  expect(chapter.models).to.have.length(1);
  expect(chapter.models[0]).to.include({ status: "RUNNING", minInferenceUnits: 2 });
  expect(chapter.models[0]?.arn).not.to.equal(old?.arn);
}

const replacementOfModel = ["create-replacement model", "replace model", "delete-replaced model"];
const replacementOfBoth = [
  "create-replacement shapes",
  "replace shapes",
  ...replacementOfModel,
  "delete-replaced shapes",
];

describe("the life of a model", () => {
  let world: World;
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    world = await World.create({ switches: SHORT });
    story = await play(world);
  });
  after(() => {
    world.dispose();
  });

  it("is trained and started by the first up", () => {
    expect(effectsOf(story.first.calls)).to.deep.equal([
      "CreateProject",
      "TagResource",
      "CreateProjectVersion",
      "StartProjectVersion",
      "TagResource",
    ]);
    expect(story.first.models).to.have.length(1);
    expect(story.first.models[0]).to.include({ status: "RUNNING", minInferenceUnits: 1 });
  });

  it("shows how far it is while it is trained and started", () => {
    const { diagnostics, steps } = story.first.operation;
    const urn = steps.find(({ name }) => name === "model")?.urn;
    const progress = diagnostics.filter((each) => each.ephemeral && each.urn === urn).map(({ message }) => message);
    expect(progress.some((message) => message.includes("TRAINING_IN_PROGRESS"))).to.equal(true);
    expect(progress.some((message) => message.includes("STARTING"))).to.equal(true);
  });

  it("is left alone, without one AWS call, by an up and a preview of an unchanged program", () => {
    for (const { operation, calls } of [story.unchanged, story.unchangedPreview]) {
      expect(calls).to.deep.equal([]);
      expect(operation.changes).to.deep.equal({ same: 3 });
    }
  });

  it("is previewed without AWS calls", () => {
    const { scalePreview, tagPreview, retrainPreview, movePreview, moveNamedPreview } = story;
    for (const { calls } of [scalePreview, tagPreview, retrainPreview, movePreview, moveNamedPreview]) {
      expect(calls).to.deep.equal([]);
    }
  });

  it("is announced wherever it is trained, with time and price, and nowhere else", () => {
    const announced = ({ operation }: Chapter): number =>
      operation.diagnostics.filter(({ message }) =>
        /is trained: 30 minutes to 24 hours, at about \$1\.00 an hour .* cannot be cancelled/.test(message),
      ).length;
    const { first, retrainPreview, movePreview, unchangedPreview, scalePreview, tagPreview } = story;
    for (const chapter of [first, retrainPreview, movePreview]) expect(announced(chapter)).to.equal(1);
    for (const chapter of [unchangedPreview, scalePreview, tagPreview]) expect(announced(chapter)).to.equal(0);
  });

  it("shows a change of its units as one update with that one line, and warns of the restart", () => {
    expect(changesIn(story.scalePreview.operation)).to.deep.equal(["update model"]);
    expect(propertyLines(story.scalePreview)).to.deep.equal(["~ minInferenceUnits: 1 => 2"]);
    const warnings = story.scalePreview.operation.diagnostics.filter(({ severity }) => severity === "warning");
    expect(warnings).to.have.length(1);
    expect(warnings[0]?.message).to.contain("stops and restarts the model").and.to.contain("an hour");
  });

  it("changes its units in place", () => {
    expect(changesIn(story.scale.operation)).to.deep.equal(["update model"]);
    expect(effectsOf(story.scale.calls)).to.deep.equal(["StopProjectVersion", "StartProjectVersion"]);
    expect(story.scale.models[0]).to.include({ status: "RUNNING", minInferenceUnits: 2 });
    expect(story.scale.models[0]?.arn).to.equal(story.first.models[0]?.arn);
  });

  it("stays as it is when a tag of its project changes", () => {
    expect(changesIn(story.tagPreview.operation)).to.deep.equal(["update shapes"]);
    expect(changesIn(story.tag.operation)).to.deep.equal(["update shapes"]);
    expect(effectsOf(story.tag.calls)).to.deep.equal(["TagResource"]);
    expect(story.tag.models).to.deep.equal(story.scale.models);
  });

  it("is replaced when its manifest changes, the new model serving before the old one stops", () => {
    expect(changesIn(story.retrainPreview.operation)).to.deep.equal(replacementOfModel);
    expect(story.retrainPreview.operation.stdout).to.contain('bucket: "quickstart-data" => "other-data"');
    expect(changesIn(story.retrain.operation)).to.deep.equal(replacementOfModel);
    expectNewServesFirst(story.retrain, story.tag);
  });

  it("is replaced together with its project under a derived name", () => {
    expect(changesIn(story.movePreview.operation)).to.deep.equal(replacementOfBoth);
    expect(changesIn(story.move.operation)).to.deep.equal(replacementOfBoth);
    expectNewServesFirst(story.move, story.retrain);
  });

  it("is replaced together with its project under a newly chosen name", () => {
    expect(changesIn(story.moveNamedPreview.operation)).to.deep.equal(replacementOfBoth);
    expect(changesIn(story.moveNamed.operation)).to.deep.equal(replacementOfBoth);
    expectNewServesFirst(story.moveNamed, story.move);
    expect(story.moveNamed.models[0]?.name).to.equal("chosen");
  });

  it("is stopped, then deleted by destroy, and costs nothing afterwards", () => {
    const effects = effectsOf(story.destroy.calls);
    expect(effects).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion", "DeleteProject"]);
    expect(story.destroy.models).to.deep.equal([]);
    expect(story.destroy.meter.running).to.equal(0);
    expect(story.destroy.meter.usd).to.be.greaterThan(0);
    expect(story.anHourLater.usd).to.equal(story.destroy.meter.usd);
  });
});
