import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** Seen from dist/tests/unit/quickstart, where the compiled tests are. */
const root = join(__dirname, "..", "..", "..", "..");
export const exampleFolder = join(root, "examples", "quickstart");

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runWriteManifest(...args: string[]): Run {
  const script = join(exampleFolder, "scripts", "write-manifest.mjs");
  return spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: "utf8" });
}
