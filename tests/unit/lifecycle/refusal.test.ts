import { expect } from "chai";
import { type InTheWay, codeOf, refusal } from "../../../provider/lifecycle/refusal.js";
import type { Holder } from "../../../provider/lifecycle/taking-up.js";
import { FakeClock } from "./fake-clock.js";
import { fakeContext } from "./fake-context.js";

const claim = { resource: "r", inputs: "i", token: "t", phase: "recorded" } as const;
const own = { who: "this resource", claim, phase: "recorded", isHeld: false } as const;

describe("what a create says of what stands in its way", () => {
  const says = (holder: Holder, more: Partial<InTheWay> = {}): string =>
    refusal(fakeContext(new FakeClock()), {
      subject: 'model "x"',
      arn: "arn:x",
      status: "RUNNING",
      createdAtMs: 0,
      holder,
      unlike: [],
      ...more,
    }).what;

  const holders: { holder: Holder; says: string; code: string }[] = [
    { holder: { who: "nobody" }, says: "was not made by this stack: it carries no claim.", code: "NameTaken" },
    {
      holder: { who: "another owner", owner: "acme/shop/prod", claim },
      says: 'belongs to owner "acme/shop/prod".',
      code: "OwnedByAnother",
    },
    {
      holder: { who: "another resource", claim },
      says: 'is held by another resource of owner "acme/shop/dev".',
      code: "HeldByAnotherResource",
    },
    {
      holder: { who: "another resource", claim, name: "y" },
      says: 'is held by resource "y" of owner "acme/shop/dev".',
      code: "HeldByAnotherResource",
    },
    {
      holder: { ...own, sameInputs: true },
      says: 'was recorded by an earlier create of this very resource of owner "acme/shop/dev", but the state does not lead to it.',
      code: "RecordedBefore",
    },
    {
      holder: { ...own, sameInputs: false },
      says: 'was made by this very resource of owner "acme/shop/dev", from other inputs.',
      code: "MadeFromOtherInputs",
    },
  ];
  for (const { holder, says: text, code } of holders) {
    it(`names its holder: ${text}`, () => {
      expect(says(holder)).to.equal(`model "x" already exists (arn:x, RUNNING) and ${text}`);
      expect(codeOf(holder, [])).to.equal(code);
    });
  }

  it("tells when it was made, and no status for a kind that has none", () => {
    const text = says({ who: "nobody" }, { status: "PRESENT", createdAtMs: 1_700_000_000_000 });
    expect(text).to.match(/^model "x" already exists \(arn:x, made 2023-11-14T22:13:20\.000Z\) and /);
  });

  it("tells what keeps it from being adopted, unless it is another owner's, who keeps it anyway", () => {
    const unlike = ["its kmsKeyId is unset", "it is FAILED"];
    expect(says({ who: "nobody" }, { unlike })).to.contain(
      "carries no claim. It cannot be adopted: its kmsKeyId is unset; it is FAILED.",
    );
    expect(codeOf({ who: "nobody" }, unlike)).to.equal("NotAdoptable");
    expect(says({ who: "another owner", owner: "o", claim }, { unlike })).not.to.contain("adopted");
  });
});
