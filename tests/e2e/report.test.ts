import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { ReportDocument } from "../../sweep/model-report/document.js";
import { modelProgram } from "./harness/model-program.js";
import { report, type SweepRun } from "./harness/sweep.js";
import { SHORT, World } from "./harness/world.js";

for (const facade of ["dynamic", "plugin"] as const) {
  describe(`the report on a stack of the ${facade} provider, by the real CLI`, () => {
    let previewed: string;
    let asJson: SweepRun;
    let asMarkdown: SweepRun;
    let asPage: SweepRun;
    let page: string;
    let elsewhere: SweepRun;

    before(async () => {
      const prices = '{"us-east-1":{"usdPerInferenceUnitHour":3.5,"asOf":"2026-10"}}';
      const world = await World.create({
        program: modelProgram({ model: { minInferenceUnits: 2 } }),
        config: { "rekognition:prices": prices },
        switches: SHORT,
        facade,
      });
      const { stack, emulator } = world;
      try {
        previewed = (await stack.preview()).text;
        await stack.up();
        const s3 = ["--s3-endpoint", emulator.url];
        asJson = await report(stack, ...s3, "--format", "json");
        asMarkdown = await report(stack, ...s3);
        const path = join(stack.folder, "report.html");
        asPage = await report(stack, ...s3, "--format", "html", "--output", path);
        page = readFileSync(path, "utf8");
        elsewhere = await report(stack);
        await stack.destroy();
      } finally {
        world.dispose();
      }
    });

    it("has the model of the state, its evaluation, and what it costs by the configuration", () => {
      expect(asJson.exitCode, asJson.text).to.equal(0);
      const { about, models, running, costs, findings } = JSON.parse(asJson.stdout) as ReportDocument;
      expect(about).to.deep.equal({ kind: "stack", name: "organization/sandbox/test" });
      expect(models).to.have.length(1);
      expect(models[0]).to.include({ status: "RUNNING", inState: "held", evaluationMissing: null });
      expect(models[0]?.evaluation?.labelEvaluations).to.have.length(3);
      expect(running[0]).to.include({ inState: "held", minInferenceUnits: 2, priceOrigin: "configuration" });
      expect(costs.usdPerMonth).to.deep.equal({ least: 5110, most: 5110 });
      expect(findings).to.deep.equal([]);
    });

    it("writes Markdown and a page as well", () => {
      expect([asMarkdown.exitCode, asPage.exitCode], asMarkdown.text).to.deep.equal([0, 0]);
      expect(asMarkdown.stdout).to.match(/^# Models of stack `organization\/sandbox\/test`\n/);
      expect(asMarkdown.stdout).to.contain("Price of us-east-1, 2026-10, from rekognition:prices.");
      expect(asPage.stdout).to.equal("");
      expect(page)
        .to.match(/^<!doctype html>/)
        .and.to.contain("<svg");
    });

    it("says why there are no figures where S3 is not asked, and ends with 6", () => {
      expect(elsewhere.exitCode, elsewhere.text).to.equal(6);
      expect(elsewhere.stdout).to.contain("rekognition:s3Endpoint is not");
    });

    it("and the preview tell the configured price", () => {
      expect(previewed).to.contain("about $7.00 an hour (rekognition:prices, us-east-1, 2026-10)");
    });
  });
}
