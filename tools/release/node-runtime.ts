import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { executableOn, nameOf, NODE_VERSION, type Target, TARGETS } from "./targets.js";

/** Node's package for a platform from npm, once for each folder. */
function fetchPackage(target: Target, into: string): string {
  const folder = join(into, `node-${nameOf(target)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  const args = ["pack", "--silent", "--pack-destination", folder, `${target.carrier}@${NODE_VERSION}`];
  // On Windows npm is a script, which only a shell starts.
  const shell = process.platform === "win32";
  execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell });
  const [tarball = ""] = readdirSync(folder);
  const file = join(folder, tarball);
  const integrity = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (integrity !== target.integrity)
    throw new Error(`${target.carrier}@${NODE_VERSION} is not what was pinned: its integrity is ${integrity}.`);
  extract({ sync: true, file, cwd: folder, strip: 1 });
  return folder;
}

/** The path of Node's binary for a platform, which is fetched into a folder. */
export function fetchNode(target: Target, into: string): string {
  return join(fetchPackage(target, into), "bin", executableOn(target, "node"));
}

/** Node's licence, and those of all that is compiled into it. The package for Windows comes without the file. */
export function fetchNodeLicence(into: string): string {
  return readFileSync(join(fetchPackage(TARGETS[0], into), "LICENSE"), "utf8");
}
