import { expect } from "chai";
import { runOwnTests } from "../harness/own-tests.js";

describe("the example office-hours", () => {
  it("passes, without an engine and without AWS", () => {
    const { errors, ...ended } = runOwnTests("office-hours");
    expect(ended, errors).to.deep.equal({ passes: 8, failures: 0, exitCode: 0 });
  });
});
