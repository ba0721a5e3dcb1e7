import { expect } from "chai";
import type { RecordedMeta } from "../../../provider/lifecycle/handler.js";
import { isDoubtful, isUnderWay, isUp, runningText } from "../../../provider/lifecycle/running.js";

const meta: RecordedMeta = { v: 2, claim: "a.b.c", claimedAt: 0, createdAt: 0 };

describe("whether something is up", () => {
  it("is so from its start on", () => {
    const statuses = ["STARTING", "RUNNING", "STOPPING", "STOPPED", "TRAINING_IN_PROGRESS", undefined];
    expect(statuses.map((status) => isUp(status, "model"))).to.deep.equal([true, true, false, false, false, false]);
  });
});

describe("a start or stop whose outcome nobody knows", () => {
  it("is out of the question only for what rests by its record, finished, and never was to run", () => {
    expect(isDoubtful("idle", meta, false)).to.equal(false);
    expect(isDoubtful("idle", { ...meta, unfinished: true }, false)).to.equal(true);
    expect(isDoubtful("running", meta, false)).to.equal(true);
    expect(isDoubtful("idle", meta, true)).to.equal(true);
  });

  it("is under way where the record shows one that was not seen to end", () => {
    expect([isUnderWay("moving"), isUnderWay("running")]).to.deep.equal([true, false]);
  });
});

describe("what is said of something that may cost", () => {
  it("is how it stands, as certain as that is", () => {
    expect(runningText("RUNNING", true, "with 2 units")).to.equal("is RUNNING with 2 units");
    expect(runningText("STARTING", false)).to.equal("may be STARTING");
  });

  it("is nothing where it does not run", () => {
    expect([runningText("STOPPED", true, "with 2 units"), runningText(undefined, false)]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });

  it("is that it may run where its status is not known", () => {
    expect(runningText("SCALING", true, "with 2 units")).to.match(
      /^is in status "SCALING", which .* does not know; it may run, with 2 units$/,
    );
    expect(runningText("SCALING", true)).to.match(/it may run$/);
  });
});
