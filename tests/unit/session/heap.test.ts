import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const HEAP = join(__dirname, "..", "..", "..", "provider", "session", "heap.js");

/** Runs `then` after the sweep: only one of the whole heap lets go of what is held weakly. */
const afterSweep = (then: string): string => `
  const weak = new WeakRef({});
  keepHeapSmall(0);
  const look = () => { if (weak.deref() === undefined) { ${then} } else setImmediate(look); };
  setImmediate(look);`;

/** What a program prints that knows the function as `keepHeapSmall`, in a process of its own. */
function printed(program: string): string {
  const whole = `const { keepHeapSmall } = require(${JSON.stringify(HEAP)}); ${program}`;
  return execFileSync(process.execPath, ["-e", whole], { encoding: "utf8", timeout: 30_000 });
}

describe("the heap of the provider's process", () => {
  it("is swept once soon after the start, without any need", () => {
    expect(printed(afterSweep(`process.stdout.write("swept");`))).to.equal("swept");
  });

  it("keeps no process alive for that", () => {
    expect(printed("keepHeapSmall(2 ** 30);")).to.equal("");
  });

  it("gives the programs of the process no way to sweep it", () => {
    const kind = `process.stdout.write(require("node:vm").runInNewContext("typeof gc"));`;
    expect(printed(`keepHeapSmall(); ${kind}`)).to.equal("undefined");
    expect(printed(afterSweep(kind))).to.equal("undefined");
  });
});
