import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { create } from "tar";

/** The dates in archives: the same content makes the same archive. */
const NO_DATE = new Date(0);

/** Packs all files of a folder. */
export function pack(folder: string, file: string): void {
  const files = readdirSync(folder).sort();
  create({ sync: true, file, cwd: folder, gzip: { level: 9 }, portable: true, mtime: NO_DATE }, files);
}

/** A line as `sha256sum --check` reads it. */
export function checksumLine(file: string, name: string): string {
  return `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${name}\n`;
}
