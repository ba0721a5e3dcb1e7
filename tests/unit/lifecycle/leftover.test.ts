import { expect } from "chai";
import { CLAIM_TAG, type Claim, OWNER_TAG, claimText } from "../../../provider/lifecycle/claim.js";
import { isLeftover } from "../../../provider/lifecycle/ensure.js";
import { resourceHash } from "../../../provider/lifecycle/identity.js";
import type { Tags } from "../../../provider/lifecycle/tags.js";
import { FakeClock } from "./fake-clock.js";
import { ARN, fakeContext } from "./fake-context.js";

describe("what an interrupted create of the resource left, under any name,", () => {
  /** Whether it counts as left where it carries such a claim, and how long that takes; undefined: it is gone. */
  async function judged(claim: Partial<Claim> | "none" | undefined): Promise<[boolean, number]> {
    const clock = new FakeClock(0);
    const describe = { tagsNow: () => Promise.resolve(tags), isTagless: () => true };
    const context = fakeContext(clock, { describe });
    const own = { resource: resourceHash(context.identity), inputs: "others", token: "t", phase: "making" } as const;
    const marks = (more: Partial<Claim>): Tags => ({
      [CLAIM_TAG]: claimText({ ...own, ...more }),
      [OWNER_TAG]: context.identity.owner,
    });
    const tags = claim === "none" ? {} : claim && marks(claim);
    return [await isLeftover(context, ARN), clock.now()];
  }

  it("was made from other inputs and never recorded, which is certain once no tags can lag", async () => {
    expect(await judged({})).to.deep.equal([true, 65_000]);
  });

  it("is not what is recorded, as 0.1.0 does not say, another resource's or nobody's: that is certain at once", async () => {
    for (const claim of [{ phase: "recorded" }, { phase: undefined }, { resource: "other" }, "none"] as const) {
      expect(await judged(claim)).to.deep.equal([false, 0]);
    }
  });

  it("is not what has the same inputs, which is taken up, nor what is gone", async () => {
    expect((await judged({ inputs: "inputs" }))[0]).to.equal(false);
    expect((await judged(undefined))[0]).to.equal(false);
  });
});
