import { expect } from "chai";
import * as fc from "fast-check";
import { RekognitionError } from "../../../provider/base/errors.js";
import { printable, printableTexts } from "../../../provider/base/printable.js";

describe("what is printed", () => {
  const texts: { reason: string; text: string; printed: string }[] = [
    { reason: "ordinary text stays", text: 'Ümlaut "quoted" 日本 🦜', printed: 'Ümlaut "quoted" 日本 🦜' },
    { reason: "no colors", text: "\u001b[31mred\u001b[0m", printed: "\\u001b[31mred\\u001b[0m" },
    { reason: "no line of its own", text: "done\nerror: forged\r\nmore", printed: "done error: forged more" },
    { reason: "nothing overwritten", text: "deleted\rcreated\b\b", printed: "deleted created\\u0008\\u0008" },
    { reason: "no title of the window", text: "\u001b]0;x\u0007", printed: "\\u001b]0;x\\u0007" },
    { reason: "no control characters of eight bits", text: "\u009b2J", printed: "\\u009b2J" },
    { reason: "no other direction", text: "a\u202egnp.exe", printed: "a\\u202egnp.exe" },
    { reason: "no separators of Unicode", text: "a\u2028b\u0085c", printed: "a b c" },
  ];
  for (const { reason, text, printed } of texts) {
    it(`has ${reason}`, () => {
      expect(printable(text)).to.equal(printed);
    });
  }

  it("holds nothing a terminal acts upon, whatever the text, and is not changed twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const printed = printable(text);
        expect(printed).not.to.match(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(printable(printed)).to.equal(printed);
      }),
    );
  });

  it("is so at any depth, keys included, and all else stays", () => {
    const said = { "a\u001b": ["b\u202e", { c: "d\n" }], e: 1, f: true, g: undefined, h: null };
    expect(printableTexts(said)).to.deep.equal({
      "a\\u001b": ["b\\u202e", { c: "d " }],
      e: 1,
      f: true,
      g: undefined,
      h: null,
    });
  });

  it("is so in every error's message and stack", () => {
    const error = new RekognitionError("InvalidInput", "AWS says \u001b[2J\nerror: forged");
    expect(error.message).to.contain("AWS says \\u001b[2J error: forged");
    expect(`${error.message}${error.stack ?? ""}`).not.to.match(/\p{Cc}/u);
  });
});
