import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { anchorsOf } from "./anchors.js";

/** The files of a repository, by their paths with slashes. */
export interface Tree {
  readonly files: ReadonlySet<string>;
  readonly read: (path: string) => string;
}

/** What the repository has, and not what a build left in its folder. */
export function committedTree(root: string): Tree {
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" });
  return { files: new Set(listed.split("\0")), read: (path) => readFileSync(join(root, path), "utf8") };
}

/** The links of a document within its repository, which a registry resolves against the repository's address, and within itself. */
export async function localLinks(markdown: string): Promise<string[]> {
  const [{ micromark }, { gfm, gfmHtml }] = await Promise.all([import("micromark"), import("micromark-extension-gfm")]);
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = ""]) => link);
  return [...new Set(links.filter((link) => !/^[a-z][a-z+.-]*:/i.test(link)))];
}

/** Which links of the README lead nowhere on the package's page, in sentences. */
export async function unmetByReadme(readme: string, address: string | undefined, tree: Tree): Promise<string[]> {
  const links = await localLinks(readme);
  const unmet = links.flatMap((link) => {
    const problem = problemOf(link, readme, tree);
    return problem === undefined ? [] : [`README.md leads to ${link}, ${problem}.`];
  });
  const relative = links.filter((link) => !link.startsWith("#"));
  if (relative.length > 0 && address === undefined)
    unmet.push(`README.md has ${relative.length} relative links, which lead nowhere without the repository's address.`);
  return unmet;
}

function problemOf(link: string, readme: string, { files, read }: Tree): string | undefined {
  const [, place = "", anchor] = /^([^?#]*)(?:\?[^#]*)?(?:#(.*))?$/.exec(link) ?? [];
  const path = decodeURI(place).replace(/^\.\//, "").replace(/\/$/, "");
  const isFile = path === "" || files.has(path);
  const isFolder = [...files].some((file) => file.startsWith(`${path}/`));
  if (/^\/|^\.\.(?:\/|$)/.test(place) || (!isFile && !isFolder)) return "which the repository does not have";
  // Of other files an anchor may be a line of code.
  if (anchor === undefined || (isFile && path !== "" && !path.endsWith(".md"))) return undefined;
  if (isFile && anchorsOf(path === "" ? readme : read(path)).has(decodeURI(anchor))) return undefined;
  return `and ${path === "" ? "it" : path} has no such heading`;
}
