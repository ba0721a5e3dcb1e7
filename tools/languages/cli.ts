import { runMain } from "../sandbox/cleanup.js";
import { LANGUAGES, languageEnvironment } from "./environment.js";

/* Makes what programs of other languages are run with, once: their hosts, and for Python the packages. */

runMain(async () => {
  for (const language of LANGUAGES) await languageEnvironment(language);
});
