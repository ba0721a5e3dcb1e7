import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const ROOT = join(__dirname, "..", "..", "..");
const isWindows = process.platform === "win32";

export interface PythonPackages {
  /** A requirements.txt. */
  readonly requirements: string;
  /** A package of this machine to install besides: its folder, and a file that is another when the package is. */
  readonly local?: { readonly folder: string; readonly madeFrom: string };
}

async function findPython(purpose: string): Promise<string> {
  for (const name of ["python3", "python"]) {
    try {
      const { stdout } = await run(name, ["-c", "import sys, venv, ensurepip; print(sys.version_info[0])"]);
      if (stdout.trim() === "3") return name;
    } catch {
      // Not this one.
    }
  }
  throw new Error(
    `The ${purpose} tests need Python 3 with its venv module: install python3 (on Debian also python3-venv).`,
  );
}

/** The folder of an environment's executables. */
export function executablesOf(environment: string): string {
  return join(environment, isWindows ? "Scripts" : "bin");
}

/**
 * A virtual environment with these packages, made once and kept beside the other caches.
 * @returns its folder
 */
export async function virtualEnvironment(purpose: string, { requirements, local }: PythonPackages): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(requirements));
  if (local !== undefined) hash.update(readFileSync(local.madeFrom));
  const folder = join(ROOT, "node_modules", ".cache", `${purpose}-${hash.digest("hex").slice(0, 12)}`);
  const complete = join(folder, "complete");
  if (existsSync(complete)) return folder;
  const systemPython = await findPython(purpose);
  rmSync(folder, { recursive: true, force: true });
  await run(systemPython, ["-m", "venv", folder]);
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  const python = pythonOf(folder);
  await run(python, [...install, "--requirement", requirements]);
  if (local !== undefined) await run(python, [...install, "--no-deps", local.folder]);
  writeFileSync(complete, "");
  return folder;
}

/** The Python of an environment. */
export function pythonOf(environment: string): string {
  return join(executablesOf(environment), isWindows ? "python.exe" : "python");
}
