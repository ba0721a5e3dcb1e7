import { expect } from "chai";
import { progressReporter } from "../../../provider/session/progress.js";
import { RecordingEngine } from "../../provider/harness/recording-engine.js";
import { FakeClock } from "../lifecycle/fake-clock.js";

const MINUTE_MS = 60_000;

describe("progress", () => {
  let engine: RecordingEngine;
  let clock: FakeClock;
  beforeEach(() => {
    engine = new RecordingEngine();
    clock = new FakeClock();
  });

  /** A wait of `lengthMs` with a look every second; returns what was told, and after how many seconds. */
  function wait(isLive: boolean, lengthMs: number, statusAt: (elapsedMs: number) => string): string[] {
    const reporter = progressReporter(engine, "urn:x", clock, isLive);
    const told: string[] = [];
    for (let elapsedMs = 0; elapsedMs <= lengthMs; elapsedMs += 1_000) {
      const before = engine.messages.length;
      reporter.report({ waitingUntil: "is trained", status: statusAt(elapsedMs), elapsedMs });
      if (engine.messages.length > before) told.push(`${elapsedMs / 1_000}: ${engine.messages.at(-1)?.text ?? ""}`);
      clock.advance(1_000);
    }
    return told;
  }

  it("on a terminal is live: every second, from the second on", () => {
    const told = wait(true, 5_000, () => "TRAINING_IN_PROGRESS");
    expect(told).to.deep.equal([
      "2: TRAINING_IN_PROGRESS, 2 s so far, until it is trained",
      "3: TRAINING_IN_PROGRESS, 3 s so far, until it is trained",
      "4: TRAINING_IN_PROGRESS, 4 s so far, until it is trained",
      "5: TRAINING_IN_PROGRESS, 5 s so far, until it is trained",
    ]);
  });

  it("elsewhere is a line a change and one every ten minutes, since each stays in the log", () => {
    const told = wait(false, 35 * MINUTE_MS, (ms) => (ms < 12 * MINUTE_MS ? "TRAINING_IN_PROGRESS" : "STARTING"));
    expect(told.map((line) => line.split(",")[0])).to.deep.equal([
      "2: TRAINING_IN_PROGRESS",
      "602: TRAINING_IN_PROGRESS",
      "720: STARTING",
      "1320: STARTING",
      "1920: STARTING",
    ]);
  });

  it("shows beside its resource, and gives way to the next", () => {
    wait(true, 3_000, () => "STARTING");
    for (const message of engine.messages) {
      expect(message).to.include({ urn: "urn:x", severity: "info", ephemeral: true });
    }
  });

  it("ends with the outcome, which is what stays on the screen", () => {
    const reporter = progressReporter(engine, "urn:x", clock, true);
    reporter.report({ waitingUntil: "is trained", status: "TRAINING_IN_PROGRESS", elapsedMs: 5_000 });
    reporter.end("RUNNING after 12 min");
    expect(engine.messages.at(-1)?.text).to.equal("RUNNING after 12 min");
  });

  it("says nothing at all of what took no time", () => {
    const reporter = progressReporter(engine, "urn:x", clock, true);
    reporter.report({ waitingUntil: "is created", status: "CREATING", elapsedMs: 500 });
    reporter.end("CREATED after 1 s");
    expect(engine.messages).to.deep.equal([]);
  });
});
