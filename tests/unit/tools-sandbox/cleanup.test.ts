import { expect } from "chai";
import { onCleanUp } from "../../../tools/sandbox/cleanup.js";

describe("clean-up", () => {
  it("undoes once, however often it is asked", () => {
    let times = 0;
    const undo = onCleanUp(() => {
      times += 1;
    });
    undo();
    undo();
    expect(times).to.equal(1);
  });
});
