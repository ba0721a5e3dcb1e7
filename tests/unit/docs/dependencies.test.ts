import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..", "..", "..");
const page = readFileSync(join(root, "docs", "maintainers", "dependencies.md"), "utf8");
const manifest = read(root);

interface Manifest {
  readonly license?: string;
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly peerDependencies?: object;
}

function read(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Package and licence in each row of a table, which stands below a line with these words. */
function rowsBelow(words: string): readonly (readonly string[])[] {
  const table = page
    .slice(page.indexOf(words))
    .split("\n\n")
    .find((part) => part.startsWith("| package"));
  const rows = (table ?? "")
    .split("\n")
    .slice(2)
    .map((row) => row.split("|").map((cell) => cell.trim()));
  return rows.map(([, name = "", licence = ""]) => [name.replaceAll("`", ""), licence]);
}

describe("the page of dependencies", () => {
  for (const [words, declared] of Object.entries({
    "## What an installation brings": manifest.dependencies,
    "Peers, which": manifest.peerDependencies,
    "## What development needs": manifest.devDependencies,
  })) {
    it(`has what package.json has, with its licence, below "${words}"`, () => {
      const installed = Object.keys(declared ?? {}).map((name) => {
        const licence = read(join(root, "node_modules", name)).license ?? "";
        return [name, licence.replace(/^\((.*)\)$/, "$1")];
      });
      expect(rowsBelow(words)).to.deep.equal(installed);
    });
  }
});
