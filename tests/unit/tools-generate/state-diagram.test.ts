import { expect } from "chai";
import { kinds } from "../../../tools/generate/kinds.js";
import { stateDiagram } from "../../../tools/generate/reference/state-diagram.js";
import { type StateTables, stateTables } from "../../../tools/generate/reference/state-tables.js";

const tables: StateTables = {
  statuses: ["ON", "OFF"],
  waits: [{ name: "on", until: "is on", doc: "A & B", verdicts: { ON: "target", OFF: "lagging" }, absent: "failed" }],
  sortings: [{ name: "found", doc: "What is found.", groups: new Map([["waitUntilGone", ["OFF"]]]) }],
};

/** Every text of the picture with the class of the group it stands in. */
function texts(svg: string): [string | undefined, string][] {
  const found: [string | undefined, string][] = [];
  for (const group of svg.matchAll(/<g class="(\w+)">([\s\S]*?)<\/g>/g)) {
    for (const text of (group[2] ?? "").matchAll(/<text[^>]*>([^<]*)<\/text>/g)) found.push([group[1], text[1] ?? ""]);
  }
  return found;
}

describe("the pictures of states", () => {
  it("show each status under what it means to the wait, absence included", () => {
    expect(texts(stateDiagram("Lamp", tables))).to.deep.equal([
      ["lagging", "as before the call (up to 65 s)"],
      ["lagging", "OFF"],
      ["target", "reached"],
      ["target", "ON"],
      ["failed", "does not lead there"],
      ["failed", "(absent)"],
      ["plain", "wait until gone"],
      ["plain", "OFF"],
    ]);
  });

  it("tell those who cannot see them the same", () => {
    const svg = stateDiagram("Lamp", tables);
    expect(svg).to.contain(
      "Until it is on: reached: ON; as before the call (up to 65 s): OFF; does not lead there: (absent).",
    );
    expect(svg).to.contain("A &amp; B");
  });

  it("load nothing from elsewhere", () => {
    expect(stateDiagram("Lamp", tables)).not.to.match(/href|url\((?!#)|@import/);
  });

  for (const { definition, file } of kinds) {
    it(`show every status of every table of ${definition.kind}`, () => {
      const { waits, sortings } = stateTables(file);
      const shown = texts(stateDiagram(definition.kind, stateTables(file))).map(([, text]) => text);
      const expected = [
        ...waits.flatMap((wait) => Object.keys(wait.verdicts)),
        ...sortings.flatMap(({ groups }) => [...groups.values()].flat()),
      ];
      const statuses = new Set(expected);
      expect(shown.filter((text) => statuses.has(text)).sort()).to.deep.equal(expected.sort());
    });
  }
});
