import { expect } from "chai";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { lookWithin, withMember } from "../../../provider/lifecycle/look-again.js";
import type { Observation } from "../../../provider/lifecycle/wait-for-state.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { fakeContext } from "./fake-context.js";

interface Model {
  readonly score?: number;
}
type Seen = Observation<"DONE", Model>;

describe("a member that may come after the status it belongs to", () => {
  let clock: FakeClock;
  let looks: number;
  beforeEach(() => {
    clock = new FakeClock();
    looks = 0;
  });

  /** What is given where the description has the member from `atMs` on, and how long that took. */
  async function look(atMs: number, from: Seen, forMs?: number): Promise<{ seen: Seen; tookMs: number }> {
    const startedAt = clock.monotonicMs();
    const context = {
      clock,
      signal: new AbortController().signal,
      deadline: startedAt + 3_600_000,
      report: () => undefined,
    } as unknown as OperationContext;
    const describe = (): Promise<Seen> => {
      looks += 1;
      const isThere = clock.monotonicMs() - startedAt >= atMs;
      return Promise.resolve({ status: "DONE", value: isThere ? { score: 1 } : {} });
    };
    const has = ({ score }: Model): boolean => score !== undefined;
    const seen = await withMember(context, { subject: 'model "x"', look: describe }, from, has, forMs);
    return { seen, tookMs: clock.monotonicMs() - startedAt };
  }

  it("is not looked for where it is there", async () => {
    expect((await look(0, { status: "DONE", value: { score: 2 } })).seen.value).to.deep.equal({ score: 2 });
    expect(looks).to.equal(0);
  });

  it("is looked for until it shows", async () => {
    const { seen, tookMs } = await look(20_000, { status: "DONE", value: {} });
    expect(seen.value).to.deep.equal({ score: 1 });
    expect(tookMs).to.be.within(20_000, 22_000);
  });

  it("stays missing where it does not show in 65 s, which is no error", async () => {
    const { seen, tookMs } = await look(Infinity, { status: "DONE", value: {} });
    expect([seen.value, tookMs]).to.deep.equal([{}, 65_000]);
  });

  it("is looked for as long as is said", async () => {
    expect((await look(Infinity, { status: "DONE", value: {} }, 5_000)).tookMs).to.equal(5_000);
  });
});

describe("a look for a while", () => {
  const clock = new FakeClock(0);
  const look = (forMs: number, at: (elapsedMs: number) => number, deadlineInMs = Infinity): Promise<number> => {
    const startedAt = clock.monotonicMs();
    const context = fakeContext(clock, { deadline: startedAt + deadlineInMs });
    const seen = async (): Promise<number> => {
      await Promise.resolve();
      return at(clock.monotonicMs() - startedAt);
    };
    return lookWithin(context, "lamp", "shines", forMs, seen, (lux) => lux > 100);
  };

  it("gives what is enough, or what it saw last", async () => {
    expect(await look(60_000, (ms) => ms / 100)).to.be.within(101, 130);
    expect(await look(60_000, (ms) => ms / 1_000)).to.equal(60);
  });

  it("ends with the operation's time, which is no error either", async () => {
    expect(await look(60_000, (ms) => ms / 1_000, 20_000)).to.equal(20);
  });

  it("looks once where there is no time", async () => {
    expect(await look(0, () => 7)).to.equal(7);
  });

  it("fails where a look does", async () => {
    const dark = (): never => {
      throw new RekognitionError("AccessDenied", "dark");
    };
    expect(await failureOf(look(60_000, dark))).to.contain("[AccessDenied]");
    const odd = (): never => {
      throw new RekognitionError("WaitTimedOut", "another wait");
    };
    expect(await failureOf(look(60_000, odd))).to.contain("another wait");
  });
});
