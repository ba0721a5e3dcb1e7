import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const HEAP = join(__dirname, "..", "..", "..", "provider", "session", "heap.js");
/** Far more than the part of the heap holds that is swept by itself, again and again. */
const TURNS = 1_000;
const THINGS_A_TURN = 1_000;

/** Counts the sweeps of the whole heap while it makes garbage for many turns, and then does `then`. */
const afterGarbage = (begin: string, then: string): string => `
  const { PerformanceObserver, constants } = require("node:perf_hooks");
  const seen = { whole: 0, others: 0 };
  new PerformanceObserver((list) => {
    for (const { detail } of list.getEntries()) {
      seen[detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR ? "whole" : "others"] += 1;
    }
  }).observe({ entryTypes: ["gc"] });
  ${begin}
  let turn = 0;
  const go = () => {
    const garbage = Array.from({ length: ${THINGS_A_TURN} }, () => ({}));
    turn += 1;
    if (turn < ${TURNS}) setImmediate(go);
    else { ${then} }
  };
  go();`;

const SWEEPS = "process.stdout.write(JSON.stringify([seen.whole, seen.others > 10]));";

/** What a program prints that knows the function as `keepHeapSmall`, in a process of its own. */
function printed(program: string): string {
  const whole = `const { keepHeapSmall } = require(${JSON.stringify(HEAP)}); ${program}`;
  return execFileSync(process.execPath, ["-e", whole], { encoding: "utf8", timeout: 30_000 });
}

describe("the heap of the provider's process", () => {
  it("is swept whole once soon after the start, without any need, and only once", () => {
    expect(printed(afterGarbage("keepHeapSmall(0);", SWEEPS))).to.equal("[1,true]");
  });

  it("would not be without that", () => {
    expect(printed(afterGarbage("keepHeapSmall(2 ** 30);", SWEEPS))).to.equal("[0,true]");
  });

  it("keeps no process alive for that", () => {
    expect(printed("keepHeapSmall(2 ** 30);")).to.equal("");
    expect(printed(afterGarbage("keepHeapSmall(0);", ""))).to.equal("");
  });

  it("gives the programs of the process no way to sweep it", () => {
    const kind = `process.stdout.write(require("node:vm").runInNewContext("typeof gc"));`;
    expect(printed(`keepHeapSmall(); ${kind}`)).to.equal("undefined");
    expect(printed(afterGarbage("keepHeapSmall(0);", kind))).to.equal("undefined");
  });
});
