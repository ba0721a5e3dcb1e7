import { expect } from "chai";
import { kinds } from "../../../tools/generate/kinds.js";
import { resourcePage } from "../../../tools/generate/reference/resource-page.js";
import { stateTables } from "../../../tools/generate/reference/state-tables.js";

/** The rows of the first table after a heading, as cells. */
function rowsAfter(heading: string, text: string): string[][] {
  const [, section = ""] = text.split(`\n${heading}\n`);
  const lines = section.split("\n").filter((line) => line.startsWith("| "));
  return lines.map((line) => line.slice(2, -2).split(" | "));
}

describe("the tables of states", () => {
  for (const kind of kinds) {
    // S3 has no statuses: what it has taken is there.
    if (kind.definition.kind === "ImageSet") continue;
    it(`show what every status means in every table of ${kind.definition.kind}, absence included`, () => {
      const caller = { name: kind.definition.kind, operations: new Set<string>(), asksAccount: false };
      const [head = [], , ...rows] = rowsAfter(
        "## States",
        resourcePage({ ...kind, caller, examples: [], inOtherLanguages: "" }),
      );
      const tables = stateTables(kind.file);
      expect(tables.filter(({ until }) => until !== undefined)).not.to.have.length(0);
      expect(head).to.have.length(tables.length + 1);
      expect(new Set(head).size, "no two columns of one name").to.equal(head.length);
      const statuses = rows.map(([status = ""]) => status.replaceAll("`", ""));
      for (const [index, { name, meanings }] of tables.entries()) {
        expect(statuses, name).to.include.members(Object.keys(meanings));
        const shown = rows.map((row) => row[index + 1]?.replaceAll(" ", "").toLowerCase());
        expect(shown, name).to.deep.equal(statuses.map((status) => (meanings[status] ?? "").toLowerCase()));
      }
    });
  }
});
