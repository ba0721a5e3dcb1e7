import { expect } from "chai";
import fc from "fast-check";
import { type TextLine, textLines } from "../../../provider/base/text-lines.js";
import { failureOf } from "../../provider/harness/failure.js";

describe("the lines of a text", () => {
  const pieceSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 });

  it("are the same whatever stands at its beginning and ends them, in whatever pieces it is read", async () => {
    const bytes = Buffer.from("\ufeffone \u00e9\u2028\u{1f431}\r\ntwo\n\r\rlast");
    await fc.assert(
      fc.asyncProperty(pieceSizes, async (sizes) => {
        expect(await linesOf(inPieces(bytes, sizes))).to.deep.equal([
          { number: 1, text: "one \u00e9\u2028\u{1f431}", hasMark: true },
          { number: 2, text: "two", hasMark: false },
          { number: 3, text: "", hasMark: false },
          { number: 4, text: "", hasMark: false },
          { number: 5, text: "last", hasMark: false },
        ]);
      }),
    );
  });

  it("have no text where they are too long, and those after them do", async () => {
    const bytes = Buffer.from(`${"x".repeat(101)}\n${"y".repeat(100)}\n`);
    await fc.assert(
      fc.asyncProperty(pieceSizes, async (sizes) => {
        const texts = (await linesOf(inPieces(bytes, sizes))).map(({ text }) => text);
        expect(texts).to.deep.equal([undefined, "y".repeat(100)]);
      }),
    );
  });

  it("are refused where they are not UTF-8, with what stands before", async () => {
    const latin = Buffer.from("one\ncaf\u00e9\n", "latin1");
    expect(await failureOf(linesOf(inPieces(latin, [3])))).to.contain('line 2 is not UTF-8 after "caf"');
  });
});

async function linesOf(bytes: AsyncIterable<Uint8Array>): Promise<TextLine[]> {
  const read: TextLine[] = [];
  for await (const line of textLines(bytes, { maxLineBytes: 100, refuse: (what) => new Error(what) })) read.push(line);
  return read;
}

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + size));
    at += size;
  }
}
