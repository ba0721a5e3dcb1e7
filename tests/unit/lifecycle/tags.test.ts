import { expect } from "chai";
import { type Tags, tagsOf } from "../../../provider/lifecycle/tags.js";
import { FakeClock } from "./fake-clock.js";
import { ARN, fakeContext } from "./fake-context.js";

describe("tags", () => {
  /** What is given where they show so, and how long that took; that there are none is proven after ten seconds. */
  async function given(shows: (elapsedMs: number) => Tags | undefined): Promise<[Tags | undefined, number]> {
    const clock = new FakeClock(0);
    const describe = {
      tagsNow: (arn: string) => Promise.resolve(arn === ARN ? shows(clock.monotonicMs()) : { wrong: "one" }),
      isTagless: (arn: string) => arn === ARN && clock.monotonicMs() >= 10_000,
    };
    return [await tagsOf(fakeContext(clock, { describe }), ARN), clock.monotonicMs()];
  }

  it("are what the first answer with any shows", async () => {
    expect(await given(() => ({ a: "1" }))).to.deep.equal([{ a: "1" }, 0]);
    const [late, atMs] = await given((ms) => (ms < 3_000 ? {} : { a: "1" }));
    expect(late).to.deep.equal({ a: "1" });
    expect(atMs).to.be.within(3_000, 6_000);
  });

  it("are none only where that is proven", async () => {
    const [none, atMs] = await given(() => ({}));
    expect(none).to.deep.equal({});
    expect(atMs).to.be.within(10_000, 12_000);
  });

  it("are undefined where there is nothing to have any", async () => {
    expect((await given(() => undefined))[0]).to.equal(undefined);
  });
});
