import { rmSync } from "node:fs";
import { join } from "node:path";
import { lastWords, runCommand } from "../engine/child-process.js";
import { goProgram } from "../engine/go-program.js";
import { codegenModule } from "../engine/modules.js";
import type { ProgressOutput } from "../engine/progress.js";

/** What the SDKs are made from. */
export const SCHEMA = join(__dirname, "..", "..", "..", "schema.json");
const WRITING_TIMEOUT_MS = 5 * 60_000;

/** Writes the SDKs for TypeScript, Python and Go into folders of their own (`nodejs`, `python`, `go`), in place of what is there. */
export async function writeSdks(folder: string, output: ProgressOutput): Promise<void> {
  const codegen = await goProgram(codegenModule, output);
  rmSync(folder, { recursive: true, force: true });
  const written = await runCommand(codegen, [SCHEMA, folder], { timeoutMs: WRITING_TIMEOUT_MS });
  if (written.exitCode !== 0) throw new Error(`No SDKs were written: ${lastWords(written)}`);
}
