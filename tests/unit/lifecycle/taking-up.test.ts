import { expect } from "chai";
import { CLAIM_TAG, OWNER_TAG, type Phase, claimText } from "../../../provider/lifecycle/claim.js";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { identityOf, resourceHash } from "../../../provider/lifecycle/identity.js";
import { ProcessMemory } from "../../../provider/lifecycle/process-memory.js";
import { holderOf, judge } from "../../../provider/lifecycle/taking-up.js";

const ARN = "arn:x";
const identity = identityOf({ owner: "acme/shop/dev", urn: "urn:pulumi:dev::shop::t::m" });

/** A claim as it may be found; every part is this resource's own where nothing else is said. */
interface Found {
  readonly owner?: string | null;
  readonly resource?: string;
  readonly inputs?: string;
  readonly token?: string;
  /** null: a claim of 0.1.0. */
  readonly phase?: Phase | null;
  readonly from?: string;
  readonly isBeingMade?: boolean;
}

/** What diff showed under this resource's URN, if anything. */
interface Shown {
  readonly token?: string;
  readonly predecessors?: readonly string[];
  readonly isSpent?: boolean;
}

function judged(found: Found, shown?: Shown, more: { marked?: string; own?: string; heldBy?: string } = {}) {
  const memory = new ProcessMemory();
  if (shown !== undefined) {
    const { token = "current", predecessors = [], isSpent = false } = shown;
    memory.rememberRecord(identity.urn, true);
    memory.rememberShown(identity.urn, { id: "arn:current", token, predecessors, isSpent, isOpen: false });
  }
  if (more.marked !== undefined) memory.rememberMarked(identity.urn, more.marked);
  if (more.heldBy !== undefined) memory.rememberClaim(ARN, found.token ?? "t", more.heldBy);
  const context = { identity, memory, inputsFingerprint: "inputs" } as unknown as OperationContext;
  const { owner = identity.owner, resource = resourceHash(identity), inputs = "inputs", token = "t", from } = found;
  const phase = found.phase === null ? undefined : (found.phase ?? "recorded");
  const claim = claimText({ resource, inputs, token, phase, ...(from === undefined ? {} : { from }) });
  const tags = { [CLAIM_TAG]: claim, ...(owner === null ? {} : { [OWNER_TAG]: owner }) };
  const holder = holderOf(context, ARN, tags, found.isBeingMade ?? false);
  return { holder, judgement: judge(context, holder, more.own) };
}

const take = (by: "lineage" | "identity", phase: Phase, from: string): object => ({ action: "take", by, phase, from });
const leave = { action: "leave" };
const lineage = { predecessors: ["a", "t"] };

const rows: { it: string; found: Found; shown?: Shown; more?: Parameters<typeof judged>[2]; is: object }[] = [
  {
    it: "what an interrupted create of its own began",
    found: { phase: "making" },
    is: take("identity", "making", "t"),
  },
  { it: "what was kept of its own", found: { phase: "kept" }, is: take("identity", "making", "t") },
  { it: "what was recorded of its own, without a word from its record", found: {}, is: leave },
  { it: "a predecessor", found: {}, shown: lineage, is: take("lineage", "recorded", "t") },
  {
    it: "a predecessor that a run took up and did not live to record",
    found: { token: "new", from: "t" },
    shown: lineage,
    is: take("lineage", "recorded", "t"),
  },
  {
    it: "a predecessor that another resource has taken up since",
    found: { token: "new", from: "t", resource: "other" },
    shown: lineage,
    is: leave,
  },
  {
    it: "a predecessor under the name that stack and resource had before",
    found: { owner: "acme/shop/old", resource: "old" },
    shown: lineage,
    is: take("lineage", "recorded", "t"),
  },
  {
    it: "a predecessor under the name that the resource had before",
    found: { resource: "old" },
    shown: lineage,
    is: take("lineage", "recorded", "t"),
  },
  {
    it: "a predecessor that is still being made",
    found: { phase: "making" },
    shown: lineage,
    is: take("lineage", "making", "t"),
  },
  { it: "a predecessor that was kept", found: { phase: "kept" }, shown: lineage, is: take("lineage", "recorded", "t") },
  { it: "a predecessor made from other inputs", found: { inputs: "others" }, shown: lineage, is: leave },
  { it: "what the record itself holds", found: {}, shown: { token: "t" }, is: leave },
  {
    it: "what the record itself holds, though its mark could not be written",
    found: { phase: "making", token: "t" },
    shown: { token: "t" },
    more: { heldBy: identity.urn },
    is: leave,
  },
  {
    it: "what the record holds as failed",
    found: {},
    shown: { token: "t", isSpent: true },
    is: { action: "makeAgain" },
  },
  {
    it: "another one's failure beside a record that is spent",
    found: { token: "u" },
    shown: { token: "t", isSpent: true },
    is: leave,
  },
  {
    it: "what this run itself gave the engine",
    found: {},
    more: { marked: "t" },
    is: take("lineage", "recorded", "t"),
  },
  {
    it: "what an update under its record made again",
    found: {},
    more: { own: "t" },
    is: take("lineage", "recorded", "t"),
  },
  {
    it: "a predecessor that another resource's record of this run holds",
    found: {},
    shown: lineage,
    more: { heldBy: "urn:pulumi:dev::shop::t::m2" },
    is: leave,
  },
  { it: "what it began from other inputs", found: { phase: "making", inputs: "others" }, is: { action: "discard" } },
  { it: "what it kept from other inputs", found: { phase: "kept", inputs: "others" }, is: leave },
  { it: "what was recorded of its own from other inputs", found: { inputs: "others" }, is: leave },
  { it: "what another resource began", found: { phase: "making", resource: "other" }, is: leave },
  { it: "what another owner began", found: { phase: "making", owner: "acme/shop/prod" }, is: leave },
  { it: "what somebody began whose owner is missing", found: { phase: "making", owner: null }, is: leave },
  { it: "what 0.1.0 claimed", found: { phase: null }, is: leave },
  {
    it: "what 0.1.0 claimed and is still being made",
    found: { phase: null, isBeingMade: true },
    is: take("identity", "making", "t"),
  },
];

describe("what a create does with what it finds", () => {
  for (const { it: what, found, shown, more, is } of rows) {
    it(`${(is as { action: string }).action}: ${what}`, () => {
      expect(judged(found, shown, more).judgement).to.deep.equal(is);
    });
  }

  it("goes by the tags where they show another claim, or none, than the one under which this run knows it held", () => {
    const memory = new ProcessMemory();
    memory.rememberClaim(ARN, "before", "urn:pulumi:dev::shop::t::m2");
    const context = { identity, memory, inputsFingerprint: "inputs" } as unknown as OperationContext;
    const claim = claimText({ resource: resourceHash(identity), inputs: "inputs", token: "t", phase: "recorded" });
    const marks = { [CLAIM_TAG]: claim, [OWNER_TAG]: identity.owner };
    expect(holderOf(context, ARN, marks, false)).to.include({ who: "this resource", isHeld: false });
    expect(holderOf(context, ARN, {}, false)).to.deep.equal({ who: "nobody" });
  });

  it("names the resource whose record holds it, where this run knows", () => {
    const { holder } = judged({}, undefined, { heldBy: "urn:pulumi:dev::shop::t::m2" });
    expect(holder).to.include({ who: "another resource", name: "m2" });
  });
});
