import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { expect } from "chai";

const HEAP = join(__dirname, "..", "..", "..", "provider", "session", "heap.js");

/** What a program prints that knows the function as `keepHeapSmall`, in a process of its own. */
function printed(program: string): string {
  const whole = `const { keepHeapSmall } = require(${JSON.stringify(HEAP)}); ${program}`;
  return execFileSync(process.execPath, ["-e", whole], { encoding: "utf8", timeout: 30_000 });
}

describe("the heap of the provider's process", () => {
  it("is swept once soon after the start, without any need", () => {
    // Only a sweep of the whole heap lets go of what is held weakly.
    const program = `
      const weak = new WeakRef({});
      keepHeapSmall(0);
      const look = () => (weak.deref() === undefined ? process.stdout.write("swept") : setImmediate(look));
      setImmediate(look);`;
    expect(printed(program)).to.equal("swept");
  });

  it("keeps no process alive for that", () => {
    expect(printed("keepHeapSmall(2 ** 30);")).to.equal("");
  });

  it("gives the programs of the process no way to sweep it", () => {
    expect(printed(`keepHeapSmall(); process.stdout.write(require("node:vm").runInNewContext("typeof gc"));`)).to.equal(
      "undefined",
    );
  });
});
