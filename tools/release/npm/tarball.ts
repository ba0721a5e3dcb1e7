import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { filesIn, usualMode } from "../archive.js";
import type { Manifest } from "./demands.js";

/** What only this repository can run or has: of no use to users, and npm would run `prepare` when they pack. */
const OF_REPOSITORY = ["scripts", "workspaces", "overrides", "devDependencies"];

/** A package.json without what is only for its repository. */
export function publishedManifest(manifest: Manifest): Manifest {
  const kept = Object.entries(manifest).filter(([name]) => !OF_REPOSITORY.includes(name));
  return Object.fromEntries(kept) as unknown as Manifest;
}

/** Packs the built package for a registry, into a folder of its own below `work`. Answers the tarball's path. */
export function packForRegistry(root: string, work: string): string {
  const folder = join(work, "package");
  mkdirSync(folder);
  extract({ sync: true, file: npmPack(root, join(work, "as-it-is")), cwd: folder, strip: 1 });
  const file = join(folder, "package.json");
  const published = publishedManifest(JSON.parse(readFileSync(file, "utf8")) as Manifest);
  writeFileSync(file, `${JSON.stringify(published, undefined, 2)}\n`);
  for (const name of filesIn(folder)) {
    const path = join(folder, name);
    chmodSync(path, usualMode(statSync(path).mode));
  }
  return npmPack(folder, join(work, "for-registry"));
}

function npmPack(folder: string, into: string): string {
  mkdirSync(into);
  const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", into];
  // On Windows npm is a script, which only a shell starts.
  const shell = process.platform === "win32";
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell });
  const [tarball = ""] = readdirSync(into);
  return join(into, tarball);
}
