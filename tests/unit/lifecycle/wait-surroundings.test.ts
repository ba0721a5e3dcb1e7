import { expect } from "chai";
import {
  always,
  type Observation,
  observed,
  type Progress,
  type VerdictTable,
  waitForState,
} from "../../../provider/lifecycle/wait-for-state.js";
import { statusTable } from "../../../provider/lifecycle/status-table.js";
import { failureOf } from "../../provider/harness/failure.js";
import { FakeClock } from "./fake-clock.js";
import { fakeContext } from "./fake-context.js";

type Status = "MOVING" | "DONE";

const TABLE: VerdictTable<Status> = {
  until: "is done",
  statuses: statusTable({ MOVING: "pending", DONE: "target" }),
  absent: "pending",
};

describe("a wait, to those around it,", () => {
  const lamp = (...statuses: Status[]) => ({
    subject: "lamp",
    look: (): Promise<Observation<Status, string>> =>
      Promise.resolve({ status: statuses.shift() ?? "MOVING", message: "half done", value: "" }),
    isGone: () => true,
  });

  it("rests as the operation says, which shares its looks", async () => {
    const clock = new FakeClock();
    const rests: number[] = [];
    const rest = (ms: number): Promise<void> => {
      rests.push(ms);
      clock.advance(ms);
      return Promise.resolve();
    };
    const context = fakeContext(clock, { deadline: clock.now() + 2_500, describe: { rest } });
    expect(await failureOf(waitForState(context, lamp(), TABLE))).to.contain("[WaitTimedOut]");
    expect([rests, clock.sleeps]).to.deep.equal([[1_000, 1_000, 500], []]);
  });

  it("tells what AWS says of the status", async () => {
    const told: Progress[] = [];
    const context = fakeContext(new FakeClock(), { report: (each: Progress) => told.push(each) });
    await waitForState(context, lamp("MOVING", "DONE"), TABLE);
    expect(told.map(({ message }) => message)).to.deep.equal(["half done"]);
  });
});

describe("a description, as a look,", () => {
  it("has a status and AWS's sentence about it, or is none", () => {
    const value = { Status: "DONE", StatusMessage: "well", more: 1 };
    expect(observed(value)).to.deep.equal({ status: "DONE", message: "well", value });
    expect([observed({ StatusMessage: "odd" }), observed(undefined)]).to.deep.equal([undefined, undefined]);
  });

  it("of what is always there would prove an absence at once", () => {
    const look = (): Promise<Observation<Status, string>> => Promise.resolve({ status: "DONE", value: "" });
    expect(always("lamp", look).isGone()).to.equal(true);
  });
});
