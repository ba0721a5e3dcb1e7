import { expect } from "chai";
import type { ExampleOptions } from "../harness/example.js";
import { Example } from "../harness/example.js";
import { createTrainingBucket, TRAINING_BUCKET } from "../harness/training-bucket.js";

const HOUR_MS = 3_600_000;

/** A training that would outlast any CI job. */
const LONG: ExampleOptions["switches"] = { trainingMs: 10 * HOUR_MS, modelStartingMs: 60_000, modelStoppingMs: 60_000 };

async function play() {
  const bucket = createTrainingBucket({ "more.jsonl": 1 });
  const options = { config: { bucket: TRAINING_BUCKET }, switches: LONG, buckets: bucket.buckets };
  const example = await Example.open("train-in-ci", options);
  try {
    const trainJob = await example.up();
    const tooEarly = await example.up();
    await example.emulator.control.advance(10 * HOUR_MS);
    const startJob = await example.up();
    const unchanged = await example.up();
    await example.configure({ manifest: "more.jsonl" });
    const retrainJob = await example.up({ fails: true });
    await example.emulator.control.advance(10 * HOUR_MS);
    const switchJob = await example.up();
    const destroyed = await example.destroy();
    return { trainJob, tooEarly, startJob, unchanged, retrainJob, switchJob, destroyed };
  } finally {
    example.dispose();
    bucket.dispose();
  }
}

describe("x", () => {
  it("x", async () => {
    const s = await play();
    for (const [k, d] of Object.entries(s))
      console.log(
        "=====",
        k,
        d.operation.durationMs,
        d.operation.exitCode,
        d.effects.join(),
        d.calls.length,
        "\n",
        d.operation.text,
        JSON.stringify(d.state.projects),
      );
    expect(1).to.equal(1);
  });
});
