import { exitOnSignals } from "./child-process.js";
import { EngineNotFoundError, findEngine } from "./find-engine.js";
import { terminalProgress } from "./terminal.js";

exitOnSignals();

findEngine(terminalProgress(process.stderr)).then(
  ({ folder, version, source }) => {
    process.stderr.write(`pulumi ${version} (${source})\n`);
    process.stdout.write(`${folder}\n`);
  },
  (error: unknown) => {
    const text =
      error instanceof EngineNotFoundError ? error.message : String(error instanceof Error ? error.stack : error);
    process.stderr.write(`${text}\n`);
    process.exitCode = 1;
  },
);
