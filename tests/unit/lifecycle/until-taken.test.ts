import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import type { Live } from "../../../provider/lifecycle/presence.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import { type Taking, untilAccepted, untilDeleted, untilTaken } from "../../../provider/lifecycle/until-taken.js";
import type { Observation } from "../../../provider/lifecycle/wait-for-state.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { fakeContext } from "./fake-context.js";

type Status = "READY" | "MOVING" | "DELETING" | "RUNNING";
type Seen = Observation<Status, string>;

const now = (status: Status): Seen => ({ status, value: "lamp" });
const busy = new RekognitionError("Busy", "it moves");
const notFound = new RekognitionError("NotFound", "no such lamp");
const denied = new RekognitionError("AccessDenied", "no");
const HOUR_MS = 3_600_000;

describe("a call that is repeated until AWS takes it", () => {
  let clock: FakeClock;
  /** What each attempt went by. */
  let attempts: string[];
  let looks: number;
  let shows: (elapsedMs: number) => Status | undefined;
  let answers: (elapsedMs: number, attempt: number) => "busy" | RekognitionError | undefined;
  let startedAt: number;
  beforeEach(() => {
    clock = new FakeClock();
    startedAt = clock.monotonicMs();
    attempts = [];
    looks = 0;
    shows = () => "READY";
    answers = () => undefined;
  });
  const elapsed = (): number => clock.monotonicMs() - startedAt;
  const context = (forMs = HOUR_MS) => fakeContext(clock, { deadline: startedAt + forMs });

  const lamp = {
    subject: "lamp",
    look() {
      looks += 1;
      const status = shows(elapsed());
      return Promise.resolve(status && now(status));
    },
    isGone: () => true,
    gone: {
      until: "is deleted",
      absent: "target",
      statuses: statusTable({ DELETING: "pending", READY: "lagging", MOVING: "lagging", RUNNING: "failed" }),
    },
  } as unknown as Live<Status, string>;

  const attempt = ({ status }: Seen): Promise<"busy" | undefined> => {
    attempts.push(status);
    const answer = answers(elapsed(), attempts.length);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const taken = (taking?: Taking<Status, string>, forMs?: number): Promise<Seen | undefined> =>
    untilTaken(context(forMs), lamp, "can be changed", attempt, taking);

  it("goes by what is known already, and then by looks; what it was taken by is given", async () => {
    shows = (ms) => (ms < 5_000 ? "MOVING" : "READY");
    answers = (ms) => (ms < 5_000 ? busy : undefined);
    expect(await taken({ from: now("DELETING") })).to.deep.equal(now("READY"));
    expect([attempts[0], attempts[1], attempts.at(-1)]).to.deep.equal(["DELETING", "MOVING", "READY"]);
    expect(looks).to.equal(attempts.length - 1);
  });

  it("is not made where a look tells that it would be refused", async () => {
    answers = (ms) => (ms < 90_000 ? "busy" : undefined);
    expect(await taken()).to.deep.equal(now("READY"));
    expect(elapsed()).to.be.at.least(90_000);
  });

  it("gives up where one status refuses it for longer than a status may lag", async () => {
    answers = () => busy;
    expect(await failureOf(taken())).to.equal(busy.message);
    expect(elapsed()).to.be.within(65_000, 70_000);
  });

  it("has patience again with another status", async () => {
    shows = (ms) => (Math.floor(ms / 50_000) % 2 === 0 ? "MOVING" : "READY");
    answers = (ms) => (ms < 200_000 ? busy : undefined);
    expect(await taken()).to.be.an("object");
    expect(elapsed()).to.be.at.least(200_000);
  });

  it("has as much patience as is said, to the millisecond", async () => {
    answers = (ms) => (ms <= 1_000 ? busy : undefined);
    expect(await taken({ patienceMs: 1_000 })).to.deep.equal(now("READY"));
    startedAt = clock.monotonicMs();
    expect(await failureOf(taken({ patienceMs: 999 }))).to.equal(busy.message);
  });

  it("waits until the deadline where it may take its time, and ends with what AWS said", async () => {
    answers = () => busy;
    expect(await failureOf(taken({ patienceMs: Infinity }, 600_000))).to.equal(busy.message);
    expect(elapsed()).to.equal(600_000);
  });

  it("ends with what it waited for where the deadline comes before its patience ends", async () => {
    answers = () => busy;
    expect(await failureOf(taken(undefined, 30_000))).to.match(
      /^lamp: waited 30 s until it can be changed.*\[WaitTimedOut\]$/,
    );
  });

  it("is over where the thing is gone, by a look or by the answer", async () => {
    shows = () => undefined;
    expect(await taken()).to.equal(undefined);
    shows = () => "READY";
    answers = () => notFound;
    expect(await taken()).to.equal(undefined);
  });

  it("is over at once where it is refused for another reason", async () => {
    answers = () => denied;
    expect(await failureOf(taken())).to.equal(denied.message);
    expect(attempts).to.have.length(1);
  });

  describe("for something that cannot be looked at", () => {
    let calls: number;
    beforeEach(() => {
      calls = 0;
    });
    const accepted = (
      call: (elapsedMs: number) => string | Error,
      mayPass: (refusal: RekognitionError) => boolean,
      isTimeout?: boolean,
    ): Promise<string> => {
      const send = (): Promise<string> => {
        calls += 1;
        const answer = call(elapsed());
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
      };
      return untilAccepted(context(60_000), "policy", "is accepted", send, mayPass, isTimeout);
    };

    it("gives its answer, however often it was refused before", async () => {
      expect(
        await accepted(
          (ms) => (ms < 20_000 ? denied : "yes"),
          () => true,
        ),
      ).to.equal("yes");
      expect(calls).to.be.at.least(2);
    });

    it("ends at once with a refusal that does not pass, and with a foreign error", async () => {
      expect(
        await failureOf(
          accepted(
            () => denied,
            () => false,
          ),
        ),
      ).to.equal(denied.message);
      const odd = new TypeError("odd");
      expect(
        await failureOf(
          accepted(
            () => odd,
            () => true,
          ),
        ),
      ).to.equal("odd");
      expect(calls).to.equal(2);
    });

    it("ends at the deadline with the refusal, or with the wait where that is the news", async () => {
      expect(
        await failureOf(
          accepted(
            () => denied,
            () => true,
          ),
        ),
      ).to.equal(denied.message);
      startedAt = clock.monotonicMs();
      expect(
        await failureOf(
          accepted(
            () => denied,
            () => true,
            true,
          ),
        ),
      ).to.contain("[WaitTimedOut]");
    });
  });

  describe("for a deletion", () => {
    const deleted = (taking?: Taking<Status, string>): Promise<void> => untilDeleted(context(), lamp, attempt, taking);

    it("ends once the thing is gone, which AWS need not say twice", async () => {
      shows = (ms) => (ms < 20_000 ? "DELETING" : undefined);
      await deleted({ from: now("READY") });
      expect(elapsed()).to.be.within(20_000, 22_000);
      expect(attempts).to.deep.equal(["READY"]);
    });

    it("is not asked for where the thing is gone already", async () => {
      shows = () => undefined;
      await deleted();
      expect([attempts, looks]).to.deep.equal([[], 1]);
    });

    it("is an error where the thing is there again", async () => {
      shows = (ms) => (ms < 5_000 ? "DELETING" : "RUNNING");
      expect(await failureOf(deleted())).to.match(/^lamp is RUNNING after its deletion was asked for\..*\[Busy\]$/);
    });
  });
});
