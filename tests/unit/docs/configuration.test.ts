import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { keyEntries, unsetText } from "../../../provider/session/configuration/keys.js";

const page = readFileSync(join(__dirname, "..", "..", "..", "..", "docs", "configuration.md"), "utf8");

describe("the table of often needed configuration keys", () => {
  it("says of each key that is often needed what the key is declared with", () => {
    const [, table = ""] = page.split("| key, after `rekognition:`");
    const [rows = ""] = table.split("\n\n");
    const said = rows
      .split("\n")
      .slice(2)
      .map((row) => row.split("|").map((cell) => cell.trim()))
      .map(([, key, doc, unset]) => [key, doc, unset]);
    const declared = keyEntries
      .filter(([, key]) => key.isRare !== true)
      .map(([name, key]) => [`\`${name}\``, key.doc.replace(/\.$/, ""), unsetText(name, key)]);
    expect(said).to.deep.equal(declared);
  });
});
