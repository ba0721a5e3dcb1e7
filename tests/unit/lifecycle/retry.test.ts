import { expect } from "chai";
import type { ErrorCode } from "../../../provider/base/error-table.js";
import { errorTable } from "../../../provider/base/error-table.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { retryTransient } from "../../../provider/base/retry.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";

describe("retries", () => {
  let clock: FakeClock;
  let controller: AbortController;
  let calls: number;
  beforeEach(() => {
    clock = new FakeClock();
    controller = new AbortController();
    calls = 0;
  });

  function run(
    failures: readonly Error[],
    { attempts = 6, forMs = 600_000, mayRepeat = (): boolean => true } = {},
  ): Promise<string> {
    const policy = { attempts, clock, signal: controller.signal, deadline: clock.now() + forMs };
    const call = (): Promise<string> => {
      const failure = failures[calls++];
      return failure === undefined ? Promise.resolve("done") : Promise.reject(failure);
    };
    return retryTransient(call, policy, mayRepeat);
  }

  const many = (code: ErrorCode, count: number): Error[] =>
    Array.from({ length: count }, () => new RekognitionError(code, "it failed"));

  it("repeat what passes, with pauses that double from a fifth of a second", async () => {
    expect(await run(many("Throttled", 3))).to.equal("done");
    expect(calls).to.equal(4);
    expect(clock.sleeps).to.deep.equal([150, 300, 600]);
  });

  it("pause for five seconds at most", async () => {
    expect(await run(many("ServiceFault", 9), { attempts: 10 })).to.equal("done");
    expect(Math.max(...clock.sleeps)).to.be.at.most(5_000);
  });

  for (const attempts of [1, 2, 6]) {
    it(`stop after ${attempts} calls in all`, async () => {
      expect(await failureOf(run(many("ConnectionFailed", 99), { attempts }))).to.contain("[ConnectionFailed]");
      expect(calls).to.equal(attempts);
    });
  }

  for (const [code, { retryable }] of Object.entries(errorTable)) {
    it(`${retryable ? "repeat" : "do not repeat"} ${code}, as the table says`, async () => {
      await failureOf(run(many(code as ErrorCode, 99)));
      expect(calls).to.equal(retryable ? 6 : 1);
    });
  }

  it("do not repeat a fault of the program", async () => {
    await failureOf(run([new TypeError("x is not a function")]));
    expect(calls).to.equal(1);
  });

  it("do not repeat what must not be repeated", async () => {
    await failureOf(run(many("ServiceFault", 99), { mayRepeat: () => false }));
    expect(calls).to.equal(1);
  });

  it("end with the operation's time", async () => {
    await failureOf(run(many("Throttled", 99), { attempts: 99, forMs: 1_000 }));
    expect(clock.now() - 1_000_000).to.be.within(1_000, 2_500);
  });

  it("end at once when the operation is aborted", async () => {
    const running = run(many("Throttled", 99));
    controller.abort(new RekognitionError("EngineGone", "The engine is gone"));
    expect(await failureOf(running)).to.contain("[EngineGone]");
    expect(calls).to.be.at.most(2);
  });
});
