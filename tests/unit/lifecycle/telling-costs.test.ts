import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import {
  type Costing,
  SWEEP_HINT,
  Sight,
  removalTellingCosts,
  tellingCosts,
} from "../../../provider/lifecycle/telling-costs.js";
import type { Observation } from "../../../provider/lifecycle/wait-for-state.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { fakeContext } from "./fake-context.js";

type Status = "STARTING" | "RUNNING" | "STOPPING" | "STOPPED";
interface Lamp {
  readonly Status?: Status | undefined;
  readonly StatusMessage?: string | undefined;
  readonly watts?: number;
}
type Seen = Observation<Status, Lamp>;

const seen = (status: Status): Seen => ({ status, value: { Status: status, watts: 5 } });
const denied = new RekognitionError("AccessDenied", "no");
const lost = new RekognitionError("ConnectionFailed", "no answer", { effectUnknown: true });

describe("what an operation last knew of a thing", () => {
  let clock: FakeClock;
  let sight: Sight<Status, Lamp>;
  beforeEach(() => {
    clock = new FakeClock();
    sight = new Sight(clock);
  });
  const known = (): unknown[] => [sight.last?.status, sight.isCertain];

  it("is what a look showed last", () => {
    expect(sight.last).to.equal(undefined);
    sight.saw(seen("RUNNING"));
    sight.saw(seen("STOPPED"));
    expect(known()).to.deep.equal(["STOPPED", true]);
  });

  it("is kept from the first on, and each time", () => {
    const kept: string[] = [];
    const keep = ({ status }: Seen): void => void kept.push(status);
    sight.keepWith(keep);
    expect(kept).to.deep.equal([]);
    sight.saw(seen("RUNNING"));
    sight.brings(seen("STOPPING"), true);
    sight.keepWith(keep);
    expect(kept).to.deep.equal(["RUNNING", "STOPPING", "STOPPING"]);
  });

  it("is what a call brings it to, though looks still show what was before, for as long as a status may lag", () => {
    sight.saw(seen("RUNNING"));
    sight.brings(seen("STOPPING"), true);
    clock.advance(64_999);
    sight.saw(seen("RUNNING"));
    expect(known()).to.deep.equal(["STOPPING", true]);
    clock.advance(1);
    sight.saw(seen("RUNNING"));
    expect(known()).to.deep.equal(["RUNNING", true]);
  });

  it("is a start that was taken, however long looks show what was before", () => {
    sight.saw(seen("STOPPED"));
    sight.brings(seen("STARTING"), true);
    clock.advance(3_600_000);
    sight.saw(seen("STOPPED"));
    expect(known()).to.deep.equal(["STARTING", true]);
  });

  it("is not certain of a start that may not have been taken, and believes looks after a while", () => {
    sight.saw(seen("STOPPED"));
    sight.brings(seen("STARTING"), false);
    expect(known()).to.deep.equal(["STARTING", false]);
    clock.advance(65_000);
    sight.saw(seen("STOPPED"));
    expect(known()).to.deep.equal(["STOPPED", true]);
  });

  it("is what a look shows once one has shown anything else than what was before", () => {
    sight.saw(seen("STOPPED"));
    sight.brings(seen("STARTING"), true);
    sight.saw(seen("RUNNING"));
    sight.saw(seen("STOPPED"));
    expect(known()).to.deep.equal(["STOPPED", true]);
  });

  it("is what the first look shows where nothing was known before the call", () => {
    sight.brings(seen("STARTING"), true);
    sight.saw(seen("STOPPED"));
    expect(known()).to.deep.equal(["STOPPED", true]);
  });
});

