import { expect } from "chai";
import fc from "fast-check";
import { RekognitionError } from "../../../provider/base/errors.js";
import {
  type Observation,
  pollIntervalMs,
  type Progress,
  type Sought,
  type VerdictTable,
  waitForState,
  type WaitResult,
} from "../../../provider/lifecycle/wait-for-state.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";

type Status = "IDLE" | "MOVING" | "DONE" | "BROKEN";

const TABLE: VerdictTable<Status> = {
  until: "is done",
  statuses: statusTable({ IDLE: "lagging", MOVING: "pending", DONE: "target", BROKEN: "failed" }),
  absent: "pending",
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Waiting {
  readonly forMs?: number;
  readonly table?: VerdictTable<Status>;
  /** From when on absence is proven. */
  readonly goneAtMs?: number;
}

describe("a wait", () => {
  let clock: FakeClock;
  let looks: number;
  let told: Progress[];
  let controller: AbortController;
  beforeEach(() => {
    clock = new FakeClock();
    looks = 0;
    told = [];
    controller = new AbortController();
  });

  /** Waits while the object shows what `at` says for the time that has passed. */
  function wait(
    at: (elapsedMs: number) => string | undefined | RekognitionError,
    { forMs = HOUR_MS, table = TABLE, goneAtMs = 0 }: Waiting = {},
  ): Promise<WaitResult<Status, string>> {
    const startedAt = clock.now();
    const environment = {
      clock,
      signal: controller.signal,
      deadline: startedAt + forMs,
      report: (progress: Progress): void => {
        told.push(progress);
      },
    };
    const model: Sought<Status, string> = {
      subject: 'model "x"',
      look() {
        looks += 1;
        const seen = at(clock.now() - startedAt);
        if (seen instanceof Error) return Promise.reject(seen);
        if (seen === undefined) return Promise.resolve(undefined);
        return Promise.resolve({ status: seen, value: seen } as Observation<Status, string>);
      },
      isGone: () => clock.now() - startedAt >= goneAtMs,
    };
    return waitForState(environment, model, table);
  }

  const throttled = new RekognitionError("Throttled", "DescribeX: slow down");

  it("ends at the first look where the target is there already", async () => {
    const result = await wait(() => "DONE");
    expect(result).to.deep.equal({ verdict: "target", observed: { status: "DONE", value: "DONE" } });
    expect([looks, clock.sleeps.length, told.length]).to.deep.equal([1, 0, 0]);
  });

  it("ends at once where the target is out of reach", async () => {
    expect((await wait((ms) => (ms < 5_000 ? "MOVING" : "BROKEN"))).verdict).to.equal("failed");
  });

  for (const absent of ["target", "failed"] as const) {
    const table: VerdictTable<Status> = { ...TABLE, absent };

    it(`does not end with an absence that is not proven, where the table takes it for "${absent}"`, async () => {
      const { verdict, observed } = await wait(() => undefined, { table, goneAtMs: 10_000 });
      expect([verdict, observed]).to.deep.equal([absent, undefined]);
      expect(clock.sleeps.reduce((sum, ms) => sum + ms)).to.be.within(10_000, 12_000);
    });

    it(`goes on where the thing shows again, and takes its "${absent}" up again later`, async () => {
      const seen = (ms: number): string | undefined => (ms < 3_000 || ms > 60_000 ? undefined : "MOVING");
      const { verdict } = await wait(seen, { table, goneAtMs: 70_000 });
      expect(verdict).to.equal(absent);
    });

    it(`ends at the deadline where absence is never proven, "${absent}" or not`, async () => {
      const failure = await failureOf(wait(() => undefined, { table, forMs: 8_000, goneAtMs: Infinity }));
      expect(failure).to.contain("[WaitTimedOut]").and.to.contain("last status absent");
    });
  }

  it("looks again soon after an absence, however long it has waited: a second one may be proof", async () => {
    const table: VerdictTable<Status> = { ...TABLE, absent: "target" };
    let missed = 0;
    const seen = (ms: number): string | undefined => {
      if (ms < 1_800_000) return "MOVING";
      missed += 1;
      return missed < 3 ? undefined : "DONE";
    };
    const before = (await wait(seen, { table, goneAtMs: Infinity })).verdict;
    expect(before).to.equal("target");
    expect(clock.sleeps.slice(-2).every((ms) => ms <= 200)).to.equal(true);
  });

  it("sees a proof of absence after half as long again as it took, however long that is", async () => {
    const table: VerdictTable<Status> = { ...TABLE, absent: "target" };
    for (const goneAtMs of [500, 1_000, 3_000]) {
      const startedAt = clock.now();
      await wait(() => undefined, { table, goneAtMs });
      expect(clock.now() - startedAt).to.be.within(goneAtMs, goneAtMs * 1.5);
    }
  });

  it("takes absence for what its table says", async () => {
    expect((await wait(() => undefined, { table: { ...TABLE, absent: "target" } })).verdict).to.equal("target");
    expect((await wait(() => undefined, { table: { ...TABLE, absent: "failed" } })).observed).to.equal(undefined);
    expect((await wait((ms) => (ms < 9_000 ? undefined : "DONE"))).verdict).to.equal("target");
  });

  it("tells what it sees, for how long, and what it waits for", async () => {
    await wait((ms) => (ms < 3_000 ? "MOVING" : "DONE"));
    expect(told.map(({ elapsedMs }) => elapsedMs)).to.deep.equal([0, 1_000, 2_000]);
    expect(told[1]).to.include({ status: "MOVING", waitingUntil: "is done" });
  });

  describe("for a state that lags behind the call", () => {
    it("has patience for 65 seconds", async () => {
      expect((await wait((ms) => (ms < 64_000 ? "IDLE" : "DONE"))).verdict).to.equal("target");
    });

    it("then says that nothing changed", async () => {
      const failure = await failureOf(wait(() => "IDLE"));
      expect(failure).to.contain("[StateDidNotChange]").and.to.contain('model "x" is still IDLE');
      expect(clock.now() - 1_000_000).to.be.within(65_000, 70_000);
    });

    it("takes it for the end once it was on its way, not much later", async () => {
      const result = await wait((ms) => (ms < 2_000 ? "IDLE" : ms < 40_000 ? "MOVING" : "IDLE"));
      expect(result).to.deep.include({ verdict: "failed" });
      expect(clock.now() - 1_000_000).to.be.within(44_000, 50_000);
    });

    it("has its patience where all that was seen before is an absence that proved nothing", async () => {
      const table: VerdictTable<Status> = { ...TABLE, absent: "failed" };
      const seen = (ms: number): string | undefined => (ms < 1_000 ? undefined : ms < 20_000 ? "IDLE" : "DONE");
      expect((await wait(seen, { table, goneAtMs: Infinity })).verdict).to.equal("target");
    });

    it("looks every two seconds then, however long it has waited", async () => {
      await wait((ms) => (ms < 1_800_000 ? "MOVING" : "IDLE"));
      expect(clock.sleeps.slice(-2)).to.deep.equal([2_000, 2_000]);
    });

    it("has patience once more where it was on its way in between", async () => {
      const seen = (ms: number): string =>
        ms < 10_000 ? "MOVING" : ms < 13_000 ? "IDLE" : ms < 20_000 ? "MOVING" : ms < 23_000 ? "IDLE" : "DONE";
      expect((await wait(seen)).verdict).to.equal("target");
    });

    it("is not fooled by one straggling answer on the way", async () => {
      expect(
        (await wait((ms) => (ms > 10_000 && ms < 12_000 ? "IDLE" : ms < 60_000 ? "MOVING" : "DONE"))).verdict,
      ).to.equal("target");
    });

    it("starts its patience over after a step forward into absence", async () => {
      const table = { ...TABLE, absent: "lagging" } as const;
      const result = await wait(
        (ms) => (ms < 50_000 ? undefined : ms < 60_000 ? "MOVING" : ms < 120_000 ? undefined : "DONE"),
        {
          table,
        },
      );
      expect(result.verdict).to.equal("target");
    });
  });

  it("refuses a status that nobody knows, instead of waiting for ever", async () => {
    const failure = await failureOf(wait((ms) => (ms < 3_000 ? "MOVING" : "PAUSED")));
    expect(failure)
      .to.contain("[UnexpectedStatus]")
      .and.to.contain('"PAUSED"')
      .and.to.contain("update pulumi-rekognition");
  });

  describe("at its deadline", () => {
    it("says the last state, the time spent and what was seen", async () => {
      const failure = await failureOf(wait((ms) => (ms < 10_000 ? undefined : "MOVING"), { forMs: 30_000 }));
      expect(failure).to.match(
        /^model "x": waited 30 s until it is done; last status MOVING \(seen: absent \d+ times, MOVING \d+ times\)/,
      );
      expect(failure).to.contain("[WaitTimedOut]").and.to.contain("customTimeouts");
    });

    it("looks a last time just then", async () => {
      expect((await wait((ms) => (ms < 30_000 ? "MOVING" : "DONE"), { forMs: 30_000 })).verdict).to.equal("target");
      expect(clock.now() - 1_000_000).to.equal(30_000);
    });
  });

  describe("through an outage", () => {
    it("goes on for ten minutes of passing errors", async () => {
      const result = await wait((ms) => (ms < 10_000 ? "MOVING" : ms < 9 * MINUTE_MS ? throttled : "DONE"));
      expect(result.verdict).to.equal("target");
    });

    it("counts each outage by itself", async () => {
      const seen = (ms: number): string | RekognitionError => {
        const minute = Math.floor(ms / MINUTE_MS);
        return minute >= 27 ? "DONE" : minute % 9 < 8 && ms > 10_000 ? throttled : "MOVING";
      };
      expect((await wait(seen)).verdict).to.equal("target");
    });

    it("does not count the time that the machine slept", async () => {
      let slept = false;
      const seen = (ms: number): string | RekognitionError => {
        if (ms < 10_000) return "MOVING";
        if (!slept) {
          slept = true;
          clock.advance(HOUR_MS);
          return throttled;
        }
        return ms < HOUR_MS + 9 * MINUTE_MS ? throttled : "DONE";
      };
      expect((await wait(seen, { forMs: 3 * HOUR_MS })).verdict).to.equal("target");
    });

    it("gives up after that, with the error", async () => {
      const failure = await failureOf(wait((ms) => (ms < 10_000 ? "MOVING" : throttled)));
      expect(failure).to.contain("[Throttled]");
      expect(clock.now() - 1_000_000).to.be.within(10 * MINUTE_MS, 11 * MINUTE_MS);
    });

    it("fails at the first look already: a wrong endpoint is no outage", async () => {
      expect(await failureOf(wait(() => throttled))).to.contain("[Throttled]");
      expect(looks).to.equal(1);
    });

    it("does not go on after an error that does not pass", async () => {
      const denied = new RekognitionError("AccessDenied", "no");
      expect(await failureOf(wait((ms) => (ms < 10_000 ? "MOVING" : denied)))).to.contain("[AccessDenied]");
    });

    it("that lasts until the deadline says why nothing more was seen", async () => {
      const failure = await failureOf(wait((ms) => (ms < 10_000 ? "MOVING" : throttled), { forMs: 5 * MINUTE_MS }));
      expect(failure).to.match(/slow.*waited 5 min until it is done; last status MOVING.*\[Throttled\]$/);
      expect(clock.now() - 1_000_000).to.equal(5 * MINUTE_MS);
    });

    it("keeps the deadline", async () => {
      const failure = await failureOf(wait((ms) => (ms < 10_000 ? "MOVING" : throttled), { forMs: 60_000 }));
      expect(failure).to.contain("[WaitTimedOut]").and.to.contain("MOVING");
      expect(clock.now() - 1_000_000).to.equal(60_000);
    });
  });

  it("ends with the reason as soon as it is aborted", async () => {
    const reason = new RekognitionError("EngineGone", "The engine is gone");
    const failure = await failureOf(
      wait((ms) => {
        if (ms >= 20_000) controller.abort(reason);
        return "MOVING";
      }),
    );
    expect(failure).to.equal(reason.message);
    expect(clock.now() - 1_000_000).to.be.within(20_000, 22_000);
  });

  describe("costs", () => {
    const lengths = [
      { what: "an hour", lengthMs: HOUR_MS, atMost: 280 },
      { what: "24 hours", lengthMs: 24 * HOUR_MS, atMost: 3_300 },
    ];
    for (const { what, lengthMs, atMost } of lengths) {
      it(`at most ${atMost} looks in ${what}`, async () => {
        await wait((ms) => (ms < lengthMs ? "MOVING" : "DONE"), { forMs: 2 * lengthMs });
        expect(looks).to.be.at.most(atMost);
      });
    }

    it("a delay of at most 2 s or 2 % of the wait, in 95 of 100 cases", () => {
      const delays: number[] = [];
      for (let lengthMs = 500; lengthMs < 24 * HOUR_MS; lengthMs *= 1.013) {
        let elapsedMs = 0;
        while (elapsedMs < lengthMs) elapsedMs += pollIntervalMs(elapsedMs);
        delays.push((elapsedMs - lengthMs) / Math.max(2_000, lengthMs * 0.02));
      }
      delays.sort((a, b) => a - b);
      expect(delays[Math.floor(delays.length * 0.95)]).to.be.at.most(1);
    });

    it("an interval that never shrinks and keeps within its bounds, whatever the time", () => {
      const elapsed = fc.integer({ min: 0, max: 48 * HOUR_MS });
      fc.assert(
        fc.property(elapsed, elapsed, (a, b) => {
          const [sooner, later] = [pollIntervalMs(Math.min(a, b)), pollIntervalMs(Math.max(a, b))];
          return sooner <= later && sooner >= 1_000 && later <= 29_000;
        }),
      );
    });
  });

  it("ends in one of the known ways, whatever is observed, and always by its deadline", async () => {
    const seen = fc.constantFrom("IDLE", "MOVING", "DONE", "BROKEN", "ODD", undefined, throttled);
    await fc.assert(
      fc.asyncProperty(fc.array(seen, { minLength: 1, maxLength: 12 }), async (sequence) => {
        clock = new FakeClock();
        let look = 0;
        const ended = await wait(() => sequence[Math.min(look++, sequence.length - 1)], { forMs: 10 * MINUTE_MS }).then(
          ({ verdict }) => verdict,
          (error: unknown) => (error as RekognitionError).code,
        );
        expect(ended).to.be.oneOf([
          "target",
          "failed",
          "StateDidNotChange",
          "UnexpectedStatus",
          "WaitTimedOut",
          "Throttled",
        ]);
        expect(clock.now() - 1_000_000).to.be.at.most(10 * MINUTE_MS);
      }),
      { numRuns: 200 },
    );
  });
});
