import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const HEAP = join(__dirname, "..", "..", "..", "provider", "session", "heap.js");
/** Far more than the part of the heap holds that is swept by itself, again and again. */
const TURNS = 4_000;
const THINGS_A_TURN = 1_000;

/** Counts the sweeps of the whole heap, and makes garbage at once and for many turns. */
const sweeps = (begin: string): string => `
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
    else process.stdout.write(JSON.stringify([seen.whole, seen.others > 10]));
  };
  go();`;

/** What a program prints that knows the function as `keepHeapSmall`, in a process of its own. */
function printed(program: string): string {
  const whole = `const { keepHeapSmall } = require(${JSON.stringify(HEAP)}); ${program}`;
  return execFileSync(process.execPath, ["-e", whole], { encoding: "utf8", timeout: 30_000 });
}

describe("the heap of the provider's process", () => {
  it("is swept whole once soon after the start, without any need, and only once", () => {
    expect(printed(sweeps("keepHeapSmall(0);"))).to.equal("[1,true]");
  });

  it("would not be without that", () => {
    expect(printed(sweeps("keepHeapSmall(2 ** 30);"))).to.equal("[0,true]");
  });

  it("keeps no process alive for that", () => {
    expect(printed("keepHeapSmall(2 ** 30);")).to.equal("");
    expect(printed("keepHeapSmall(0); setTimeout(() => undefined, 20);")).to.equal("");
  });

  it("gives the programs of the process no way to sweep it", () => {
    expect(printed("keepHeapSmall(0); setTimeout(() => process.stdout.write(typeof gc), 20);")).to.equal("undefined");
  });
});
