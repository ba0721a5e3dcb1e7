import { expect } from "chai";
import { Watchdog } from "../../../provider/session/watchdog.js";
import { failureOf } from "../../provider/harness/failure.js";
import { RecordingEngine } from "../../provider/harness/recording-engine.js";

describe("the watchdog", () => {
  let engine: RecordingEngine;
  let exits: number;
  let watchdog: Watchdog;
  beforeEach(() => {
    engine = new RecordingEngine();
    exits = 0;
    watchdog = new Watchdog(engine, () => {
      exits += 1;
    });
  });

  it("lets a change go ahead while the engine answers", async () => {
    await watchdog.assertEngine();
    await watchdog.assertEngine();
    expect([engine.pings, exits, watchdog.signal.aborted]).to.deep.equal([2, 0, false]);
  });

  it("ends everything after three misses that follow an answer: waits are aborted, nothing is changed any more", async () => {
    engine.answers = [true, false, false, false];
    await watchdog.assertEngine();
    expect(await failureOf(watchdog.assertEngine())).to.contain("[EngineGone]");
    expect([exits, watchdog.signal.aborted]).to.deep.equal([1, true]);
    expect(await failureOf(watchdog.assertEngine())).to.contain("[EngineGone]");
    expect(engine.pings).to.equal(4);
  });

  it("looks as soon as it watches, so that an engine killed a moment later is missed", async () => {
    engine.answers = [true, false, false, false];
    watchdog.start();
    expect(engine.pings).to.equal(1);
    expect(await failureOf(watchdog.assertEngine())).to.contain("[EngineGone]");
    expect([exits, watchdog.signal.aborted]).to.deep.equal([1, true]);
  });

  it("forgives two misses", async () => {
    engine.answers = [true, false, false, true, false, false, true];
    await watchdog.assertEngine();
    await watchdog.assertEngine();
    await watchdog.assertEngine();
    expect([exits, watchdog.signal.aborted]).to.deep.equal([0, false]);
  });

  it("takes an engine that never answered for none: this may be a test, or a handler run by hand", async () => {
    engine.answers = false;
    for (let call = 0; call < 10; call++) await watchdog.assertEngine();
    expect([exits, watchdog.signal.aborted]).to.deep.equal([0, false]);
  });
});
