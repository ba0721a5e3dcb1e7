import { EngineNotFoundError, findEngine } from "./find-engine.js";
import { terminalProgress } from "./terminal.js";
import { runMain, stackOf } from "../sandbox/cleanup.js";

async function main(): Promise<void> {
  const { folder, version, source } = await findEngine(terminalProgress(process.stderr));
  process.stderr.write(`pulumi ${version} (${source})\n`);
  process.stdout.write(`${folder}\n`);
}

runMain(main, (error) => (error instanceof EngineNotFoundError ? error.message : stackOf(error)));
