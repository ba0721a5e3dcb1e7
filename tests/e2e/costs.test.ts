import { expect } from "chai";
import { trainedOn } from "./harness/model-program.js";
import type { Operation } from "./harness/operation.js";
import { type SweepRun, sweep } from "./harness/sweep.js";
import { SHORT, World } from "./harness/world.js";

const QUOTAS = { ...SHORT, quotaRunningModels: 5, quotaConcurrentTrainings: 5 };

/** A project with models "a", "b" and "c" that run. */
function threeModels(): string {
  return `
    const { Project, ProjectVersion } = require("pulumi-rekognition");
    const project = new Project("shapes");
    const args = { projectArn: project.arn, minInferenceUnits: 2, ...${JSON.stringify(trainedOn("quickstart-data"))} };
    for (const name of ["a", "b", "c"]) new ProjectVersion(name, args);
  `;
}

function errorsOf({ diagnostics }: Operation): string {
  return diagnostics.flatMap(({ severity, message }) => (severity === "error" ? [message] : [])).join("\n");
}

describe("a destroy in which one deletion fails", () => {
  let world: World;
  let stopped: Operation;
  let continued: Operation;
  const runningAfter: number[] = [];
  let leftAfterAll: number;
  before(async () => {
    world = await World.create({ program: threeModels(), switches: QUOTAS });
    const { stack, emulator } = world;
    await stack.up();
    for (const args of [
      ["--parallel", "1"],
      ["--parallel", "1", "--continue-on-error"],
    ]) {
      await emulator.control.addFaults({ add: [{ operation: "StopProjectVersion", kind: "deny", times: 1 }] });
      const failed = await stack.destroy({ args, fails: true });
      if (runningAfter.length === 0) stopped = failed;
      else continued = failed;
      runningAfter.push((await emulator.control.meter()).running);
    }
    await stack.destroy();
    leftAfterAll = (await emulator.control.state()).projects.length;
  });
  after(() => {
    world.dispose();
  });

  it("leaves running what the engine had not begun with", () => {
    expect(runningAfter[0]).to.equal(3);
    expect(stopped.steps, "the one that failed").to.have.length(1);
  });

  it("stops and deletes all the others with --continue-on-error", () => {
    expect(runningAfter[1]).to.equal(1);
    expect(continued.steps.map(({ op }) => op)).to.deep.equal(["delete", "delete", "delete"]);
  });

  it("says which model still costs, how much, and how to stop it", () => {
    for (const errors of [stopped, continued].map(errorsOf)) {
      expect(errors).to.contain(
        "is RUNNING with 2 inference units: about $8.00 an hour (list price us-east-1, 2026-11)",
      );
      expect(errors).to.match(
        /aws rekognition stop-project-version --region us-east-1 --project-version-arn arn:aws:\S+/,
      );
      expect(errors).to.contain("npx pulumi-rekognition sweep");
    }
  });

  it("is made up for by the next one", () => {
    expect(leftAfterAll).to.equal(0);
  });
});

describe("a project that is pending deletion and not empty", () => {
  const program = (name: string): string => `
    const { Project, ProjectVersion } = require("pulumi-rekognition");
    const project = new Project("shapes", { projectName: "${name}" });
    const args = { projectArn: project.arn, minInferenceUnits: 1, ...${JSON.stringify(trainedOn("quickstart-data"))} };
    new ProjectVersion("model", args, { retainOnDelete: true });
  `;
  let first: Operation;
  let blocked: Operation;
  let forced: Operation;
  let swept: SweepRun;
  let freed: Operation;
  let projects: readonly string[];
  before(async () => {
    const world = await World.create({ program: program("first"), switches: QUOTAS });
    try {
      const { stack, emulator } = world;
      first = await stack.up();
      stack.setProgram(program("second"));
      blocked = await stack.up({ fails: true });
      await stack.setConfig({ "rekognition:forceDestroy": "true" });
      forced = await stack.up({ fails: true });
      const retained = (await world.models()).find(({ arn }) => arn.includes("/first/"))?.arn ?? "";
      swept = await sweep(stack, "--delete", "--arn", retained, "--yes");
      freed = await stack.up();
      projects = (await emulator.control.state()).projects.map(({ name }) => name);
    } finally {
      world.dispose();
    }
  });

  it("was warned of: retainOnDelete leaves the model running in it", () => {
    const warnings = first.diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message);
    expect(warnings.join("\n")).to.contain("retainOnDelete with minInferenceUnits");
  });

  it("fails every up, with the way out", () => {
    expect(errorsOf(blocked))
      .to.contain("[NotEmpty]")
      .and.to.contain("pulumi config set rekognition:forceDestroy true");
    expect(errorsOf(blocked)).to.contain("is RUNNING with 1 inference unit: about $4.00 an hour");
  });

  it("keeps what was recorded, also with rekognition:forceDestroy, and names the way to it", () => {
    expect(errorsOf(forced)).to.contain("[NotEmpty]").and.to.contain("npx pulumi-rekognition sweep --delete --arn ARN");
  });

  it("goes once that was taken: what ran in it is stopped", () => {
    expect(swept.exitCode, swept.text).to.equal(0);
    expect(freed.steps.map(({ op }) => op)).to.include("delete-replaced");
    expect(projects).to.deep.equal(["second"]);
  });
});
