import { appendFileSync } from "node:fs";
import { reporters } from "mocha";
import type { MochaOptions, Runner, Test } from "mocha";

/** Names the file that gets one line per mocha run: how many tests passed and how many failed. */
const TOTALS_VARIABLE = "PULUMI_REKOGNITION_TEST_TOTALS";

/** Names the file that gets each failed test with its error: of several runs' output, only the end may be kept. */
const FAILURES_VARIABLE = "PULUMI_REKOGNITION_TEST_FAILURES";

/** Mocha's ordinary output, and totals and failures for scripts that add up several runs. */
class TotalsReporter extends reporters.Spec {
  constructor(runner: Runner, options: MochaOptions) {
    super(runner, options);
    runner.on("fail", (test: Test, error: Error) => {
      const file = process.env[FAILURES_VARIABLE];
      if (file !== undefined) appendFileSync(file, `${test.fullTitle()}\n${error.stack ?? error.message}\n\n`);
    });
    runner.once("end", () => {
      const file = process.env[TOTALS_VARIABLE];
      if (file !== undefined) appendFileSync(file, `${this.stats.passes} ${this.stats.failures}\n`);
    });
  }
}

// Mocha takes a reporter as the module itself.
export = TotalsReporter;
