import { expect } from "chai";
import { apiModel } from "../../../tools/generate/actions/api-model.js";
import { launches } from "../../../tools/generate/actions/launches.js";
import { actionTable, flaws } from "../../../tools/generate/actions/table.js";

const caller = (name: string, ...operations: string[]) => ({
  name,
  operations: new Set(operations),
  asksAccount: false,
});

describe("the table of actions", () => {
  const callers = { resources: [caller("Thing", "CreateThing", "DetectFaces")], functions: [caller("getThing")] };
  const table = (...operations: string[]) => actionTable(operations, callers);

  it("tells who calls an action", () => {
    expect(table("CreateThing")[0]?.callers).to.deep.equal([{ name: "Thing", isFunction: false }]);
  });

  it("wants every action called or explained, and not both", () => {
    expect(flaws(table("CreateThing"))).to.deep.equal([]);
    expect(flaws(table("BrandNewAction"))).to.deep.equal(["BrandNewAction: neither called nor explained"]);
    expect(flaws(table("DetectFaces"))).to.deep.equal(["DetectFaces: called, and explained why not"]);
    expect(flaws(table("DetectText"))).to.deep.equal([]);
  });

  it("marks actions of the launches that exist in today's API", () => {
    const { operations } = apiModel();
    for (const { actions, changed } of launches) expect(operations).to.include.members([...actions, ...changed]);
    expect(launches.map(({ actions }) => actions.length)).to.deep.equal([18, 7, 0]);
  });
});
