import { expect } from "chai";
import { toBag, toStruct } from "../../../../provider/facades/plugin/values.js";
import { UNKNOWN } from "../../../../provider/schema/unknown.js";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

describe("a property bag of the protocol", () => {
  it("is plain data, and none where none was sent", () => {
    const bag = { text: "a", number: 1.5, yes: true, none: null, list: [1, [2]], map: { a: {} } };
    expect(toBag(toStruct(bag))).to.deep.equal(bag);
    expect(toBag(undefined)).to.equal(undefined);
  });

  it("has one word for whatever is unknown", () => {
    const [number, list] = ["3eeb2bf0-c639-47a8-9e75-3b44932eb421", "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"];
    expect(toBag(toStruct({ a: number, b: [list], c: { d: UNKNOWN } }))).to.deep.equal({
      a: UNKNOWN,
      b: [UNKNOWN],
      c: { d: UNKNOWN },
    });
  });

  it("has its secrets as values, within one another, too", () => {
    const secret = (value: unknown): object => ({ [SIGNATURE]: SECRET, value });
    expect(toBag(toStruct({ a: secret({ b: [secret("c")] }) }))).to.deep.equal({ a: { b: ["c"] } });
  });

  it("takes what JSON cannot hold as state does", () => {
    const bag = { at: new Date(0), many: 2n, gone: undefined };
    expect(toBag(toStruct(bag))).to.deep.equal({ at: "1970-01-01T00:00:00.000Z", many: "2" });
  });
});
