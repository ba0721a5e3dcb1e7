import { expect } from "chai";
import { CLAIM_TAG, type Claim, OWNER_TAG, claimText, parseClaim } from "../../../provider/lifecycle/claim.js";
import type { RecordedMeta } from "../../../provider/lifecycle/handler.js";
import { resourceHash } from "../../../provider/lifecycle/identity.js";
import {
  claim,
  holdForUpdate,
  mayDelete,
  metaOf,
  syncTags,
  tagsOnceSettled,
} from "../../../provider/lifecycle/ownership.js";
import type { Live } from "../../../provider/lifecycle/presence.js";
import type { Tags } from "../../../provider/lifecycle/tags.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { ACCOUNT, ARN, fakeContext } from "./fake-context.js";

const STARTED_AT = 1_000_000;
const CREATED_AT_MS = 900_400;
const OWNER = "acme/shop/dev";

interface Lamp {
  readonly arn: string;
  readonly createdAtMs: number;
}

describe("the tags of an object", () => {
  let clock: FakeClock;
  let shows: (elapsedMs: number) => Tags | undefined;
  let context: ReturnType<typeof fakeContext>;
  let listings: number;
  beforeEach(() => {
    clock = new FakeClock(STARTED_AT);
    shows = () => ({});
    listings = 0;
    const describe = {
      tagsNow() {
        listings += 1;
        return Promise.resolve(shows(clock.monotonicMs() - STARTED_AT));
      },
      isTagless: () => true,
    };
    context = fakeContext(clock, { describe });
  });
  const elapsed = (): number => clock.monotonicMs() - STARTED_AT;

  const mine = (more: Partial<Claim> = {}): Claim => ({
    resource: resourceHash(context.identity),
    inputs: "inputs",
    token: "own",
    phase: "recorded",
    ...more,
  });
  const marks = (more: Partial<Claim> = {}, owner = OWNER): Tags => ({
    [CLAIM_TAG]: claimText(mine(more)),
    [OWNER_TAG]: owner,
  });
  const meta = (more: Partial<RecordedMeta> = {}): RecordedMeta => ({
    v: 2,
    claim: claimText(mine()),
    claimedAt: 900,
    createdAt: Math.round(CREATED_AT_MS / 1_000),
    ...more,
  });
  const lamp = { subject: "lamp", arnOf: ({ arn }: Lamp) => arn, createdAtMs: ({ createdAtMs }: Lamp) => createdAtMs };
  const thing = lamp as unknown as Live<"HERE", Lamp>;
  const found = (more: Partial<Lamp> = {}) =>
    ({ status: "HERE", value: { arn: ARN, createdAtMs: CREATED_AT_MS, ...more } }) as const;

  describe("that may lag", () => {
    const isEnough = (tags: Tags): boolean => tags.team === "vision";

    it("are given as soon as they are enough", async () => {
      shows = (ms) => (ms < 20_000 ? {} : { team: "vision" });
      expect(await tagsOnceSettled(context, ARN, isEnough)).to.deep.equal({ team: "vision" });
      expect(elapsed()).to.be.within(20_000, 22_000);
    });

    it("are given as they are once nothing can lag any more, counted from when this process first knew of the object", async () => {
      shows = () => ({ team: "sound" });
      expect(await tagsOnceSettled(context, ARN, isEnough)).to.deep.equal({ team: "sound" });
      expect(elapsed()).to.equal(65_000);
      await tagsOnceSettled(context, ARN, isEnough);
      expect(elapsed()).to.equal(65_000);
    });

    it("are not taken for stripped where a claim was seen once", async () => {
      shows = (ms) => (ms < 10_000 ? marks() : {});
      expect(await tagsOnceSettled(context, ARN, isEnough)).to.deep.equal(marks());
    });

    it("are undefined where there is no such thing", async () => {
      shows = () => undefined;
      expect(await tagsOnceSettled(context, ARN, isEnough)).to.equal(undefined);
    });
  });

  describe("that the user asks for", () => {
    const sync = async (observed: Tags, asked: Tags, recorded?: Tags): Promise<unknown[]> => {
      await syncTags(context, ARN, observed, asked, recorded);
      return context.calls.map(({ operation, input }) => {
        const { Tags, TagKeys } = input as { Tags?: Tags; TagKeys?: string[] };
        return [operation, Tags ?? TagKeys];
      });
    };

    it("cost no call where they are as they should be", async () => {
      expect(await sync({ a: "1", ...marks() }, { a: "1" }, { a: "1" })).to.deep.equal([]);
      expect(await sync({ a: "1", ...marks() }, { a: "1" })).to.deep.equal([]);
      expect(await sync(marks(), {})).to.deep.equal([]);
    });

    it("are removed, then added and changed; what is right stays", async () => {
      expect(await sync({ a: "1", b: "1", c: "1" }, { b: "1", c: "2", d: "1" })).to.deep.equal([
        ["UntagResource", ["a"]],
        ["TagResource", { c: "2", d: "1" }],
      ]);
    });

    it("are put right where only the record tells that what shows is old", async () => {
      expect(await sync({ a: "1" }, { a: "1", b: "1" }, { a: "2", gone: "1" })).to.deep.equal([
        ["UntagResource", ["gone"]],
        ["TagResource", { a: "1", b: "1" }],
      ]);
    });

    it("may be called as what every object inherits", async () => {
      expect(await sync({ constructor: "1" }, { toString: "1" })).to.deep.equal([
        ["UntagResource", ["constructor"]],
        ["TagResource", { toString: "1" }],
      ]);
    });
  });

  describe("before a delete", () => {
    const may = (
      more: { meta?: Partial<RecordedMeta>; found?: Partial<Lamp>; costs?: string; id?: string; arn?: string } = {},
    ): Promise<boolean> => {
      const { costs, id } = more;
      const forDelete = { costs, ...(id === undefined ? {} : { id }) };
      return mayDelete(context, thing, found(more.found), more.arn ?? ARN, meta(more.meta), forDelete);
    };

    it("let the record's own object go, at once", async () => {
      shows = () => marks();
      expect([await may({ costs: "It costs." }), elapsed(), context.warnings]).to.deep.equal([true, 0, []]);
    });

    it("are waited for where they do not show yet", async () => {
      shows = (ms) => (ms < 30_000 ? {} : marks());
      expect(await may()).to.equal(true);
      expect(elapsed()).to.be.within(30_000, 32_000);
    });

    it("that are stripped let go what was made at the recorded moment, and no later one", async () => {
      expect(await may()).to.equal(true);
      expect(await may({ found: { createdAtMs: CREATED_AT_MS + 1_000 } })).to.equal(false);
      expect(context.warnings).to.deep.equal(["lamp was left alone: it has been claimed by another resource."]);
    });

    const others: { what: string; tags: Tags; by: string }[] = [
      { what: "another owner", tags: { [OWNER_TAG]: "acme/shop/prod" }, by: 'owner "acme/shop/prod".' },
      { what: "nobody by name", tags: {}, by: "another resource." },
      {
        what: "a later create of this owner",
        tags: { [OWNER_TAG]: OWNER },
        by: `another create of owner "${OWNER}": in a run that did not end, or in another stack of that name. Where several backends hold a stack of one name, give each its own rekognition:ownerId.`,
      },
    ];
    for (const { what, tags, by } of others) {
      it(`that are those of ${what} leave it alone, and say what it costs`, async () => {
        shows = () => ({ [CLAIM_TAG]: claimText(mine({ token: "other" })), ...tags });
        expect(await may({ costs: "It costs." })).to.equal(false);
        expect(context.warnings).to.deep.equal([`lamp was left alone: it has been claimed by ${by} It costs.`]);
      });
    }

    it("are not looked at where a create of this run holds it, by ARN or id; what that asks for costs nothing more", async () => {
      for (const key of [ARN, "the id"]) {
        context.memory.rememberClaim(key, "newer", context.identity.urn);
        expect(await may({ costs: "It costs.", id: "the id" })).to.equal(false);
        context.memory.rememberClaim(key, "own", context.identity.urn);
      }
      expect(listings).to.equal(0);
      const left = "lamp was left alone: it has been claimed by another create of this run.";
      expect(context.warnings).to.deep.equal([left, left]);
      shows = () => marks();
      expect(await may({ id: "the id" })).to.equal(true);
    });

    it("are not asked for where another object has the name", async () => {
      expect(await may({ found: { arn: `${ARN}2` } })).to.equal(false);
      expect(context.warnings).to.deep.equal([
        "lamp was left alone: it has been claimed by a later create under this name.",
      ]);
      expect(listings).to.equal(0);
    });

    it("prove nothing in another account", async () => {
      const elsewhere = ARN.replace(ACCOUNT, "444455556666");
      expect(await failureOf(may({ arn: elsewhere }))).to.contain("[WrongAccount]");
    });
  });

  describe("before an update", () => {
    const hold = (adopt = false, more: Partial<Lamp> = {}, recorded: Partial<RecordedMeta> = {}) =>
      holdForUpdate(context, thing, found(more), meta(recorded), adopt);
    const written = (): Claim | undefined => {
      const { Tags } = (context.calls[0]?.input ?? {}) as { Tags?: Tags };
      return parseClaim(Tags?.[CLAIM_TAG]);
    };

    it("are left as they are where they are the record's", async () => {
      shows = () => ({ team: "vision", ...marks() });
      expect(await hold()).to.deep.equal({ meta: meta(), tags: { team: "vision", ...marks() } });
      expect([context.calls, elapsed()]).to.deep.equal([[], 0]);
    });

    for (const stale of [
      { inputs: "others" },
      { resource: "old" },
      { phase: "making" },
      { phase: undefined },
    ] as const) {
      it(`are brought up to date, under the same token, where they say ${JSON.stringify(stale)}`, async () => {
        shows = () => marks({ ...stale, from: "before" });
        const { meta: renewed } = await hold();
        const kept = stale.phase === undefined && "phase" in stale ? {} : { from: "before" };
        expect(written()).to.deep.equal({ ...mine(), ...kept });
        expect(renewed).to.include({
          claim: claimText({ ...mine(), ...kept }),
          createdAt: 900,
          claimedAt: 1_000 + elapsed() / 1_000,
        });
      });
    }

    it("are waited for where the claim before the record's still shows", async () => {
      shows = (ms) => marks(ms < 30_000 ? { token: "before" } : {});
      expect((await hold()).meta).to.deep.equal(meta());
      expect(elapsed()).to.be.within(30_000, 32_000);
    });

    it("are brought up to date where the owner has another name now", async () => {
      shows = () => marks({}, "acme/shop/old");
      await hold();
      expect(written()?.token).to.equal("own");
    });

    it("that are stripped are written again on what was made at the recorded moment", async () => {
      const { meta: renewed } = await hold();
      expect(elapsed()).to.equal(0);
      expect(written()).to.deep.equal(mine());
      expect(renewed.claim).to.equal(claimText(mine()));
    });

    it("that are stripped are no object of the record where it was made later", async () => {
      const failure = await failureOf(hold(false, { createdAtMs: CREATED_AT_MS + 1_000 }));
      expect(failure).to.contain("was deleted, and another one made under its name").and.to.contain("[DeletedOutside]");
      expect(elapsed()).to.equal(65_000);
    });

    it("that are not there any more say that it goes", async () => {
      shows = () => undefined;
      expect(await failureOf(hold())).to.match(/is being deleted\..*\[DeletedOutside\]$/);
    });

    it("that took the place of the record's are renewed, with a warning", async () => {
      shows = () => marks({ token: "newer", from: "own" });
      const { meta: renewed } = await hold();
      expect(written()).to.include({ from: "own", phase: "recorded" });
      expect(written()?.token).not.to.be.oneOf(["own", "newer"]);
      expect(parseClaim(renewed.claim)?.token).to.equal(written()?.token);
      expect(context.warnings.join()).to.match(
        /^lamp was claimed again; it had been claimed meanwhile by another create/,
      );
    });

    it("of another create of this resource are taken with adopt: true only", async () => {
      shows = () => marks({ token: "newer" });
      expect(await failureOf(hold())).to.contain("[RecordedBefore]");
      expect(context.calls).to.deep.equal([]);
      await hold(true);
      expect(written()).to.include({ from: "own" });
    });

    it("are written whole: a claim that is kept is not remembered as held by this run", async () => {
      const written = await claim(context, ARN, { phase: "kept", token: "own" });
      expect(written).to.deep.equal({ ...mine(), phase: "kept" });
      expect(context.memory.holdingOf(ARN)).to.equal(undefined);
      await claim(context, ARN, { phase: "recorded", token: "own" });
      expect(context.memory.holdingOf(ARN)).to.deep.equal({ token: "own", urn: context.identity.urn });
    });

    it("of somebody else are never taken", async () => {
      shows = () => marks({ token: "newer" }, "acme/shop/prod");
      expect(await failureOf(hold(true))).to.match(
        /lamp \(.*\) belongs to owner "acme\/shop\/prod"\..*\[OwnedByAnother\]$/,
      );
      shows = () => marks({ token: "newer", resource: "other", from: "own" });
      expect(await failureOf(hold(true))).to.contain("[HeldByAnotherResource]");
      expect(context.calls).to.deep.equal([]);
    });
  });
});

describe("the record of what is held", () => {
  const context = fakeContext(new FakeClock(1_234_567));

  it("says since when, and by what", () => {
    const claim: Claim = { resource: "r", inputs: "i", token: "t", phase: "making" };
    expect(metaOf(context, { tags: claim }, 999_500)).to.deep.equal({
      v: 2,
      claim: "r.i.t.recorded",
      claimedAt: 1_235,
      createdAt: 1_000,
    });
    expect(metaOf(context, { revision: "7" }).claim).to.equal("7");
    expect(metaOf(context, "nothing")).to.deep.equal({ v: 2, claim: "", claimedAt: 1_235, createdAt: 1_235 });
  });
});
