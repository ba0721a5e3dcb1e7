import { expect } from "chai";
import type { OperationContext, RecordedMeta } from "../../../provider/lifecycle/handler.js";
import { CLAIM_TAG, OWNER_TAG, claimText } from "../../../provider/lifecycle/claim.js";
import { resourceHash } from "../../../provider/lifecycle/identity.js";
import { createdAt, isSuccessor, marksAsRead, readConsistently } from "../../../provider/lifecycle/recorded.js";
import type { Tags } from "../../../provider/lifecycle/tags.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { ARN, fakeContext } from "./fake-context.js";

const meta: RecordedMeta = { v: 2, claim: "a.b.c", claimedAt: 1, createdAt: 900 };

describe("the moment of creation in a record", () => {
  it("is the service's own, to the second", () => {
    expect(createdAt(meta, 1_234_500)).to.deep.equal({ ...meta, createdAt: 1_235 });
  });

  it("tells a later object under the same ARN, once it is recorded exactly", () => {
    expect(isSuccessor(meta, 900_400)).to.equal(false);
    expect(isSuccessor(meta, 901_000)).to.equal(true);
    expect(isSuccessor({ ...meta, unfinished: true }, 901_000)).to.equal(false);
    expect(isSuccessor(undefined, 901_000)).to.equal(false);
  });
});

describe("the record of what is read by its id alone", () => {
  /** What an import of the resource "x" of this owner finds, and is told, where the thing carries such marks. */
  async function found(
    marks: { resource?: string; owner?: string } | undefined,
    owner = "acme/shop/dev",
    isImport = true,
  ) {
    const identity = { owner, urn: "urn:pulumi:dev::shop::t::x" };
    const resource = marks?.resource ?? resourceHash(identity);
    const text = claimText({ resource, inputs: "i", token: "t", phase: "making" });
    const claimed = { [CLAIM_TAG]: text, ...(marks?.owner !== undefined && { [OWNER_TAG]: marks.owner }) };
    const tags = marks === undefined ? { team: "vision" } : claimed;
    const describe = { tagsNow: () => Promise.resolve(tags), isTagless: () => true };
    const context = fakeContext(new FakeClock(), { describe, identity, isImport });
    const { meta } = await marksAsRead(context, ARN, undefined, 900_400);
    return { meta, isOwn: meta.claim === `${resource}.i.t.recorded`, warnings: context.warnings };
  }

  it("has its moment of creation, and the claim of this very resource, which is recorded from now on", async () => {
    const { meta: record, isOwn, warnings } = await found({ owner: "acme/shop/dev" });
    expect([isOwn, warnings]).to.deep.equal([true, []]);
    expect(record).to.include({ v: 2, claimedAt: 0, createdAt: 900 });
  });

  it("has that claim, too, where it is not told the organization, and of no other project or stack", async () => {
    expect((await found({ owner: "acme/shop/dev" }, "-/shop/dev")).isOwn).to.equal(true);
    for (const owner of ["acme/shop/prod", "acme/toyshop/dev", undefined]) {
      expect((await found(owner === undefined ? {} : { owner }, "-/shop/dev")).isOwn).to.equal(false);
    }
    expect((await found({ owner: "other/shop/dev" })).isOwn).to.equal(false);
    expect((await found({ owner: "x/dev" }, "shop/-/dev")).isOwn).to.equal(false);
  });

  it("has no claim of others, of which an import is told, and nobody else", async () => {
    for (const marks of [{ owner: "acme/shop/prod" }, { owner: "acme/shop/dev", resource: "other" }]) {
      const { meta: record, warnings } = await found(marks);
      expect(record.claim).to.equal("");
      expect(warnings.join()).to.contain("it is imported, but neither updated nor deleted");
      expect((await found(marks, undefined, false)).warnings).to.deep.equal([]);
    }
  });

  it("has none where there is none", async () => {
    const { meta: record, warnings } = await found(undefined);
    expect([record.claim, warnings]).to.deep.equal(["", []]);
  });

  it("is the one that there is", async () => {
    const describe = {
      tagsShown: () => Promise.resolve(undefined),
      tagsNow: () => Promise.resolve({ team: "vision" }),
      isTagless: () => true,
    };
    const recorded = { inputs: {}, meta };
    const read = await marksAsRead(fakeContext(new FakeClock(), { describe }), ARN, recorded, 1_000_000);
    expect(read.meta).to.equal(meta);
  });
});

describe("a read", () => {
  let clock: FakeClock;
  let shows: (elapsedMs: number) => Tags | undefined;
  let context: OperationContext;
  beforeEach(() => {
    clock = new FakeClock(0);
    const describe = {
      tagsShown: () => Promise.resolve(undefined),
      tagsNow: () => Promise.resolve(shows(clock.monotonicMs())),
      isTagless: () => true,
    };
    context = fakeContext(clock, { describe, ignoredTags: { prefixes: ["cost:"], keys: [] } });
  });
  const input = async (recorded?: { tags?: Tags }): Promise<Tags | undefined> =>
    (await marksAsRead(context, ARN, recorded && { inputs: recorded, meta }, 900_000)).tags;

  it("shows the user's tags, and none where there are none and none were asked for", async () => {
    shows = () => ({ team: "vision", "aws:x": "y", "cost:center": "12" });
    expect(await input()).to.deep.equal({ team: "vision" });
    expect(await input({ tags: { "cost:center": "7" } })).to.deep.equal({ team: "vision", "cost:center": "12" });
    shows = () => ({ "aws:x": "y" });
    expect(await input()).to.equal(undefined);
    expect(await input({})).to.equal(undefined);
    expect(await input({ tags: { team: "vision" } })).to.deep.equal({});
  });

  it("is repeated while a description contradicts the tags, for as long as answers may lag", async () => {
    shows = (ms) => (ms < 30_000 ? undefined : { team: "vision" });
    expect(await readConsistently(context, ARN, () => input())).to.deep.equal({ team: "vision" });
    expect(clock.monotonicMs()).to.be.within(30_000, 32_000);
  });

  it("says in the end that it is being deleted", async () => {
    shows = () => undefined;
    const failure = await failureOf(readConsistently(context, ARN, () => input()));
    expect(failure).to.match(/has no tags that could be listed: it is being deleted\..*\[DeletedOutside\]$/);
    expect(clock.monotonicMs()).to.equal(65_000);
  });

  it("ends at once with any other error, and may find nothing", async () => {
    const failing = (): Promise<never> => Promise.reject(new Error("odd"));
    expect(await failureOf(readConsistently(context, ARN, failing))).to.equal("odd");
    expect(await readConsistently(context, ARN, (): Promise<unknown> => Promise.resolve(undefined))).to.equal(
      undefined,
    );
    expect(clock.monotonicMs()).to.equal(0);
  });
});
