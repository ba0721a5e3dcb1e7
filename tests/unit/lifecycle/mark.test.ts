import { expect } from "chai";
import { CLAIM_TAG, type Claim, claimText, parseClaim } from "../../../provider/lifecycle/claim.js";
import { RekognitionError } from "../../../provider/base/errors.js";
import type { OperationContext } from "../../../provider/lifecycle/handler.js";
import { type WrittenClaim, markRecorded } from "../../../provider/lifecycle/mark.js";
import { ProcessMemory } from "../../../provider/lifecycle/process-memory.js";
import { NEVER } from "../../../provider/base/bounds.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";

const ARN = "arn:aws:rekognition:us-east-1:111122223333:collection/x";
const claim: Claim = { resource: "r", inputs: "i", token: "own", phase: "making" };

/** The end of a create, so long after it wrote its claim; `tags` stand for the service. */
function ending(tags: Record<string, string> | undefined, laterMs: number, denies: readonly string[] = []) {
  const calls: string[] = [];
  const warnings: string[] = [];
  const memory = new ProcessMemory();
  const call = (operation: string, input: { Tags: Record<string, string> }): Promise<object> => {
    calls.push(operation);
    if (denies.includes(operation))
      return Promise.reject(new RekognitionError("AccessDenied", `${operation} is denied`));
    Object.assign(tags ?? {}, input.Tags);
    return Promise.resolve({});
  };
  const context = {
    identity: { owner: "o", urn: "urn:x" },
    memory,
    clock: new FakeClock(5_000 + laterMs),
    signal: NEVER,
    deadline: Infinity,
    report: () => undefined,
    aws: { call },
    describe: {
      tagsNow: () => {
        calls.push("ListTagsForResource");
        return Promise.resolve(tags && { ...tags });
      },
      isTagless: () => true,
    },
    warn: (text: string) => warnings.push(text),
  } as unknown as OperationContext;
  const mark = (written: Partial<WrittenClaim> = {}): Promise<void> =>
    markRecorded(context, { subject: "collection x", arn: ARN, claim, atMs: 5_000, ...written });
  return { mark, calls, warnings, memory, phase: () => parseClaim(tags?.[CLAIM_TAG])?.phase };
}

const textOf = (more: Partial<Claim> = {}): string => claimText({ ...claim, ...more });

describe("the mark that there is a record", () => {
  it("costs one call after a create that was short", async () => {
    const end = ending({ [CLAIM_TAG]: textOf() }, 60_000);
    await end.mark();
    expect([end.calls, end.phase()]).to.deep.equal([["TagResource"], "recorded"]);
    expect(end.memory.hasMarked("urn:x", "own")).to.equal(true);
  });

  it("is written over the create's own claim only: it looks first where another create had time to come", async () => {
    const end = ending({ [CLAIM_TAG]: textOf() }, 70_000);
    await end.mark();
    expect([end.calls, end.phase()]).to.deep.equal([["ListTagsForResource", "TagResource"], "recorded"]);
  });

  for (const laterMs of [70_000, 7_200_000]) {
    it(`of an orphan never overwrites its successor's token, ${String(laterMs / 1_000)} s later`, async () => {
      const successor = textOf({ token: "successor", phase: "recorded", from: "own" });
      const tags = { [CLAIM_TAG]: successor };
      const end = ending(tags, laterMs);
      expect(await failureOf(end.mark())).to.match(/taken up by another create.*\[ClaimLost\]$/);
      expect(tags[CLAIM_TAG]).to.equal(successor);
      expect([end.calls, end.memory.hasMarked("urn:x", "own")]).to.deep.equal([["ListTagsForResource"], false]);
    });
  }

  it("of a create that took something up does not overwrite the mark of the one that had made it", async () => {
    const theirs = { [CLAIM_TAG]: textOf({ token: "maker", phase: "recorded" }) };
    const end = ending(theirs, 1_000);
    const written = { replaced: textOf({ token: "maker" }) };
    expect(await failureOf(end.mark(written))).to.contain("[ClaimLost]");
  });

  it("of a create that took something up goes over the claim before its own, which lags", async () => {
    const replaced = textOf({ token: "maker" });
    const end = ending({ [CLAIM_TAG]: replaced }, 1_000);
    await end.mark({ replaced });
    expect(end.phase()).to.equal("recorded");
  });

  it("of a create that took something up is written where no tag shows", async () => {
    const end = ending({}, 1_000);
    await end.mark({ replaced: "" });
    expect(end.phase()).to.equal("recorded");
  });

  it("of something that is gone by then is only warned of", async () => {
    const end = ending(undefined, 70_000, ["TagResource"]);
    await end.mark();
    expect(end.calls).to.deep.equal(["ListTagsForResource", "TagResource"]);
    expect(end.warnings.join()).to.contain("could not be marked as recorded");
  });

  it("that cannot be written is only warned of", async () => {
    const end = ending({ [CLAIM_TAG]: textOf() }, 1_000, ["TagResource"]);
    await end.mark();
    expect(end.warnings.join()).to.contain("could not be marked as recorded").and.to.contain("is denied");
  });

  it("is not written again for a claim that says so already", async () => {
    const end = ending({}, 1_000);
    await end.mark({ claim: { ...claim, phase: "recorded" } });
    expect(end.calls).to.deep.equal([]);
  });
});
