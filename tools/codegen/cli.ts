import { rmSync } from "node:fs";
import { join } from "node:path";
import { exitOnSignals, lastWords, runCommand } from "../engine/child-process.js";
import { goProgram } from "../engine/go-program.js";
import { codegenModule } from "../engine/modules.js";
import { terminalProgress } from "../engine/terminal.js";

/* Writes the SDKs for TypeScript, Python and Go that schema.json describes into dist/sdks. */

const root = join(__dirname, "..", "..", "..");
const WRITING_TIMEOUT_MS = 5 * 60_000;

async function main(): Promise<void> {
  const codegen = await goProgram(codegenModule, terminalProgress(process.stderr));
  const folder = join(root, "dist", "sdks");
  rmSync(folder, { recursive: true, force: true });
  const written = await runCommand(codegen, [join(root, "schema.json"), folder], { timeoutMs: WRITING_TIMEOUT_MS });
  if (written.exitCode !== 0) throw new Error(`No SDKs were written: ${lastWords(written)}`);
  process.stdout.write(`${folder}\n`);
}

exitOnSignals();
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
