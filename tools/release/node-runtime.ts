import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extract } from "tar";
import { executableOn, NODE_VERSION, type Target } from "./targets.js";

/** Node for one platform. */
export interface NodeRuntime {
  readonly executable: string;
  /** Node's licence, and those of all that is compiled into it. */
  readonly licence: string;
}

/** Fetches Node for a platform from npm into a new folder. */
export function fetchNode(target: Target, folder: string): NodeRuntime {
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
  return {
    executable: join(folder, "bin", executableOn(target, "node")),
    licence: readFileSync(join(folder, "LICENSE"), "utf8"),
  };
}
