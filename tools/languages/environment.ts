import { delimiter, join } from "node:path";
import { SCHEMA, writeSdks } from "../codegen/codegen.js";
import { findEngine } from "../engine/find-engine.js";
import { languageHost } from "../engine/go-program.js";
import type { Language } from "../engine/modules.js";
import { terminalProgress } from "../engine/terminal.js";
import { temporaryFolder } from "../sandbox/cleanup.js";
import { executablesOf, virtualEnvironment } from "../sandbox/virtual-environment.js";

export const ROOT = join(__dirname, "..", "..", "..");
export const LANGUAGES: readonly Language[] = ["python", "yaml"];

const progress = terminalProgress(process.stderr);

/** What commands on a program of the language need in their environment: the engine, the language's host and its packages. */
export async function languageEnvironment(language: Language): Promise<Record<string, string>> {
  const { folder } = await findEngine(progress);
  const host = await languageHost(language, folder, progress);
  const commands = language === "python" ? [executablesOf(await pythonPackages())] : [];
  const path = [...commands, host, folder, process.env["PATH"] ?? ""].join(delimiter);
  return { PATH: path, PYTHONDONTWRITEBYTECODE: "1" };
}

let packages: Promise<string> | undefined;

/** A virtual environment with Pulumi and the SDK that our schema describes, kept for the next time. */
export function pythonPackages(): Promise<string> {
  packages ??= virtualEnvironmentWithSdk();
  return packages;
}

async function virtualEnvironmentWithSdk(): Promise<string> {
  const requirements = join(ROOT, "tools", "languages", "requirements.txt");
  const { folder, remove } = temporaryFolder("pulumi-rekognition-sdks-");
  try {
    await writeSdks(folder, progress);
    const local = { folder: join(folder, "python"), madeFrom: SCHEMA };
    return await virtualEnvironment("languages", { requirements, local });
  } finally {
    remove();
  }
}
