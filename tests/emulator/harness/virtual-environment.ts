import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const ROOT = join(__dirname, "..", "..", "..", "..");
const isWindows = process.platform === "win32";

/** The folder of the Python sources, which the compiler leaves where they are. */
export const PYTHON_SOURCES = join(ROOT, "tests", "emulator", "boto3");

async function findPython(): Promise<string> {
  for (const name of ["python3", "python"]) {
    try {
      const { stdout } = await run(name, ["-c", "import sys, venv, ensurepip; print(sys.version_info[0])"]);
      if (stdout.trim() === "3") return name;
    } catch {
      // Not this one.
    }
  }
  throw new Error("The boto3 tests need Python 3 with its venv module: install python3 (on Debian also python3-venv).");
}

/**
 * A virtual environment with what requirements.txt names, made once and kept beside the other caches.
 * @returns the path of its Python
 */
export async function virtualEnvironment(): Promise<string> {
  const requirements = join(PYTHON_SOURCES, "requirements.txt");
  const key = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = join(ROOT, "node_modules", ".cache", `boto3-${key}`);
  const python = join(folder, ...(isWindows ? ["Scripts", "python.exe"] : ["bin", "python"]));
  const complete = join(folder, "complete");
  if (existsSync(complete)) return python;
  const systemPython = await findPython();
  rmSync(folder, { recursive: true, force: true });
  await run(systemPython, ["-m", "venv", folder]);
  const quiet = ["--quiet", "--disable-pip-version-check", "--no-input"];
  await run(python, ["-m", "pip", "install", ...quiet, "--requirement", requirements]);
  writeFileSync(complete, "");
  return python;
}
