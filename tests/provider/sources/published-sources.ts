import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "..", "..", "..", "..");

/** The sources of everything in the package that runs. */
export function publishedSources(): ts.SourceFile[] {
  return (sources ??= readSources());
}

let sources: ts.SourceFile[] | undefined;

function readSources(): ts.SourceFile[] {
  const { files } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { files: string[] };
  const rooms = files.flatMap((file) => /^dist\/([^/]+)$/.exec(file)?.[1] ?? []);
  return rooms.flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => parsed(join(room, name), readFileSync(join(ROOT, room, name), "utf8"))),
  );
}

export function parsed(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(relative(".", name).split(sep).join("/"), text, ts.ScriptTarget.Latest, true);
}

/** Every node of a file. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    nodes.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return nodes;
}

/** Where a node stands, as editors open it. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
