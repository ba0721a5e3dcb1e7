import { expect } from "chai";
import { runOwnTests } from "../harness/own-tests.js";

describe("the example of unit tests for user programs", () => {
  it("passes, without an engine and without AWS", () => {
    const { errors, ...ended } = runOwnTests("unit-testing");
    expect(ended, errors).to.deep.equal({ passes: 5, failures: 0, exitCode: 0 });
  });
});
