import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { goProgram } from "../engine/go-program.js";
import { terminalProgress } from "../engine/terminal.js";

const SIGNER = {
  folder: join(__dirname, "..", "..", "..", "tools", "release", "quill"),
  executable: "quill",
  package: ".",
};

export interface ExecutableParts {
  /** The Node of this machine that puts the parts together; of the same version as `node`. */
  readonly builder: string;
  /** The Node of the platform that the executable is for. */
  readonly node: string;
  /** One file of CommonJS. */
  readonly script: string;
}

/** Makes one executable of Node and a script. */
export function makeExecutable({ builder, node, script }: ExecutableParts, output: string): void {
  const config = join(dirname(node), "sea-config.json");
  const settings = { main: script, executable: node, output, disableExperimentalSEAWarning: true };
  writeFileSync(config, JSON.stringify(settings));
  execFileSync(builder, ["--build-sea", config], { stdio: ["ignore", "ignore", "inherit"] });
}

/** Signs an executable for macOS, whose kernel starts none without: ad hoc, which speaks for nobody. */
export async function signForMacOs(executable: string): Promise<void> {
  const quill = await goProgram(SIGNER, terminalProgress(process.stderr));
  execFileSync(quill, [executable], { stdio: ["ignore", "ignore", "inherit"] });
}
