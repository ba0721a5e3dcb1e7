import { appendFileSync } from "node:fs";
import { reporters } from "mocha";
import type { MochaOptions, Runner } from "mocha";

/** Names the file that gets one line per mocha run: how many tests passed and how many failed. */
const TOTALS_VARIABLE = "PULUMI_REKOGNITION_TEST_TOTALS";

/** Mocha's ordinary output, and the totals for scripts that add up several runs. */
class TotalsReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    runner.once("end", () => {
      const file = process.env[TOTALS_VARIABLE];
      if (file !== undefined) appendFileSync(file, `${this.stats.passes} ${this.stats.failures}\n`);
    });
  }
}

// Mocha takes a reporter as the module itself.
export = TotalsReporter;
