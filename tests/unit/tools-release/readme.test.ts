import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { committedTree, localLinks, type Tree, unmetByReadme } from "../../../tools/release/npm/readme.js";

const ROOT = join(__dirname, "..", "..", "..", "..");
const ADDRESS = "https://example.com/some/package";
const README =
  "# Some package\n\n[a](docs/a.md#part) [b](https://example.com) [c](#some-package) [![d](docs/d.svg)](docs/d.md)\n\n" +
  '<img src="docs/e.svg"> `[f](f.md)` [g](examples/g)\n';

/** A repository with these files. */
const tree = (texts: Readonly<Record<string, string>>): Tree => ({
  files: new Set(Object.keys(texts)),
  read: (path) => texts[path] ?? "",
});

const WHOLE = {
  "docs/a.md": "# A\n\n## Part\n\n## Part\n",
  "docs/d.md": "",
  "docs/d.svg": "",
  "docs/e.svg": "",
  "examples/g/index.ts": "",
};

const without = (path: keyof typeof WHOLE): Tree =>
  tree(Object.fromEntries(Object.entries(WHOLE).filter(([name]) => name !== path)));

describe("the links of a README on the package's page", () => {
  it("are those outside of code, to files, folders, images and headings", async () => {
    const links = ["docs/a.md#part", "#some-package", "docs/d.svg", "docs/d.md", "docs/e.svg", "examples/g"];
    expect(await localLinks(README)).to.have.members(links);
    expect(await unmetByReadme(README, ADDRESS, tree(WHOLE))).to.deep.equal([]);
  });

  for (const [path, link] of [
    ["docs/a.md", "docs/a.md#part"],
    ["docs/d.svg", "docs/d.svg"],
    ["docs/e.svg", "docs/e.svg"],
    ["examples/g/index.ts", "examples/g"],
  ] as const) {
    it(`lead to ${path} only if the repository has it`, async () => {
      expect(await unmetByReadme(README, ADDRESS, without(path))).to.deep.equal([
        `README.md leads to ${link}, which the repository does not have.`,
      ]);
    });
  }

  it("lead to a heading that is there, also to the second of a name", async () => {
    const readme = "# One\n\n[a](docs/a.md#part-1) [b](docs/a.md#other) [c](#two) [d](examples/g#part)\n";
    expect(await unmetByReadme(readme, ADDRESS, tree(WHOLE))).to.deep.equal([
      "README.md leads to docs/a.md#other, and docs/a.md has no such heading.",
      "README.md leads to #two, and it has no such heading.",
      "README.md leads to examples/g#part, and examples/g has no such heading.",
    ]);
  });

  it("do not leave the repository", async () => {
    expect(await unmetByReadme("[a](../a.md) [b](/docs/d.md)", ADDRESS, tree(WHOLE))).to.have.length(2);
  });

  it("lead nowhere without the repository's address", async () => {
    expect(await unmetByReadme(README, undefined, tree(WHOLE))).to.deep.equal([
      "README.md has 5 relative links, which lead nowhere without the repository's address.",
    ]);
  });

  it("of this package all lead somewhere, and one more that does not is found", async () => {
    const readme = readFileSync(join(ROOT, "README.md"), "utf8");
    const here = committedTree(ROOT);
    expect(await unmetByReadme(readme, ADDRESS, here)).to.deep.equal([]);
    // It lies in the folder once it is built, and is not in the repository.
    expect(await unmetByReadme(`${readme}[more](dist/sdk/index.js)`, ADDRESS, here)).to.have.length(1);
  });
});
