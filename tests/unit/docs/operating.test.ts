import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const page = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "operating.md"), "utf8");
const [text = "", sources = ""] = page.split("\n## Sources\n");
const rows = [...sources.matchAll(/^\| (\d+) +\| .+ \| <(\S+)> +\| (\S+) +\|$/gm)];

describe("the sources of docs/operating.md", () => {
  it("have a page and the day on which it was looked at, each", () => {
    expect(rows.map(([, number]) => Number(number))).to.deep.equal(rows.map((_row, index) => index + 1));
    for (const [, , address = "", day = ""] of rows) {
      expect(address).to.match(/^https:\/\/[a-z.]+\/\S+$/);
      expect(day).to.match(/^20\d\d-\d\d-\d\d$/);
    }
  });

  it("are those that the text names", () => {
    const named = new Set([...text.matchAll(/\[(\d+)\]/g)].map(([, number]) => Number(number)));
    expect([...named].sort((a, b) => a - b)).to.deep.equal(rows.map(([, number]) => Number(number)));
  });
});
