import { join } from "node:path";
import { terminalProgress } from "../engine/terminal.js";
import { runMain } from "../sandbox/cleanup.js";
import { writeSdks } from "./codegen.js";

/* Writes the SDKs for TypeScript, Python and Go that schema.json describes into dist/sdks. */

const folder = join(__dirname, "..", "..", "sdks");

runMain(async () => {
  await writeSdks(folder, terminalProgress(process.stderr));
  process.stdout.write(`${folder}\n`);
});
