import { expect } from "chai";
import fc from "fast-check";
import { RefTable } from "../../../../provider/resources/dataset/ref-table.js";

const VALUE_BYTES = 4;

function value(number: number): Buffer {
  const bytes = Buffer.alloc(VALUE_BYTES);
  bytes.writeUInt32LE(number);
  return bytes;
}

function tableOf(known: ReadonlyMap<string, number> | readonly (readonly [string, number])[]): RefTable {
  const table = new RefTable(VALUE_BYTES);
  for (const [sourceRef, number] of known) table.set(sourceRef, value(number));
  return table;
}

const known = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat({ max: 2 ** 32 - 1 })));

describe("what is known of images", () => {
  it("is what was last said of each, as in a map", () => {
    fc.assert(
      fc.property(known, fc.string({ maxLength: 3 }), (pairs, other) => {
        const [table, map] = [tableOf(pairs), new Map(pairs)];
        expect(table.size).to.equal(map.size);
        for (const sourceRef of [...map.keys(), other]) {
          expect(table.get(sourceRef)?.readUInt32LE()).to.equal(map.get(sourceRef));
        }
      }),
    );
  });

  it("of two tables is counted once for each image", () => {
    fc.assert(
      fc.property(known, known, (some, others) => {
        const both = new Set([...some, ...others].map(([sourceRef]) => sourceRef));
        expect(tableOf(some).sizeWith(tableOf(others))).to.equal(both.size);
      }),
    );
  });

  it("is kept while the table grows", () => {
    const count = 5_000;
    const table = tableOf(Array.from({ length: count }, (_, index) => [`s3://b/${String(index)}.png`, index] as const));
    expect(table.size).to.equal(count);
    for (const index of [0, 1_023, 1_024, 4_095, count - 1]) {
      expect(table.get(`s3://b/${String(index)}.png`)?.readUInt32LE()).to.equal(index);
    }
    expect(table.get(`s3://b/${String(count)}.png`)).to.equal(undefined);
  });
});
