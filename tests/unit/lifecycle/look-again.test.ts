import { expect } from "chai";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { withMember } from "../../../provider/lifecycle/look-again.js";
import type { Observation } from "../../../provider/lifecycle/wait-for-state.js";
import { FakeClock } from "./fake-clock.js";

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
