import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, extname, join, relative } from "node:path";
import { expect } from "chai";

const root = join(__dirname, "..", "..", "..", "..");
const FOLDERS = ["docs", "examples"];

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "node_modules" ? [] : markdownFiles(path);
    return extname(path) === ".md" ? [path] : [];
  });
}

/** A document's text without its blocks and pieces of code. */
function prose(path: string): string {
  return readFileSync(path, "utf8")
    .replace(/^```[\s\S]*?^```/gm, "")
    .replace(/``[^`]+``|`[^`\n]*`/g, (piece) => piece.replace(/[[\]()]/g, " "));
}

/** The anchors of a document's headings, as GitHub makes them. */
function anchors(path: string): Set<string> {
  const headings = [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .replace(/\s/g, "-"),
    ),
  );
}

function brokenLinks(path: string): string[] {
  const links = [...prose(path).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links.filter((link) => {
    if (/^[a-z]+:/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : join(dirname(path), file);
    if (!existsSync(target)) return true;
    return anchor !== undefined && (statSync(target).isDirectory() || !anchors(target).has(anchor));
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