describe("an operation that fails", () => {
  let clock: FakeClock;
  let shows: Status;
  let answer: () => object;
  beforeEach(() => {
    clock = new FakeClock();
    shows = "RUNNING";
    answer = () => ({});
  });

  /** Starts and stops projects, as far as this test goes. */
  const costing: Costing<Status, Lamp> = {
    watched: (describe, saw) => ({
      ...describe,
      async project(name) {
        const found = await describe.project(name);
        saw(seen(shows));
        return found;
      },
    }),
    leadsTo: { StartProjectVersion: "STARTING", StopProjectVersion: "STOPPING" },
    after: (request, _answer, last) =>
      (request as { ProjectVersionArn?: string }).ProjectVersionArn === "lamp" ? { ...last } : undefined,
    costs: ({ status, value }, isCertain) =>
      status === "STOPPED" ? undefined : `It ${isCertain ? "is" : "may be"} ${status} at ${String(value.watts)} W.`,
  };
  const context = (): OperationContext =>
    fakeContext(clock, {
      describe: { project: () => Promise.resolve(undefined) },
      aws: {
        call: async () => {
          await Promise.resolve();
          return answer();
        },
      },
    });
  const look = (watched: OperationContext): Promise<unknown> => watched.describe.project("x");
  const call = (watched: OperationContext, operation: "StartProjectVersion" | "DeleteProjectVersion", arn = "lamp") =>
    watched.aws.call(operation, { ProjectVersionArn: arn, MinInferenceUnits: 1 });
  const failing = (before: (watched: OperationContext) => Promise<unknown>): Promise<string> =>
    failureOf(
      tellingCosts(context(), costing, async (watched) => {
        await before(watched);
        throw denied;
      }),
    );

  it("not, is left as it is", async () => {
    expect(await tellingCosts(context(), costing, () => Promise.resolve(7))).to.equal(7);
  });

  it("says what the thing goes on costing, by the last look", async () => {
    expect(await failing(look)).to.match(/^no\. It is RUNNING at 5 W\. .*\[AccessDenied\]$/);
  });

  it("says nothing of what costs nothing, or was never seen", async () => {
    shows = "STOPPED";
    expect(await failing(look)).to.equal(denied.message);
    expect(await failing(() => Promise.resolve())).to.equal(denied.message);
  });

  it("says what its calls brought about", async () => {
    shows = "STOPPED";
    const started = async (watched: OperationContext): Promise<void> => {
      await look(watched);
      await call(watched, "StartProjectVersion");
    };
    expect(await failing(started)).to.contain("It is STARTING at 5 W.");
  });

  it("says what a call brought about of which nothing was seen before", async () => {
    expect(await failing((watched) => call(watched, "StartProjectVersion"))).to.contain("It is STARTING");
  });

  it("says what its calls may have brought about where the answer got lost", async () => {
    shows = "STOPPED";
    answer = () => {
      throw lost;
    };
    const started = (watched: OperationContext): Promise<unknown> =>
      look(watched).then(() => call(watched, "StartProjectVersion"));
    expect(await failing(started)).to.match(/^no answer\. It may be STARTING at 5 W\./);
  });

  it("says nothing of calls that AWS refused, that lead to nothing, or that were about another thing", async () => {
    shows = "STOPPED";
    const after = (one: (watched: OperationContext) => Promise<unknown>): Promise<string> =>
      failing((watched) => look(watched).then(() => one(watched)));
    expect(await after((watched) => call(watched, "DeleteProjectVersion"))).to.equal(denied.message);
    expect(await after((watched) => call(watched, "StartProjectVersion", "other"))).to.equal(denied.message);
    answer = () => {
      throw denied;
    };
    expect(await after((watched) => call(watched, "StartProjectVersion"))).to.equal(denied.message);
  });

  it("with a foreign error is left alone", async () => {
    const odd = new TypeError("odd");
    const run = async (watched: OperationContext): Promise<void> => {
      await look(watched);
      throw odd;
    };
    expect(await failureOf(tellingCosts(context(), costing, run))).to.equal("odd");
  });

  describe("that was to remove the thing", () => {
    const removing = (byRecord: string | undefined, before: (watched: OperationContext) => Promise<unknown>) =>
      failureOf(
        removalTellingCosts(context(), costing, byRecord, async (watched) => {
          await before(watched);
          throw denied;
        }),
      );

    it("says what was seen, and where to look", async () => {
      expect(await removing("By its record it runs.", look)).to.contain(`It is RUNNING at 5 W. ${SWEEP_HINT}`);
    });

    it("says what is recorded where nothing was seen", async () => {
      const nothing = (): Promise<void> => Promise.resolve();
      expect(await removing("By its record it runs.", nothing)).to.contain(`By its record it runs. ${SWEEP_HINT}`);
      expect(await removing(undefined, nothing)).to.equal(denied.message);
    });

    it("says nothing of what was seen at rest, whatever is recorded", async () => {
      shows = "STOPPED";
      expect(await removing("By its record it runs.", look)).to.equal(denied.message);
    });
  });
});
