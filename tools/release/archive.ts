import { createHash } from "node:crypto";
import type { Stats } from "node:fs";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { create } from "tar";

/** The dates in archives: the same content makes the same archive. */
const NO_DATE = new Date(0);

/** Packs all files of a folder, in an order and with rights that are the same on every machine. */
export function pack(folder: string, file: string): void {
  const options = { sync: true, file, cwd: folder, gzip: { level: 9 }, portable: true, mtime: NO_DATE } as const;
  create({ ...options, filter: (_, stat) => withUsualMode(stat as Stats) }, filesIn(folder));
}

/** All files below a folder, by their paths in it with slashes, sorted. */
export function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [entry.name];
      return filesIn(join(folder, entry.name)).map((name) => `${entry.name}/${name}`);
    })
    .sort();
}

/** What of a file's mode goes into an archive: may it be executed? The rest is the umask of who made it. */
export function usualMode(mode: number): number {
  return (mode & 0o100) === 0 ? 0o644 : 0o755;
}

/** As npm does it: what a filter sets is what is packed. */
function withUsualMode(stat: Stats): boolean {
  if (stat.isFile()) stat.mode = (stat.mode & ~0o777) | usualMode(stat.mode);
  return true;
}

/** A line as `sha256sum --check` reads it. */
export function checksumLine(file: string, name: string): string {
  return `${createHash("sha256").update(readFileSync(file)).digest("hex")}  ${name}\n`;
}
