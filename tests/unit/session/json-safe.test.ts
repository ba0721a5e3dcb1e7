import { expect } from "chai";
import fc from "fast-check";
import { jsonSafe, jsonSafeBag } from "../../../provider/session/record.js";
import { overTheWire } from "../../provider/harness/property-bag.js";

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
});

describe("what goes into state", () => {
  const cases: { what: string; value: unknown; becomes: unknown }[] = [
    { what: "undefined is left out", value: { a: undefined, b: { c: undefined } }, becomes: { b: {} } },
    { what: "undefined in a list keeps its place", value: { a: [1, undefined, 2] }, becomes: { a: [1, null, 2] } },
    { what: "a date is ISO 8601", value: { a: new Date(0) }, becomes: { a: "1970-01-01T00:00:00.000Z" } },
    { what: "a date that is none is null", value: { a: new Date(NaN) }, becomes: { a: null } },
    { what: "a map is an object", value: { a: new Map([["k", 1n]]) }, becomes: { a: { k: "1" } } },
    {
      what: "a set is a list",
      value: { a: new Set([1, new Date(0)]) },
      becomes: { a: [1, "1970-01-01T00:00:00.000Z"] },
    },
    { what: "bytes are base64", value: { a: new Uint8Array([1, 2, 255]) }, becomes: { a: "AQL/" } },
    { what: "a bigint is text", value: { a: 12345678901234567890n }, becomes: { a: "12345678901234567890" } },
    { what: "no number is null", value: { a: NaN, b: -Infinity }, becomes: { a: null, b: null } },
    { what: "functions and symbols are left out", value: { a: (): void => undefined, b: Symbol("x") }, becomes: {} },
    {
      what: "a key is left out that the wire loses, at any depth",
      value: { a: new Map([["__proto__", 0n]]), b: [Object.fromEntries([["__proto__", 1]])], c: 1 },
      becomes: { a: {}, b: [{}], c: 1 },
    },
    { what: "null stays", value: { a: null }, becomes: { a: null } },
  ];
  for (const { what, value, becomes } of cases) {
    it(what, () => {
      expect(jsonSafeBag(value as object)).to.deep.equal(becomes);
    });
  }

  it("is JSON, whatever it was made of", () => {
    fc.assert(
      fc.property(anything, (value) => {
        const safe = jsonSafe(value);
        if (safe === undefined) return;
        expect(JSON.parse(JSON.stringify(safe)), JSON.stringify(safe)).to.deep.equal(positive(safe));
      }),
      { numRuns: 150 },
    );
  });

  it("comes through the wire between engine and plugin as it went in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anything), (bag) => {
        const safe = jsonSafeBag(bag);
        expect(overTheWire(safe)).to.deep.equal(safe);
      }),
      { numRuns: 150 },
    );
  });

  it("is not changed by being made safe twice", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anything), (bag) => {
        const safe = jsonSafeBag(bag);
        expect(jsonSafeBag(safe)).to.deep.equal(safe);
      }),
    );
  });
});

/** JSON has one zero. */
function positive(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(positive);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, positive(member)]));
}
