import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import {
  NO_DOUBT,
  type Stoppable,
  bringToRest,
  doubtFromNow,
  metByStart,
  onceCertain,
  rested,
  settledFrom,
} from "../../../provider/lifecycle/at-rest.js";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import type { Observation } from "../../../provider/lifecycle/wait-for-state.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { fakeContext } from "./fake-context.js";

type Status = "RUNNING" | "STARTING" | "STOPPING" | "STOPPED" | "FAILED";
type Seen = Observation<Status, string>;

const now = (status: Status): Seen => ({ status, value: "lamp" });
const STARTED_AT = 1_000_000;
const DOUBTED_UNTIL = STARTED_AT + 65_000;

describe("a thing that can run", () => {
  let clock: FakeClock;
  let context: OperationContext;
  let looks: number;
  /** What was seen at each stop that was asked for. */
  let stops: string[];
  let shows: (elapsedMs: number) => Status | undefined;
  let onStop: () => void;
  beforeEach(() => {
    clock = new FakeClock(STARTED_AT);
    context = fakeContext(clock);
    looks = 0;
    stops = [];
    shows = () => "STOPPED";
    onStop = () => undefined;
  });
  const elapsed = (): number => clock.monotonicMs() - STARTED_AT;

  const lamp = {
    subject: "lamp",
    look() {
      looks += 1;
      const status = shows(elapsed());
      return Promise.resolve(status && now(status));
    },
    isGone: () => true,
    settled: {
      until: "has settled",
      absent: "target",
      statuses: statusTable({
        ...{ STARTING: "pending", STOPPING: "pending" },
        ...{ RUNNING: "target", STOPPED: "target", FAILED: "target" },
      }),
    },
    stopped: {
      until: "is stopped",
      absent: "target",
      statuses: statusTable({
        ...{ RUNNING: "lagging", STOPPING: "pending" },
        ...{ STOPPED: "target", FAILED: "target", STARTING: "failed" },
      }),
    },
    stop({ status }: Seen) {
      stops.push(status);
      return Promise.resolve().then(onStop);
    },
  } as unknown as Stoppable<Status, string>;

  /** From the moment of the stop on it shows this. */
  function afterStop(then: (sinceMs: number) => Status | undefined, before: Status = "RUNNING"): void {
    let stoppedAt: number | undefined;
    onStop = () => (stoppedAt = elapsed());
    shows = (ms) => (stoppedAt === undefined ? before : then(ms - stoppedAt));
  }
  const busy = new RekognitionError("Busy", "it is starting");

  describe("whose status may be old", () => {
    it("is believed at once where there is no doubt, or no more", async () => {
      expect(await onceCertain(context, lamp, now("RUNNING"), NO_DOUBT)).to.deep.equal(now("RUNNING"));
      expect(await onceCertain(context, lamp, now("RUNNING"), STARTED_AT)).to.deep.equal(now("RUNNING"));
      expect([looks, elapsed()]).to.deep.equal([0, 0]);
    });

    it("is looked at until it has shown the same for as long as a status may lag", async () => {
      expect(await onceCertain(context, lamp, now("STOPPED"), DOUBTED_UNTIL)).to.deep.equal(now("STOPPED"));
      expect(elapsed()).to.be.within(65_000, 67_000);
    });

    it("is what shows as soon as that is something else", async () => {
      shows = (ms) => (ms < 20_000 ? "STOPPED" : "STARTING");
      expect(await onceCertain(context, lamp, now("STOPPED"), DOUBTED_UNTIL)).to.deep.equal(now("STARTING"));
      expect(elapsed()).to.be.within(20_000, 22_000);
    });

    it("is nothing where it vanishes", async () => {
      shows = (ms) => (ms < 20_000 ? "STOPPED" : undefined);
      expect(await onceCertain(context, lamp, now("STOPPED"), DOUBTED_UNTIL)).to.equal(undefined);
    });

    it("is doubted for as long as a status may lag", () => {
      expect(doubtFromNow(context)).to.equal(DOUBTED_UNTIL);
    });
  });

  describe("whose start was refused", () => {
    const met = (refusal: unknown, from: Status = "STOPPED"): Promise<Seen | undefined> =>
      metByStart(context, lamp, now(from), refusal, DOUBTED_UNTIL);

    it("has met another start where one shows", async () => {
      shows = (ms) => (ms < 5_000 ? "STOPPED" : "STARTING");
      expect(await met(busy)).to.deep.equal(now("STARTING"));
    });

    it("has met nothing where it stays as it was: then the refusal is the error", async () => {
      expect(await failureOf(met(busy))).to.equal(busy.message);
      expect(elapsed()).to.be.at.least(65_000);
    });

    it("may have been started all the same where the answer got lost", async () => {
      const lost = new RekognitionError("ConnectionFailed", "no answer", { effectUnknown: true });
      shows = () => "STARTING";
      expect(await met(lost)).to.deep.equal(now("STARTING"));
    });

    it("is not looked at after a refusal that says why", async () => {
      for (const error of [new RekognitionError("AccessDenied", "no"), new TypeError("odd")]) {
        expect(await failureOf(met(error))).to.equal(error.message);
      }
      expect(looks).to.equal(0);
    });

    it("is not looked at once the operation is aborted", async () => {
      const aborted = fakeContext(clock, { signal: AbortSignal.abort(new Error("left")) });
      expect(await failureOf(metByStart(aborted, lamp, now("STOPPED"), busy, DOUBTED_UNTIL))).to.equal(busy.message);
      expect(looks).to.equal(0);
    });

    it("is undefined where it vanished", async () => {
      shows = () => undefined;
      expect(await met(busy)).to.equal(undefined);
    });
  });

  describe("with which something is under way", () => {
    it("is waited for", async () => {
      shows = (ms) => (ms < 30_000 ? "STARTING" : "RUNNING");
      expect(await settledFrom(context, lamp, now("STARTING"))).to.deep.equal(now("RUNNING"));
      expect(elapsed()).to.be.at.least(30_000);
    });

    it("is not looked at where nothing is", async () => {
      expect(await settledFrom(context, lamp, now("FAILED"))).to.deep.equal(now("FAILED"));
      expect(looks).to.equal(0);
    });
  });

  describe("that is to be at rest", () => {
    const toRest = (from: Status, doubtedUntil = NO_DOUBT): Promise<Seen | undefined> =>
      bringToRest(context, lamp, now(from), doubtedUntil);

    it("is stopped once where it runs, and waited for", async () => {
      afterStop((ms) => (ms < 3_000 ? "RUNNING" : ms < 20_000 ? "STOPPING" : "STOPPED"));
      expect(await toRest("RUNNING")).to.deep.equal(now("STOPPED"));
      expect(stops).to.deep.equal(["RUNNING"]);
    });

    it("is stopped once its start is over", async () => {
      afterStop(() => "STOPPED");
      const started = shows;
      shows = (ms) => (ms < 30_000 ? "STARTING" : started(ms));
      expect(await toRest("STARTING")).to.deep.equal(now("STOPPED"));
      expect(stops).to.deep.equal(["RUNNING"]);
    });

    it("is left as it is where it rests, for certain", async () => {
      expect(await toRest("FAILED")).to.deep.equal(now("FAILED"));
      expect([looks, stops]).to.deep.equal([0, []]);
    });

    it("is stopped where a start shows only later", async () => {
      afterStop(() => "STOPPED");
      const started = shows;
      shows = (ms) => (ms < 40_000 ? "STOPPED" : started(ms));
      expect(await toRest("STOPPED", DOUBTED_UNTIL)).to.deep.equal(now("STOPPED"));
      expect(stops).to.deep.equal(["RUNNING"]);
    });

    it("did not run where AWS refuses the stop, for all that was shown: what shows then is doubted as well", async () => {
      onStop = () => {
        throw busy;
      };
      shows = (ms) => (ms < 10_000 ? "RUNNING" : "STOPPED");
      expect(await toRest("RUNNING")).to.deep.equal(now("STOPPED"));
      expect(stops).to.deep.equal(["RUNNING"]);
      expect(elapsed()).to.be.at.least(75_000);
    });

    it("is an error where the stop is refused for another reason", async () => {
      onStop = () => {
        throw new RekognitionError("AccessDenied", "no");
      };
      expect(await failureOf(toRest("RUNNING"))).to.contain("[AccessDenied]");
    });

    it("is an error where it is started again after its stop", async () => {
      afterStop(() => "STARTING");
      expect(await failureOf(toRest("RUNNING"))).to.match(/^lamp is STARTING after its stop\..*\[UnexpectedStatus\]$/);
    });

    it("is undefined where it vanishes before its stop or after it", async () => {
      shows = () => undefined;
      expect(await toRest("STARTING")).to.equal(undefined);
      expect(stops).to.deep.equal([]);
      afterStop(() => undefined);
      expect(await toRest("RUNNING")).to.equal(undefined);
      expect(stops).to.deep.equal(["RUNNING"]);
    });

    it("is undefined where AWS refuses the stop because it is gone", async () => {
      let isThere = true;
      shows = () => (isThere ? "RUNNING" : undefined);
      onStop = () => {
        isThere = false;
        throw new RekognitionError("NotFound", "no such lamp");
      };
      expect(await toRest("RUNNING")).to.equal(undefined);
    });

    it("is undefined where it vanishes while it is doubted", async () => {
      shows = () => undefined;
      expect(await toRest("STOPPED", DOUBTED_UNTIL)).to.equal(undefined);
    });
  });

  it("that nobody asks to run is stopped, unless what runs is to be left to others", async () => {
    afterStop(() => "STOPPED");
    const resting = { doubtedUntil: NO_DOUBT, leaveRunning: true };
    expect(await rested(context, lamp, now("RUNNING"), resting)).to.deep.equal(now("RUNNING"));
    expect(stops).to.deep.equal([]);
    expect(await rested(context, lamp, now("RUNNING"), { ...resting, leaveRunning: false })).to.deep.equal(
      now("STOPPED"),
    );
  });
});
