import { exitOnSignals } from "../engine/child-process.js";
import { LANGUAGES, languageEnvironment } from "./environment.js";

/* Makes what programs of other languages are run with, once: their hosts, and for Python the packages. */

async function main(): Promise<void> {
  for (const language of LANGUAGES) await languageEnvironment(language);
}

exitOnSignals();
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
