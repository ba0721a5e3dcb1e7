import { join } from "node:path";
import { exitOnSignals } from "../engine/child-process.js";
import { terminalProgress } from "../engine/terminal.js";
import { writeSdks } from "./codegen.js";

/* Writes the SDKs for TypeScript, Python and Go that schema.json describes into dist/sdks. */

const folder = join(__dirname, "..", "..", "sdks");

exitOnSignals();
writeSdks(folder, terminalProgress(process.stderr)).then(
  () => {
    process.stdout.write(`${folder}\n`);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
