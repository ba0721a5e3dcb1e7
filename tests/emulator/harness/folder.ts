import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Every file below a folder, by its path there, with what is in it. No link is followed: Node.js 22 and later follow links to
 * folders when asked to read folders recursively.
 */
export function contents(folder: string, encoding: BufferEncoding = "base64"): Record<string, string> {
  return Object.fromEntries(
    pathsBelow(folder, "")
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), encoding)]),
  );
}

function pathsBelow(folder: string, under: string): string[] {
  const entries = readdirSync(join(folder, under), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(under, entry.name);
    return entry.isDirectory() ? pathsBelow(folder, path) : entry.isFile() ? [path] : [];
  });
}
