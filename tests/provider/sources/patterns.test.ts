import { expect } from "chai";
import { analyse } from "scslre";
import ts from "typescript";
import { nodesOf, parsed, placeOf, publishedSources } from "./published-sources.js";

interface Pattern {
  readonly place: string;
  readonly pattern: RegExp;
}

function patternsIn(file: ts.SourceFile): Pattern[] {
  return nodesOf(file).flatMap((node) => {
    if (node.kind !== ts.SyntaxKind.RegularExpressionLiteral) return [];
    const [, source = "", flags = ""] = /^\/(.+)\/(\w*)$/s.exec(node.getText()) ?? [];
    return [{ place: placeOf(node), pattern: new RegExp(source, flags) }];
  });
}

/** Whether some text makes the pattern take more than time in proportion to its length; judged without running it. */
function isSuperLinear({ pattern }: Pattern): boolean {
  return analyse(pattern).reports.length > 0;
}

describe("the patterns of what is published", () => {
  it("take time in proportion to the text, whatever text they meet", () => {
    const patterns = publishedSources().flatMap(patternsIn);
    expect(patterns.length).to.be.greaterThan(50);
    const superLinear = patterns.filter(isSuperLinear).map(({ place, pattern }) => `${place} ${pattern.source}`);
    expect(superLinear).to.deep.equal([]);
  });

  const samples: { text: string; superLinear: boolean }[] = [
    { text: "/^[a-z]+$/", superLinear: false },
    { text: "/^(\\d+(\\.\\d+)?[smh])+$/", superLinear: false },
    { text: "/\\d+x/", superLinear: true },
    { text: "/^.*\\S.*$/", superLinear: true },
    { text: "/^[a-z.]+[a-z]+x$/", superLinear: true },
    { text: "/^(a+)+$/", superLinear: true },
  ];
  for (const { text, superLinear } of samples) {
    it(`are judged so that ${text} is ${superLinear ? "super-linear" : "linear"}`, () => {
      expect(patternsIn(parsed("sample.ts", text)).map(isSuperLinear)).to.deep.equal([superLinear]);
    });
  }
});
