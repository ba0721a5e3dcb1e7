import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { REPOSITORY } from "../../tests/e2e/harness/package-under-test.js";

const REQUIREMENTS = join(REPOSITORY, "bench", "peers", "requirements.txt");
const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** Where what the peers need is kept between runs. */
export const CACHE = join(REPOSITORY, "node_modules", ".cache", "pulumi-rekognition-bench");

/** Runs a program; its error says what it printed. */
export function run(command: string, args: readonly string[], cwd = REPOSITORY): string {
  return execFileSync(command, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: INSTALL_TIMEOUT_MS,
  });
}

/** The path of a program of an environment with the Python peers in it, which is made when it is first needed. */
export function pythonProgram(name: "python" | "moto_server"): string {
  const folder = join(CACHE, "python");
  const marker = join(folder, "installed.txt");
  const wanted = readFileSync(REQUIREMENTS, "utf8");
  const bin = join(folder, process.platform === "win32" ? "Scripts" : "bin");
  if (!existsSync(marker) || readFileSync(marker, "utf8") !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(CACHE, { recursive: true });
    run(process.platform === "win32" ? "python" : "python3", ["-m", "venv", folder]);
    run(join(bin, "python"), ["-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS]);
    writeFileSync(marker, wanted);
  }
  return join(bin, name);
}
