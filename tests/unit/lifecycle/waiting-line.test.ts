import { expect } from "chai";
import { WaitingLine } from "../../../provider/lifecycle/process-memory.js";

describe("those who wait for the same thing", () => {
  it("come in the order in which they joined, no matter who leaves", () => {
    const line = new WaitingLine();
    expect(line.isEmpty).to.equal(true);
    const [first, second, third] = [line.join(), line.join(), line.join()];
    expect([first, second, third].map((place) => line.before(place))).to.deep.equal([0, 1, 2]);
    line.leave(second);
    expect([line.before(first), line.before(third), line.isEmpty]).to.deep.equal([0, 1, false]);
    line.leave(first);
    expect(line.before(third)).to.equal(0);
    line.leave(third);
    expect(line.isEmpty).to.equal(true);
  });
});
