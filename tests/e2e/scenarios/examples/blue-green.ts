import { expect } from "chai";
import { Example } from "../../harness/example.js";
import type { Deed, ExampleLanguage } from "../../harness/example.js";
import { createTrainingBucket, TRAINING_BUCKET } from "../../harness/training-bucket.js";
import { SHORT } from "../../harness/world.js";

async function play(language: ExampleLanguage) {
  const bucket = createTrainingBucket({ "blue.jsonl": 0, "green.jsonl": 1 });
  const config = { bucket: TRAINING_BUCKET, manifest: "blue.jsonl" };
  const example = await Example.open("blue-green", { language, config, switches: SHORT, buckets: bucket.buckets });
  try {
    await example.emulator.control.script({ training: [{ f1Score: 0.9 }, { f1Score: 0.8 }] });
    const blue = await example.up();
    const unchanged = await example.up();
    await example.configure({ manifest: "green.jsonl" });
    const belowGate = await example.up({ fails: true });
    await example.configure({ minF1Score: "0.75" });
    const green = await example.up();
    await example.configure({ manifest: "blue.jsonl" });
    const rollback = await example.up();
    return { blue, unchanged, belowGate, green, rollback, destroyed: await example.destroy() };
  } finally {
    example.dispose();
    bucket.dispose();
  }
}

/** The example as its test tells it, in a language. */
export function blueGreen(language: ExampleLanguage): void {
  describe(`the example blue-green in ${language}`, () => {
    let story: Awaited<ReturnType<typeof play>>;
    before(async () => {
      story = await play(language);
    });

    it("starts with blue, and leaves it alone while nothing changes", () => {
      expect(statuses(story.blue)).to.deep.equal(["RUNNING"]);
      expect(story.unchanged.calls).to.deep.equal([]);
    });

    it("keeps blue serving when green scores too low", () => {
      expect(statuses(story.belowGate)).to.deep.equal(["RUNNING", "TRAINING_COMPLETED"]);
      expect(story.belowGate.operation.text).to.contain("below minF1Score 0.85");
    });

    it("starts green, trained already, once the gate lets it pass, and then stops blue and keeps it", () => {
      expect(ofModels(story.green)).to.deep.equal(["StartProjectVersion", "StopProjectVersion"]);
      expect(statuses(story.green)).to.deep.equal(["STOPPED", "RUNNING"]);
    });

    it("goes back to blue without a training", () => {
      expect(ofModels(story.rollback)).to.deep.equal(["StartProjectVersion", "StopProjectVersion"]);
      expect(statuses(story.rollback)).to.deep.equal(["RUNNING", "STOPPED"]);
    });

    it("leaves nothing behind", () => {
      expect(story.destroyed.state.projects).to.deep.equal([]);
    });
  });
}

/** The models' statuses, the oldest model first. */
function statuses({ state }: Deed): string[] {
  const models = state.projects.flatMap(({ versions }) => versions);
  return models.sort((one, other) => one.createdAtMs - other.createdAtMs).map(({ status }) => status);
}

function ofModels({ effects }: Deed): string[] {
  return effects.filter((operation) => operation.endsWith("ProjectVersion"));
}
