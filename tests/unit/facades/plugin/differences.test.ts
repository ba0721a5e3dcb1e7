import { expect } from "chai";
import { differences } from "../../../../provider/facades/plugin/detailed-diff.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";

describe("the differences between two values", () => {
  const between = (before: unknown, after: unknown): Record<string, string> =>
    Object.fromEntries(differences("at", before, after).map(({ path, what }) => [path, what]));

  it("are none between equal ones", () => {
    expect(between({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).to.deep.equal({});
  });

  it("have the path of the member, in maps and in lists", () => {
    expect(between({ a: [1, { b: 2 }], same: 1 }, { a: [1, { b: 3 }, 4], same: 1 })).to.deep.equal({
      "at.a[1].b": "update",
      "at.a[2]": "add",
    });
  });

  it("quote a name that is none of a program's", () => {
    expect(between({ "a.b": 1, 'say "c"': 1 }, {})).to.deep.equal({
      'at["a.b"]': "delete",
      'at["say \\"c\\""]': "delete",
    });
  });

  it("are a whole where one side is of another form, or is missing", () => {
    expect(between(undefined, { a: 1 })).to.deep.equal({ at: "add" });
    expect(between({ a: 1 }, null)).to.deep.equal({ at: "delete" });
    expect(between({ a: 1 }, [1])).to.deep.equal({ at: "update" });
  });

  it("are there wherever something is unknown, recorded as such or not", () => {
    expect(between({ a: 1, b: UNKNOWN }, { a: UNKNOWN, b: UNKNOWN })).to.deep.equal({
      "at.a": "update",
      "at.b": "update",
    });
  });
});
