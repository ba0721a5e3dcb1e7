import { cpuUsage } from "node:process";
import { expect } from "chai";
import ts from "typescript";
import { attacksOn } from "./pattern-attacks.js";
import { nodesOf, parsed, placeOf, publishedSources } from "./published-sources.js";

/** Far longer than any value that the patterns meet. */
const LENGTH = 8_000;
/** Of the processor; a pattern that looks at each character once takes less than one. */
const MAX_MS = 25;

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

/** Of the processor, in milliseconds, for one text. */
function costMs(pattern: RegExp, text: string): number {
  const before = cpuUsage();
  // Not `test`, which remembers where a pattern with `g` stopped.
  text.search(pattern);
  const { user, system } = cpuUsage(before);
  return (user + system) / 1_000;
}

/** Whether some attack costs too much; the smallest of three counts, for the process has other things to do as well. */
function isSlow({ pattern }: Pattern): boolean {
  return attacksOn(pattern, LENGTH).some((text) => [1, 2, 3].every(() => costMs(pattern, text) > MAX_MS));
}

describe("the patterns of what is published", () => {
  it("take no time to speak of, whatever text they meet", function () {
    this.timeout(60_000);
    const patterns = publishedSources().flatMap(patternsIn);
    expect(patterns.length).to.be.greaterThan(50);
    const tooSlow = patterns.filter(isSlow).map(({ place, pattern }) => `${place} ${pattern.source}`);
    expect(tooSlow).to.deep.equal([]);
  });

  const samples: { text: string; slow: boolean }[] = [
    { text: "/^[a-z]+$/", slow: false },
    { text: "/^(\\d+(\\.\\d+)?[smh])+$/", slow: false },
    { text: "/\\d+x/", slow: true },
    { text: "/^.*\\S.*$/", slow: true },
    { text: "/^[a-z.]+[a-z]+x$/", slow: true },
  ];
  for (const { text, slow } of samples) {
    it(`are measured so that ${text} is ${slow ? "slow" : "fast"}`, () => {
      expect(patternsIn(parsed("sample.ts", text)).map(isSlow)).to.deep.equal([slow]);
    });
  }
});
