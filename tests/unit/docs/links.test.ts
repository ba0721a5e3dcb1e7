import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { expect } from "chai";
import { anchorsOf, prose } from "../../../tools/release/npm/anchors.js";

const root = join(__dirname, "..", "..", "..", "..");
const FOLDERS = ["docs", "examples"];

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : markdownFiles(path);
    return extname(path) === ".md" ? [path] : [];
  });
}

function brokenLinks(path: string): string[] {
  const text = readFileSync(path, "utf8");
  const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : join(dirname(path), file);
    if (!existsSync(target)) return true;
    return (
      anchor !== undefined && (statSync(target).isDirectory() || !anchorsOf(readFileSync(target, "utf8")).has(anchor))
    );
  });
}

describe("the links of the documents", () => {
  const own = readdirSync(root)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(root, name));
  for (const path of [...own, ...FOLDERS.flatMap((folder) => markdownFiles(join(root, folder)))]) {
    it(`lead somewhere in ${relative(root, path)}`, () => {
      expect(brokenLinks(path)).to.deep.equal([]);
    });
  }
});
