import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readReportCommandLine } from "../../../sweep/model-report/command-line.js";

const path = join(__dirname, "..", "..", "..", "..", "examples", "train-in-ci", "report.yml");

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Job {
  readonly permissions?: object;
  readonly steps: readonly Step[];
}

describe("the workflow that posts a report to a pull request", () => {
  const text = readFileSync(path, "utf8");
  const workflow = parse(text) as { readonly permissions: object; readonly jobs: Readonly<Record<string, Job>> };
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
  const script = steps.find(({ id }) => id === "report")?.run ?? "";

  it("allows no job more than it needs: what runs the pull request's code cannot write to it", () => {
    expect(workflow.permissions).to.deep.equal({});
    const { report, comment } = workflow.jobs;
    expect(report?.permissions).to.deep.equal({ contents: "read", "id-token": "write" });
    expect(comment?.permissions).to.deep.equal({ "pull-requests": "write" });
    const run = comment?.steps.map((step) => `${step.uses ?? ""}${step.run ?? ""}`).join("\n");
    expect(run).not.to.match(/checkout|npm|npx/);
  });

  it("pins every action to a commit, with its version beside", () => {
    const uses = text.split("\n").filter((line) => line.includes("uses:"));
    expect(uses).to.have.length(steps.filter((step) => step.uses !== undefined).length);
    for (const line of uses) expect(line).to.match(/uses: [\w./-]+@[0-9a-f]{40} # v\d+(\.\d+\.\d+)?$/);
  });

  it("puts nothing of the event into a script", () => {
    for (const { run = "" } of steps) expect(run).not.to.contain("${{");
  });

  it("asks for reports that the command line knows", () => {
    const asked = [...script.matchAll(/npx pulumi-rekognition report(.*?)(?: \|\|.*)?$/gm)].map(([, args = ""]) =>
      readReportCommandLine(args.trim().split(/\s+/)),
    );
    const formats = asked.map((each) => (each.command === "report" ? each.arguments.format : ""));
    expect(formats).to.deep.equal(["markdown", "html"]);
  });

  for (const [exitCode, ends] of Object.entries({ 0: 0, 1: 1, 2: 1, 3: 0, 5: 0, 6: 0 })) {
    it(`hands on exit code ${exitCode} of the report`, () => {
      const folder = mkdtempSync(join(tmpdir(), "report-workflow-"));
      try {
        writeFileSync(join(folder, "npx"), `#!/bin/sh\nexit ${exitCode}\n`);
        chmodSync(join(folder, "npx"), 0o755);
        const output = join(folder, "output");
        writeFileSync(output, "");
        // As the runner calls it.
        const { status } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], {
          cwd: folder,
          env: { PATH: `${folder}${delimiter}${process.env.PATH ?? ""}`, GITHUB_OUTPUT: output },
        });
        expect(status).to.equal(ends);
        if (ends === 0) expect(readFileSync(output, "utf8")).to.equal(`code=${exitCode}\n`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
