import { expect } from "chai";
import { CLAIM_TAG, OWNER_TAG, claimText } from "../../../provider/lifecycle/claim.js";
import type { RecordedMeta } from "../../../provider/lifecycle/handler.js";
import { resourceHash } from "../../../provider/lifecycle/identity.js";
import type { Live } from "../../../provider/lifecycle/presence.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import { openForDelete, openForUpdate } from "../../../provider/lifecycle/update.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { ARN, fakeContext } from "./fake-context.js";

describe("what is recorded, at the beginning of an operation", () => {
  let context: ReturnType<typeof fakeContext>;
  let status: string | undefined;
  let token: string;
  beforeEach(() => {
    status = "HERE";
    token = "own";
    const describe = {
      tagsNow: () => Promise.resolve({ old: "1", [CLAIM_TAG]: claimOf(token), [OWNER_TAG]: "acme/shop/dev" }),
      isTagless: () => true,
    };
    context = fakeContext(new FakeClock(), { describe });
  });
  const claimOf = (by: string): string =>
    claimText({ resource: resourceHash(context.identity), inputs: "inputs", token: by, phase: "recorded" });
  const meta = (): RecordedMeta => ({ v: 2, claim: claimOf("own"), claimedAt: 1, createdAt: 0 });
  const thing = {
    subject: "lamp",
    look: () => Promise.resolve(status && { status, value: "x" }),
    isGone: () => true,
    found: statusTable({ HERE: "adopt" }),
    arnOf: () => ARN,
    createdAtMs: () => 0,
  } as unknown as Live<"HERE", string>;
  const update = (recorded: object, inputs: object) =>
    openForUpdate(context, thing, ARN, { inputs: recorded, meta: meta() }, inputs);
  const remove = (costs?: string) => openForDelete(context, thing, ARN, meta(), () => costs);
  const seen = { status: "HERE", value: "x" };

  it("is held for an update, and its tags are brought to what is asked", async () => {
    const { observed, meta: held } = await update({ tags: { old: "1" } }, { tags: { old: "2" } });
    expect([observed, held]).to.deep.equal([seen, meta()]);
    expect(context.calls).to.deep.equal([
      { operation: "TagResource", input: { ResourceArn: ARN, Tags: { old: "2" } } },
    ]);
  });

  it("has its tags removed where none are asked for", async () => {
    await update({ tags: { old: "1" } }, {});
    expect(context.calls).to.deep.equal([
      { operation: "UntagResource", input: { ResourceArn: ARN, TagKeys: ["old"] } },
    ]);
  });

  it("is taken over by an update from another create of the resource with adopt: true only", async () => {
    token = "newer";
    expect(await failureOf(update({}, {}))).to.contain("[RecordedBefore]");
    expect(await failureOf(update({}, { adopt: false }))).to.contain("[RecordedBefore]");
    await update({}, { adopt: true });
    expect(context.warnings).to.have.length(1);
  });

  it("has to be there for an update", async () => {
    status = undefined;
    expect(await failureOf(update({}, {}))).to.match(/^lamp \(.*\) is gone\..*\[DeletedOutside\]$/);
  });

  it("is not touched in a status that is not known", async () => {
    status = "ODD";
    expect(await failureOf(update({}, {}))).to.contain("[UnexpectedStatus]");
    expect(await failureOf(remove())).to.contain("[UnexpectedStatus]");
    expect(context.calls).to.deep.equal([]);
  });

  it("is given to a delete where it may go", async () => {
    expect(await remove()).to.deep.equal(seen);
    expect(await openForDelete(context, thing, ARN, meta())).to.deep.equal(seen);
    status = undefined;
    expect(await remove()).to.equal(undefined);
  });

  it("is not given to a delete where it is another's, who is told of what it costs", async () => {
    token = "newer";
    expect(await remove("It costs.")).to.equal(undefined);
    expect(context.warnings.join()).to.match(/^lamp was left alone: .* It costs\.$/);
  });
});
