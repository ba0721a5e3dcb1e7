import { expect } from "chai";
import { Outage } from "../../../provider/lifecycle/wait-for-state.js";
import { FakeClock } from "./fake-clock.js";

const MINUTE_MS = 60_000;

describe("an outage", () => {
  let clock: FakeClock;
  let outage: Outage;
  beforeEach(() => {
    clock = new FakeClock();
    outage = new Outage(clock);
  });

  /** A rest that is meant to take 29 seconds. */
  const rest = (more: () => void = () => undefined): void => {
    clock.advance(29_000);
    more();
    outage.passed(29_000);
  };

  it("lasts from the last answer on", () => {
    rest();
    outage.end();
    rest();
    rest();
    expect(outage.lastedMs).to.equal(58_000);
  });

  it("counts from the waking where the monotonic clock goes on in sleep", () => {
    rest();
    rest(() => {
      clock.advance(20 * MINUTE_MS);
    });
    expect(outage.lastedMs).to.equal(0);
    rest();
    expect(outage.lastedMs).to.equal(29_000);
  });

  it("counts from the waking where only the wall clock does", () => {
    rest();
    rest(() => {
      clock.setClock(20 * MINUTE_MS);
    });
    expect(outage.lastedMs).to.equal(0);
  });

  it("goes on through a rest that is somewhat late, and through a clock that is set back", () => {
    rest(() => {
      clock.advance(30_000);
      clock.setClock(-60 * MINUTE_MS);
    });
    expect(outage.lastedMs).to.equal(59_000);
  });
});
