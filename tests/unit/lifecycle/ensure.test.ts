import { expect } from "chai";
import { RekognitionError } from "../../../provider/base/errors.js";
import { CLAIM_TAG, type Claim, OWNER_TAG, claimText, parseClaim } from "../../../provider/lifecycle/claim.js";
import { type EnsureInputs, type Ensurable, type Ensured, ensureExists } from "../../../provider/lifecycle/ensure.js";
import type { RecordedMeta } from "../../../provider/lifecycle/handler.js";
import { resourceHash } from "../../../provider/lifecycle/identity.js";
import type { WrittenClaim } from "../../../provider/lifecycle/mark.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import type { Tags } from "../../../provider/lifecycle/tags.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { ARN, fakeContext } from "./fake-context.js";

type Status = "MAKING" | "READY" | "FAILED" | "DELETING";
interface Lamp {
  status: Status;
  tags: Tags;
  arn: string;
}

const STARTED_AT = 1_000_000;
const OWNER = "acme/shop/dev";
const lost = new RekognitionError("ConnectionFailed", "no answer", { effectUnknown: true });
const taken = new RekognitionError("NameTaken", "the name is in use");
const denied = new RekognitionError("AccessDenied", "no");

describe("a create", () => {
  let clock: FakeClock;
  let context: ReturnType<typeof fakeContext>;
  /** What there is. */
  let lamp: Lamp | undefined;
  /** From when on it shows, and when it goes by itself. */
  let showsAtMs: number;
  let goesAtMs: number;
  let tagsShow: () => boolean | undefined;
  let done: string[];
  /** What becomes of each attempt to make it: whether it is made, and the answer. */
  let makes: { isMade: boolean; answer?: Error }[];
  let claimed: WrittenClaim[];
  let differs: string[];
  let kind: Ensurable<Status, Lamp>;
  const elapsed = (): number => clock.monotonicMs() - STARTED_AT;

  beforeEach(() => {
    clock = new FakeClock(STARTED_AT);
    lamp = undefined;
    [showsAtMs, goesAtMs] = [0, Infinity];
    tagsShow = () => true;
    done = [];
    makes = [];
    claimed = [];
    differs = [];
    const describe = {
      tagsNow() {
        const show = tagsShow();
        if (lamp === undefined || elapsed() >= goesAtMs || show === undefined) return Promise.resolve(undefined);
        return Promise.resolve(show ? { ...lamp.tags } : {});
      },
      isTagless: () => true,
    };
    context = fakeContext(clock, { describe, claimed: (written: WrittenClaim) => claimed.push(written) });
    kind = {
      subject: "lamp",
      look() {
        const isShown = lamp !== undefined && elapsed() >= showsAtMs && elapsed() < goesAtMs;
        return Promise.resolve(isShown && lamp ? { status: lamp.status, value: lamp } : undefined);
      },
      isGone: () => true,
      found: statusTable({ MAKING: "adopt", READY: "adopt", FAILED: "recreate", DELETING: "waitUntilGone" }),
      gone: {
        until: "is deleted",
        absent: "target",
        statuses: statusTable({ DELETING: "pending", MAKING: "failed", READY: "failed", FAILED: "failed" }),
      },
      arnOf: ({ arn }) => arn,
      createdAtMs: () => 900_000,
      beingMade: ["MAKING"],
      async create(tags) {
        done.push("create");
        await Promise.resolve();
        const { isMade, answer } = makes.shift() ?? { isMade: true };
        if (isMade) [lamp, goesAtMs] = [{ status: "MAKING", tags, arn: ARN }, Infinity];
        if (answer !== undefined) throw answer;
        return ARN;
      },
      remove: clearedAs("remove"),
      discard: clearedAs("discard"),
      differences: () => differs,
    };
  });
  function clearedAs(what: string): () => Promise<void> {
    return () => {
      done.push(what);
      lamp = undefined;
      return Promise.resolve();
    };
  }

  const mine = (more: Partial<Claim> = {}): Claim => ({
    resource: resourceHash(context.identity),
    inputs: "inputs",
    token: "theirs",
    phase: "making",
    ...more,
  });
  /** There is one that carries such a claim. */
  function there(more: Partial<Claim> | undefined, owner: string | null = OWNER, status: Status = "READY"): void {
    const claim = more && { [CLAIM_TAG]: claimText(mine(more)) };
    lamp = { status, arn: ARN, tags: { ...claim, ...(owner === null ? {} : { [OWNER_TAG]: owner }) } };
  }
  const create = (inputs: EnsureInputs = {}): Promise<Ensured> => ensureExists(context, kind, inputs);
  const tokenOf = (text: string | undefined): string | undefined => parseClaim(text)?.token;

  it("makes what is not there, with the user's tags and its marks", async () => {
    const { arn, meta, adopted } = await create({ tags: { team: "vision" } });
    expect([arn, adopted, done]).to.deep.equal([ARN, false, ["create"]]);
    const { [CLAIM_TAG]: text, ...others } = lamp?.tags ?? {};
    expect(others).to.deep.equal({ team: "vision", [OWNER_TAG]: OWNER });
    const claim = parseClaim(text);
    expect(claim).to.deep.include({ ...mine(), token: claim?.token });
    expect(meta).to.deep.equal({
      v: 2,
      claim: claimText({ ...mine(), token: claim?.token ?? "", phase: "recorded" }),
      claimedAt: 1_000,
      createdAt: 1_000,
    });
    expect(claimed).to.deep.equal([{ subject: "lamp", arn: ARN, claim, atMs: STARTED_AT }]);
    expect(context.memory.holdingOf(ARN)).to.deep.equal({ token: claim?.token, urn: context.identity.urn });
  });

  it("records the moment of creation that an ARN tells", async () => {
    const made = `${ARN}/1700000000123`;
    kind = { ...kind, create: () => Promise.resolve(made) };
    expect((await create()).meta.createdAt).to.equal(1_700_000_000);
    for (const name of ["17", "x1700000000123", "1700000000123x"]) {
      kind = { ...kind, create: () => Promise.resolve(`${ARN}/${name}`) };
      expect((await create()).meta.createdAt).to.equal(1_000);
    }
  });

  it("goes on with token and lineage of the record whose object it makes again", async () => {
    const under = { claim: claimText(mine({ token: "own" })), predecessors: ["older"] } as unknown as RecordedMeta;
    const { meta } = await create({ under });
    expect([tokenOf(meta.claim), tokenOf(lamp?.tags[CLAIM_TAG])]).to.deep.equal(["own", "own"]);
    expect(meta.predecessors).to.deep.equal(["older"]);
    lamp = undefined;
    const { predecessors: _none, ...first } = under;
    expect((await create({ under: first })).meta).not.to.have.property("predecessors");
  });

  it("lists what it replaces as predecessors", async () => {
    const { memory, identity } = context;
    memory.rememberRecord(identity.urn, true);
    const record = { id: "arn:old", token: "old", predecessors: ["older"], isSpent: false, isOpen: false };
    memory.rememberShown(identity.urn, record);
    expect((await create()).meta.predecessors).to.deep.equal(["older", "old"]);
  });

  describe("whose answer got lost", () => {
    it("finds its own work, and makes nothing twice", async () => {
      makes = [{ isMade: true, answer: lost }];
      showsAtMs = 30_000;
      const { meta, adopted } = await create();
      expect([done, adopted]).to.deep.equal([["create"], false]);
      expect(tokenOf(meta.claim)).to.equal(tokenOf(lamp?.tags[CLAIM_TAG]));
      expect(elapsed()).to.be.within(30_000, 32_000);
      expect(context.calls).to.deep.equal([]);
    });

    it("makes it where nothing came of it", async () => {
      makes = [{ isMade: false, answer: lost }];
      expect((await create()).adopted).to.equal(false);
      expect(done).to.deep.equal(["create", "create"]);
      expect(elapsed()).to.equal(65_000);
    });

    it("gives up after five rounds", async () => {
      makes = Array.from({ length: 9 }, () => ({ isMade: false, answer: lost }));
      expect(await failureOf(create())).to.match(/^lamp could not be made in 5 rounds\..*\[StateDidNotChange\]$/);
      expect(done).to.have.length(5);
    });

    it("says so where what it stands in is gone by then", async () => {
      makes = [{ isMade: false, answer: lost }];
      kind = { ...kind, watchPlace: () => Promise.resolve(() => Promise.reject(new Error("the house is gone"))) };
      expect(await failureOf(create())).to.equal("the house is gone");
    });

    it("does not ask about what it stands in where it finds its own work", async () => {
      makes = [{ isMade: true, answer: lost }];
      kind = { ...kind, watchPlace: () => Promise.resolve(() => Promise.reject(new Error("the house is gone"))) };
      expect((await create()).adopted).to.equal(false);
    });
  });

  it("ends at once with any other refusal, and once it is aborted", async () => {
    makes = [{ isMade: false, answer: denied }];
    expect(await failureOf(create())).to.equal(denied.message);
    makes = [{ isMade: false, answer: new TypeError("odd") }];
    expect(await failureOf(create())).to.equal("odd");
    makes = [{ isMade: false, answer: lost }];
    context = { ...context, signal: AbortSignal.abort(new Error("left")) };
    expect(await failureOf(create())).to.equal(lost.message);
    expect([done.length, elapsed()]).to.deep.equal([3, 0]);
  });

  describe("whose name is in use", () => {
    beforeEach(() => {
      makes = [{ isMade: false, answer: taken }];
    });

    it("by something that never shows, says what AWS says", async () => {
      expect(await failureOf(create())).to.match(
        /^lamp could not be made: AWS says "the name is in use\.", but shows no such object to these credentials\..*\[NameTaken\]$/,
      );
      expect(elapsed()).to.equal(65_000);
    });

    it("by something that shows later, judges that", async () => {
      there(undefined, null);
      showsAtMs = 20_000;
      expect(await failureOf(create()))
        .to.contain("it carries no claim")
        .and.to.contain("[NameTaken]");
    });
  });

  it("waits until what is on its way out is gone, and cannot adopt that", async () => {
    there({ phase: "recorded" }, OWNER, "DELETING");
    goesAtMs = 40_000;
    expect(await failureOf(create({ adopt: true }))).to.match(/in status DELETING\..*\[NotAdoptable\]$/);
    expect((await create()).adopted).to.equal(false);
    expect(done).to.deep.equal(["create"]);
    expect(elapsed()).to.be.within(40_000, 42_000);
  });

  describe("that finds its own work", () => {
    it("of an interrupted run takes it up, once nothing else can show, under a new token", async () => {
      there({});
      const { adopted, meta } = await create({ tags: { team: "vision" } });
      expect([adopted, done]).to.deep.equal([true, []]);
      expect(elapsed()).to.equal(65_000);
      const [claim, tags] = context.calls.map(({ input }) => (input as { Tags: Tags }).Tags);
      const written = parseClaim(claim?.[CLAIM_TAG]);
      expect(written).to.deep.include({ phase: "making", from: "theirs" });
      expect(tokenOf(meta.claim)).to.equal(written?.token).and.not.to.equal("theirs");
      expect(tags).to.deep.equal({ team: "vision" });
      expect(meta).to.deep.include({ createdAt: 900, predecessors: ["theirs"] });
      expect(claimed).to.deep.equal([
        { subject: "lamp", arn: ARN, claim: written, atMs: STARTED_AT + 65_000, replaced: claimText(mine()) },
      ]);
    });

    it("of an interrupted run that failed removes it first", async () => {
      there({}, OWNER, "FAILED");
      expect((await create()).adopted).to.equal(false);
      expect(done).to.deep.equal(["remove", "create"]);
    });

    it("of its own record takes it up as soon as it shows, under the same token", async () => {
      there({ token: "own", phase: "recorded" });
      const under = { claim: claimText(mine({ token: "own" })) } as unknown as RecordedMeta;
      const { adopted, meta } = await create({ under });
      expect([adopted, tokenOf(meta.claim), elapsed()]).to.deep.equal([true, "own", 0]);
      showsAtMs = 20_000;
      makes = [{ isMade: false, answer: taken }];
      expect((await create({ under })).adopted).to.equal(true);
    });

    it("of its own record that is spent removes it, and makes it again", async () => {
      const { memory, identity } = context;
      memory.rememberRecord(identity.urn, true);
      const record = { id: ARN, token: "theirs", predecessors: [], isSpent: true, isOpen: false };
      memory.rememberShown(identity.urn, record);
      there({ phase: "recorded" }, OWNER, "FAILED");
      await create();
      expect(done).to.deep.equal(["remove", "create"]);
    });

    it("knows it by tags that show later, and looks again where AWS says that it is gone", async () => {
      there({ phase: "recorded" });
      tagsShow = () => elapsed() >= 20_000;
      expect(await failureOf(create())).to.contain("[RecordedBefore]");
      let looks = 0;
      const { look } = kind;
      kind = { ...kind, look: () => (looks++ === 0 ? look() : Promise.resolve(undefined)) };
      tagsShow = () => undefined;
      expect((await create()).adopted).to.equal(false);
    });

    it("from other inputs discards it, where the kind can", async () => {
      there({ inputs: "others" });
      await create();
      expect(done).to.deep.equal(["discard", "create"]);
      expect(elapsed()).to.equal(65_000);
      kind = Object.fromEntries(Object.entries(kind).filter(([key]) => key !== "discard")) as unknown as typeof kind;
      there({ inputs: "others", token: "again" });
      context.memory.rememberClaim(ARN, "nobody's");
      differs = ["its colour is red"];
      expect(await failureOf(create())).to.contain("[MadeFromOtherInputs]");
      expect(await failureOf(create({ adopt: true }))).to.contain("cannot be adopted: its colour is red");
    });

    it("that a record may hold leaves it, unless it is to be adopted, whatever differs", async () => {
      there({ phase: "recorded" });
      differs = ["its colour is red"];
      expect(await failureOf(create()))
        .to.contain("[RecordedBefore]")
        .and.not.to.contain("red");
      expect((await create({ adopt: true })).meta.predecessors).to.deep.equal(["theirs"]);
    });
  });

  describe("that finds another's work", () => {
    it("without a claim leaves it, or adopts it where it is asked to and nothing differs", async () => {
      there(undefined, null);
      expect(await failureOf(create())).to.match(/^lamp already exists .*carries no claim\..*\[NameTaken\]$/);
      differs = ["its colour is red"];
      expect(await failureOf(create({ adopt: true }))).to.match(
        /cannot be adopted: its colour is red\..*\[NotAdoptable\]$/,
      );
      differs = [];
      const { adopted, meta } = await create({ adopt: true });
      expect(adopted).to.equal(true);
      expect(meta).not.to.have.property("predecessors");
      const { Tags } = context.calls[0]?.input as { Tags: Tags };
      expect(parseClaim(Tags[CLAIM_TAG])).to.include({ phase: "recorded" }).and.not.to.have.property("from");
    });

    it("does not adopt what failed", async () => {
      there(undefined, null, "FAILED");
      expect(await failureOf(create({ adopt: true }))).to.match(/cannot be adopted: it is FAILED\..*\[NotAdoptable\]$/);
      expect(done).to.deep.equal([]);
    });

    it("of another owner never takes it", async () => {
      there({}, "acme/shop/prod");
      expect(await failureOf(create({ adopt: true }))).to.contain("[OwnedByAnother]");
    });

    it("of another resource adopts it, unless a record of this run holds it", async () => {
      there({ resource: "other" });
      expect(await failureOf(create())).to.contain("[HeldByAnotherResource]");
      context.memory.rememberClaim(ARN, "theirs", "urn:pulumi:dev::shop::t::y");
      expect(await failureOf(create({ adopt: true }))).to.contain('held by resource "y"');
      context.memory.rememberClaim(ARN, "nobody's");
      expect((await create({ adopt: true })).meta.predecessors).to.deep.equal(["theirs"]);
    });
  });
});
