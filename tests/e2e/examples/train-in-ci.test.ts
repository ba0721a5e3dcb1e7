import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Example } from "../harness/example.js";
import type { Deed } from "../harness/example.js";
import { createTrainingBucket, TRAINING_BUCKET } from "../harness/training-bucket.js";
import { SHORT } from "../harness/world.js";

const TRAINING_MS = 10 * 3_600_000;

async function play() {
  const bucket = createTrainingBucket({ "more.jsonl": 1 });
  const example = await Example.open("train-in-ci", {
    config: { bucket: TRAINING_BUCKET },
    switches: { ...SHORT, trainingMs: TRAINING_MS },
    buckets: bucket.buckets,
  });
  try {
    const train = await example.up();
    const tooEarly = await example.up();
    await example.emulator.control.clock({ advanceMs: TRAINING_MS });
    const start = await example.up();
    await example.configure({ manifest: "more.jsonl" });
    const retrain = await example.up({ fails: true });
    await example.emulator.control.clock({ advanceMs: TRAINING_MS });
    const replace = await example.up();
    const destroyed = await example.destroy();
    const workflow = readFileSync(join(example.stack.folder, "workflow.yml"), "utf8");
    return { train, tooEarly, start, retrain, replace, destroyed, workflow };
  } finally {
    example.dispose();
    bucket.dispose();
  }
}

describe("the example train-in-ci", () => {
  let story: Awaited<ReturnType<typeof play>>;
  before(async () => {
    story = await play();
  });

  it("ends the first job while the model trains", () => {
    expect(story.train.effects).to.deep.equal(["CreateProject", "TagResource", "CreateProjectVersion", "TagResource"]);
    expect(statuses(story.train)).to.deep.equal(["TRAINING_IN_PROGRESS"]);
  });

  it("does nothing twice in a job that comes too early", () => {
    expect(story.tooEarly.effects).to.deep.equal([]);
  });

  it("starts the model in a job after the training", () => {
    expect(story.start.effects).to.deep.equal(["StartProjectVersion"]);
    expect(statuses(story.start)).to.deep.equal(["RUNNING"]);
  });

  it("keeps the model serving while its successor trains, and says so in the words the workflow looks for", () => {
    expect(story.retrain.effects).to.deep.equal(["CreateProjectVersion", "TagResource"]);
    expect(statuses(story.retrain)).to.deep.equal(["RUNNING", "TRAINING_IN_PROGRESS"]);
    expect(story.retrain.operation.text).to.contain("[TrainingGoesOn]");
    expect(story.workflow).to.contain("'[TrainingGoesOn]'");
  });

  it("puts the successor in its place in the next job", () => {
    const [start, ...removal] = story.replace.effects;
    expect(start).to.equal("StartProjectVersion");
    expect(removal).to.deep.equal(["StopProjectVersion", "DeleteProjectVersion"]);
    expect(statuses(story.replace)).to.deep.equal(["RUNNING"]);
  });

  it("leaves nothing behind", () => {
    expect(story.destroyed.state.projects).to.deep.equal([]);
  });
});

/** The models' statuses, the oldest model first. */
function statuses({ state }: Deed): string[] {
  return state.projects.flatMap(({ versions }) => versions).map(({ status }) => status);
}
