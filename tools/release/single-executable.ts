import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { goProgram } from "../engine/go-program.js";
import { terminalProgress } from "../engine/terminal.js";

const SIGNER = {
  folder: join(__dirname, "..", "..", "..", "tools", "release", "quill"),
  executable: "quill",
  package: ".",
};

const CONFIG = "sea-config.json";

export interface ExecutableParts {
  /** The Node of this machine that puts the parts together; of the same version as `node`. */
  readonly builder: string;
  /** The Node of the platform that the executable is for. */
  readonly node: string;
  /** One file of CommonJS. */
  readonly script: string;
}

/** Makes one executable of Node and a script. It holds the script's path as it is given here: a name, and no folder. */
export function makeExecutable({ builder, node, script }: ExecutableParts, output: string): void {
  const folder = dirname(node);
  const main = basename(script);
  copyFileSync(script, join(folder, main));
  const settings = { main, executable: node, output, disableExperimentalSEAWarning: true };
  writeFileSync(join(folder, CONFIG), JSON.stringify(settings));
  execFileSync(builder, ["--build-sea", CONFIG], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
}

/** Signs an executable for macOS, whose kernel starts none without: ad hoc, which speaks for nobody. */
export async function signForMacOs(executable: string): Promise<void> {
  const quill = await goProgram(SIGNER, terminalProgress(process.stderr));
  execFileSync(quill, [executable], { stdio: ["ignore", "ignore", "inherit"] });
}
